import { z } from 'zod';
import { Star } from './report.js';

/** A certification scheme as data: adding one edits no rule. Points are exact decimals with at most two places. */
export const CertificationScheme = z.object({
  id: z.string(),
  /** Without spaces, "GB/T27922-2011". */
  standardCode: z.string(),
  name: z.object({ zh: z.string(), en: z.string() }),
  groups: z.array(
    z.object({
      name: z.string(),
      aliases: z.array(z.string()),
      max: z.number(),
      indicators: z.array(z.object({ name: z.string(), aliases: z.array(z.string()), max: z.number() })),
    }),
  ),
  total: z.number(),
  /** Scores are given in multiples of this. */
  step: z.number(),
  /** Each special deduction takes `points`; `limit` of them or more means not passed. */
  specialDeduction: z.object({ points: z.number(), limit: z.number().int() }),
  specialBonus: z.object({ points: z.number(), limit: z.number().int() }),
  /** Lower bounds, inclusive, highest first; below the last one the audit is not passed. */
  stars: z.array(z.object({ star: Star, from: z.number() })),
  certificate: z.object({ validYears: z.number().int(), surveillanceMonths: z.number().int() }),
});
export type CertificationScheme = z.infer<typeof CertificationScheme>;
