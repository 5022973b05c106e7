import { z } from 'zod';
import { Box, GoujiError } from '../../model/index.js';
import type { LineCrop, LineReading, OcrEngine } from './engine.js';

/** What an engine read on the pages of one document: readings with their places, in points of the straight page. */
export const Recording = z.object({
  reader: z.enum(['tesseract', 'paddle']),
  crops: z.array(
    z.object({
      page: z.number().int().positive(),
      box: Box,
      kind: z.enum(['text', 'figure']),
      characters: z.array(
        z.object({
          text: z.string(),
          score: z.number(),
          from: z.number(),
          to: z.number(),
          others: z.array(z.object({ text: z.string(), score: z.number() })),
        }),
      ),
    }),
  ),
});
export type Recording = z.infer<typeof Recording>;

/** A crop and a recorded one are the same place when their boxes share at least this part of what both cover together. */
const SAME_PLACE = 0.6;

/**
 * Replays a recording: each crop is answered with the recorded reading of its kind whose box it overlaps most.
 * @throws GoujiError ocr/engine-failed naming the place, when nothing was recorded there: an unrecorded line must not pass for a blank one
 */
export function recordedEngine(recording: Recording): OcrEngine {
  return {
    reader: recording.reader,
    read: (crops) => Promise.resolve().then(() => crops.map((crop) => replay(recording, crop))),
    close: () => Promise.resolve(),
  };
}

/** An engine that reads as `engine` does; `recording` gathers what it read. */
export function recording(engine: OcrEngine): OcrEngine & { readonly recording: Recording } {
  const gathered: Recording = { reader: engine.reader, crops: [] };
  return {
    reader: engine.reader,
    recording: gathered,
    async read(crops) {
      const readings = await engine.read(crops);
      crops.forEach(({ page, box, kind }, i) => gathered.crops.push({ page, box, kind, characters: readings[i]!.characters }));
      return readings;
    },
    close: () => engine.close(),
  };
}

function replay({ reader, crops }: Recording, { page, box, kind }: LineCrop): LineReading {
  let best: Recording['crops'][number] | null = null;
  let most = SAME_PLACE;
  for (const candidate of crops) {
    if (candidate.page !== page || candidate.kind !== kind) continue;
    const shared = overlap(candidate.box, box);
    if (shared >= most) {
      most = shared;
      best = candidate;
    }
  }
  if (best === null) {
    const place = box.map((value) => value.toFixed(1)).join(', ');
    throw new GoujiError('ocr/engine-failed', { engine: reader, reason: `no recording of ${kind} on page ${page} at [${place}]` });
  }
  return { characters: best.characters };
}

/** Shared area over covered area. */
function overlap(a: Box, b: Box): number {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - shared);
}
