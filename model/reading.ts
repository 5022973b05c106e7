import { z } from 'zod';
import { Box, Location } from './geometry.js';

/** Who read a value: the PDF's own text layer, an OCR engine, or the tick finder. */
export const Reader = z.enum(['text', 'tesseract', 'paddle', 'tick']);
export type Reader = z.infer<typeof Reader>;

/**
 * A stretch of a line's text ([from, to) in UTF-16 units; empty where something may be missing) of which its readers are not sure.
 * `others` is what may stand there instead, by reader.
 */
export const Doubt = z.object({
  from: z.number().int().nonnegative(),
  to: z.number().int().nonnegative(),
  confidence: z.number().min(0).max(1),
  others: z.array(z.object({ reader: Reader, text: z.string() })),
});
export type Doubt = z.infer<typeof Doubt>;

/**
 * Where a value was read and what is printed there. `confidence` is null for born-digital text, else 0..1.
 * `text` is as printed; '' means the place was found and is blank. `more` lists further places of one value (wrapped lines).
 */
export const Reading = z.object({
  page: z.number().int().positive(),
  box: Box,
  text: z.string(),
  confidence: z.number().min(0).max(1).nullable(),
  readers: z.array(Reader),
  more: z.array(Location).optional(),
  /** What each reader read, where they disagree. */
  alternatives: z.array(z.object({ reader: Reader, text: z.string() })).optional(),
});
export type Reading = z.infer<typeof Reading>;

/** Field path ("score.groups[0].indicators[2].score") -> reading. */
export const Provenance = z.record(z.string(), Reading);
export type Provenance = z.infer<typeof Provenance>;

/** Readings below this confidence are doubtful: nothing may be accused on their strength. */
export const DOUBT_THRESHOLD = 0.9;

/** Whether nothing may be accused on the strength of this reading. */
export function isDoubtful(reading: Reading): boolean {
  return reading.confidence !== null && reading.confidence < DOUBT_THRESHOLD;
}
