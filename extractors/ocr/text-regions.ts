import type { Box } from '../../model/index.js';

/** A pixel surer than this belongs to a text region. */
const INSIDE = 0.3;
/** A region whose pixels are on average less sure than this is no text. */
const LEAST_SCORE = 0.5;
/** The model draws regions shrunken; they grow by area · this / perimeter, as in DB post-processing. */
const UNCLIP = 1.6;
/** Regions with a side below this many pixels are specks. */
const LEAST_SIDE = 3;

/** A connected patch of text pixels: its bounding box (right and bottom outside), pixel count and summed score. */
interface Patch {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
  count: number;
  sum: number;
}

/**
 * Text regions of a detection map (`width` x `height` values 0..1) as upright boxes in its pixels: connected patches above the
 * threshold, weak ones dropped, grown back to the full line. Pages are straight, so that boxes need no angle.
 */
export function regionsOf(map: Float32Array, width: number, height: number): Box[] {
  return patchesOf(map, width, height)
    .filter(({ x0, y0, x1, y1, count, sum }) => Math.min(x1 - x0, y1 - y0) >= LEAST_SIDE && sum / count >= LEAST_SCORE)
    .map(({ x0, y0, x1, y1 }) => {
      const grow = ((x1 - x0) * (y1 - y0) * UNCLIP) / (2 * (x1 - x0 + (y1 - y0)));
      return [x0 - grow, y0 - grow, x1 + grow, y1 + grow];
    });
}

/** Flood fill, row runs joined to their neighbours (8-connected). */
function patchesOf(map: Float32Array, width: number, height: number): Patch[] {
  const seen = new Uint8Array(width * height);
  const patches: Patch[] = [];
  const stack: number[] = [];
  for (let start = 0; start < map.length; start++) {
    if (seen[start] === 1 || map[start]! <= INSIDE) continue;
    const patch: Patch = { x0: width, y0: height, x1: 0, y1: 0, count: 0, sum: 0 };
    seen[start] = 1;
    stack.push(start);
    while (stack.length > 0) {
      const at = stack.pop()!;
      const x = at % width;
      const y = (at - x) / width;
      patch.x0 = Math.min(patch.x0, x);
      patch.y0 = Math.min(patch.y0, y);
      patch.x1 = Math.max(patch.x1, x + 1);
      patch.y1 = Math.max(patch.y1, y + 1);
      patch.count++;
      patch.sum += map[at]!;
      for (let dy = -1; dy <= 1; dy++) {
        for (let dx = -1; dx <= 1; dx++) {
          const nx = x + dx;
          const ny = y + dy;
          if (nx < 0 || ny < 0 || nx >= width || ny >= height) continue;
          const next = ny * width + nx;
          if (seen[next] === 1 || map[next]! <= INSIDE) continue;
          seen[next] = 1;
          stack.push(next);
        }
      }
    }
    patches.push(patch);
  }
  return patches;
}
