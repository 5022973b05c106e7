import { z } from 'zod';

/**
 * Bounding box [x0, y0, x1, y1] in PDF points on one page.
 * Origin top-left, y grows downwards, after page rotation; x0 <= x1 and y0 <= y1.
 */
export const Box = z.tuple([z.number(), z.number(), z.number(), z.number()]);
export type Box = z.infer<typeof Box>;

/** The smallest box that holds all the given ones; null for none. */
export function unionBox(boxes: Iterable<Box>): Box | null {
  let result: Box | null = null;
  for (const box of boxes) {
    result =
      result === null
        ? [...box]
        : [Math.min(result[0], box[0]), Math.min(result[1], box[1]), Math.max(result[2], box[2]), Math.max(result[3], box[3])];
  }
  return result;
}

/** Whether a point lies in a box, its sides included. */
export function holds([x0, y0, x1, y1]: Box, x: number, y: number): boolean {
  return x0 <= x && x <= x1 && y0 <= y && y <= y1;
}

/** A place on paper: page number from 1 and the box on it. */
export const Location = z.object({ page: z.number().int().positive(), box: Box });
export type Location = z.infer<typeof Location>;
