import { z } from 'zod';
import { Box } from './geometry.js';

/** error: could change the certification result; warning: contradiction in identity, dates, people, scope; info: form quality. */
export const Severity = z.enum(['error', 'warning', 'info']);
export type Severity = z.infer<typeof Severity>;

/** What one rule says of one report. `open`: look at the page, the readings do not carry a verdict. */
export const Outcome = z.enum(['pass', 'fail', 'open', 'notApplicable']);
export type Outcome = z.infer<typeof Outcome>;

/** A sentence in both languages. */
export const LocalizedText = z.object({ zh: z.string(), en: z.string() });
export type LocalizedText = z.infer<typeof LocalizedText>;

/** A field and its place; page and box are null when the field is nowhere on the pages (a missing section). */
export const Evidence = z.object({ path: z.string(), page: z.number().int().positive().nullable(), box: Box.nullable() });
export type Evidence = z.infer<typeof Evidence>;

/** JSON value allowed in a finding's data. */
export type FindingDatum = string | number | boolean | null | FindingDatum[] | { [key: string]: FindingDatum };
const FindingDatum: z.ZodType<FindingDatum> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(FindingDatum), z.record(z.string(), FindingDatum)]),
);

export const Finding = z.object({
  rule: z.string(),
  outcome: z.enum(['fail', 'open']),
  severity: Severity,
  message: LocalizedText,
  /** `reported` (printed) and `computed` (what it should be) side by side where both exist. */
  data: z.record(z.string(), FindingDatum),
  at: Evidence,
  related: z.array(Evidence.extend({ note: LocalizedText })),
  clause: z.string().optional(),
  /** Field paths of the doubtful readings because of which a contradiction is `open` and no `fail`. */
  doubts: z.array(z.string()).optional(),
  /** Hash of rule id, scheme, field paths and values: stable across re-runs and rewordings, unique within a report. */
  fingerprint: z.string(),
});
export type Finding = z.infer<typeof Finding>;
