import { sql, type RawBuilder } from 'kysely';
import type { Connection } from './connection.js';

/**
 * How rows of a list are found without looking at every row of a table, however long it is. One condition that few rows meet brings
 * them by its index, and the others are tried on those. Where each is met by many, rows are taken in the list's order and tried until the page is
 * full, which is soon. Databases guess which of the two is better, and with most of these conditions guess wrong; here it is looked up first.
 */
export interface Condition {
  /** Written so that an index may bring the rows. */
  seek: Sql;
  /** Written so that no index is used: to be tried on rows that are there already. */
  test: Sql;
  /** Rows that meet it: any columns, to be cut off by a limit. */
  rows: Sql;
  /** Rows that `seek` brings stand in order of their running number; of these conditions the columns of one index tell. */
  ordered?: boolean;
  /** The column, with its table's alias, of which it asks for one value or range: a list in that order need not look outside. */
  column?: string;
  /** Another table that brings the rows in order of their running number: its join, its condition, its column of that number. */
  source?: Source;
}

export interface Source {
  from: Sql;
  where: Sql;
  seq: string;
}

export type Sql = RawBuilder<unknown>;

/** Up to so many rows are few. */
export const FEW = 1000;
/** So far matches are counted where no condition brings them; and where one index tells, or there is no condition. */
export const COUNTED = 1000;
const INDEXED = 5000;

export interface Selection {
  /** Met by few: it brings the rows. Undefined when every condition is met by many, or there is none. */
  driver: Condition | undefined;
  where: Sql;
  source: Source | undefined;
  /** Up to which number matches are counted; all of them when null. */
  countTo: number | null;
  /** How many match, where finding the way has told that. */
  counted: Counted | null;
}

export interface Counted {
  total: number;
  /** False when there are more. */
  exact: boolean;
}

/**
 * Decides between the two ways. `sort`: the column the list is ordered by, null when its order is that of the running numbers. `itself`: what a
 * condition counts are the rows of the list.
 */
export async function select(
  connection: Connection,
  conditions: readonly Condition[],
  sort: string | null,
  itself: boolean,
): Promise<Selection> {
  let driver: Condition | undefined;
  let fewest = FEW + 1;
  for (const condition of conditions) {
    const size = await countUpTo(connection, condition.rows, fewest);
    if (size < fewest) [driver, fewest] = [condition, size];
    if (fewest === 0) break;
  }
  const inTurn = conditions.find(({ source }) => source !== undefined) ?? conditions.find(({ ordered }) => ordered === true);
  // The index that gives the order begins and ends where the condition does.
  const along = conditions.find(({ column }) => column === sort);
  const leader = driver ?? (sort === null ? inTurn : along);
  const source = driver === undefined ? leader?.source : undefined;
  // One index, or the table itself, tells how many there are.
  const told = conditions.length === 0 || (conditions.length === 1 && conditions[0]!.ordered === true);
  const parts = conditions.map((condition) => {
    if (condition !== leader) return condition.test;
    return source === undefined ? condition.seek : source.where;
  });
  return {
    driver,
    source,
    where: parts.length === 0 ? sql`1 = 1` : sql.join(parts, sql` AND `),
    countTo: driver !== undefined ? null : told ? INDEXED : COUNTED,
    counted:
      itself && conditions.length === 1 && (driver !== undefined || !told)
        ? { total: Math.min(fewest, FEW), exact: driver !== undefined }
        : null,
  };
}

/** A page of a list, and how many rows the whole of it has as far as they are counted. `all`: the query of the whole list, any columns. */
export async function pageOf<T>(
  connection: Connection,
  page: Promise<T[]>,
  all: Sql,
  { countTo, counted }: Selection,
  offset: number,
): Promise<{ rows: T[] } & Counted> {
  const [rows, { total, exact }] = await Promise.all([page, counted ?? count(connection, all, countTo)]);
  const least = rows.length === 0 ? 0 : offset + rows.length;
  return { rows, total: Math.max(total, least), exact };
}

async function count(connection: Connection, query: Sql, countTo: number | null): Promise<Counted> {
  if (countTo === null) {
    const [counted] = await connection.rows<{ count: number }>(sql`SELECT count(*) AS count FROM (${query}) AS matching`);
    return { total: counted?.count ?? 0, exact: true };
  }
  const counted = await countUpTo(connection, query, countTo + 1);
  return { total: Math.min(counted, countTo), exact: counted <= countTo };
}

/** Rows of the query, but no more than `limit`. */
export async function countUpTo({ rows }: Connection, query: Sql, limit: number): Promise<number> {
  const [counted] = await rows<{ count: number }>(sql`SELECT count(*) AS count FROM (${query} LIMIT ${limit}) AS matching`);
  return counted?.count ?? 0;
}

/** What each value of the column makes true; `column` is written with its table's alias. */
export function isOneOf(kind: Connection['kind'], table: string, column: string, values: readonly (string | number)[]): Condition {
  const name = sql.ref(column);
  const list = sql`(${values.length === 0 ? sql`NULL` : sql.join(values)})`;
  const seek = values.length === 1 ? sql`${name} = ${values[0]!}` : sql`${name} IN ${list}`;
  return {
    seek,
    // A plus keeps SQLite from using the column's index.
    test: kind === 'sqlite' ? sql`+${seek}` : seek,
    rows: sql`SELECT 1 FROM ${sql.raw(table)} WHERE ${seek}`,
    ...(values.length === 1 ? { ordered: true, column } : {}),
  };
}

/** A column from one value to another, both included. */
export function isBetween(
  kind: Connection['kind'],
  table: string,
  column: string,
  from: string | undefined,
  to: string | undefined,
): Condition {
  const bounds = (name: Sql): Sql =>
    sql.join([...(from === undefined ? [] : [sql`${name} >= ${from}`]), ...(to === undefined ? [] : [sql`${name} <= ${to}`])], sql` AND `);
  const seek = bounds(sql.ref(column));
  return {
    seek,
    test: kind === 'sqlite' ? bounds(sql`+${sql.ref(column)}`) : seek,
    rows: sql`SELECT 1 FROM ${sql.raw(table)} WHERE ${seek}`,
    column,
  };
}

/** Columns a list is ordered by in which a value may be missing; an index of another is not used when it is said where the missing ones stand. */
const MAY_BE_MISSING = new Set(['d.finished_at', 'd.audit_start', 'd.total', 'd.organization']);

/** Order by a column and then the running number; null is the smallest of all. */
export function order(kind: Connection['kind'], columns: readonly string[], descending: boolean): Sql {
  const direction = sql.raw(descending ? 'DESC' : 'ASC');
  const nulls = sql.raw(kind === 'sqlite' ? '' : descending ? 'NULLS LAST' : 'NULLS FIRST');
  return sql.join(columns.map((column) => sql`${sql.ref(column)} ${direction} ${MAY_BE_MISSING.has(column) ? nulls : sql``}`));
}
