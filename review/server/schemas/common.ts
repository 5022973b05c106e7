import { z } from 'zod';
import { LocalizedText } from '../../../model/index.js';
import type { Listed } from '../../../pipeline/store/store.js';

/** The one shape of errors; `fields` names what is wrong with a request. */
export const ErrorBody = z.object({
  code: z.string(),
  message: LocalizedText,
  hint: LocalizedText,
  fields: z.array(z.object({ field: z.string(), reason: z.string() })).optional(),
});
export type ErrorBody = z.infer<typeof ErrorBody>;

export const Id = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[\w-]+$/);
export const IdParams = z.object({ id: Id });

/** Rows `offset` to `offset + limit`. */
export const PageQuery = z.object({
  offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** One value or several: `?state=failed&state=partial`. */
export function many<Item extends z.ZodType>(item: Item) {
  return z.union([z.array(item).max(100), item.transform((one) => [one])]).optional();
}

export const YesNo = z.enum(['true', 'false']).transform((value) => value === 'true');

/** A part of a list. `exact` is false where counting all would take longer than listing: there are more than `total`. */
export function listed<Row extends z.ZodType>(row: Row) {
  return z.object({ rows: z.array(row), total: z.number().int(), exact: z.boolean() });
}

/** A part of a list as it is shown. */
export function listing<Row, View>({ rows, total, exact = true }: Listed<Row>, view: (row: Row) => View) {
  return { rows: rows.map(view), total, exact };
}

/** Who did what to the subject of a list of such entries, and what was there before and after. */
export const HistoryEntry = z.object({
  at: z.string(),
  userId: z.string().nullable(),
  user: z.string().nullable(),
  action: z.string(),
  before: z.json(),
  after: z.json(),
});

/** An entry of the audit log without its subject. */
export function historyView(entry: {
  at: string;
  userId: string | null;
  user: string | null;
  action: string;
  before: unknown;
  after: unknown;
}) {
  const { at, userId, user, action, before, after } = entry;
  return {
    at,
    userId,
    user,
    action,
    before: before as z.infer<typeof HistoryEntry>['before'],
    after: after as z.infer<typeof HistoryEntry>['after'],
  };
}

/** Answers any route may give. */
export const ERRORS = { '4xx': ErrorBody, '5xx': ErrorBody } as const;

/** Leaves out what was not given: filters tell "not asked for" from null and undefined by absence. */
export function given<T extends object>(values: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}

/** A column of JSON as the value it holds. */
export function parsed(json: string | null): unknown {
  return json === null ? null : (JSON.parse(json) as unknown);
}
