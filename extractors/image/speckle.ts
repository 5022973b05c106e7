import { componentsOf } from './components.js';
import type { GreyImage } from './image.js';

/** Darker than this is ink: specks are pale as well. */
const INK = 210;
/** So many specks on a page are speckle; fewer are left alone. */
const MANY = 250;
/** Sides of a speck in points, at most: the smallest decimal point of readable print is larger. */
const SPECK = 0.75;
/** Nothing but specks within about this distance, in points: a point or comma has its figure next to it. */
const ALONE = 4;

/**
 * Takes away speckle (a dithered fax's, a photocopier's), in place: specks far from all print, and only where there are very many. `scale` is pixels per
 * point.
 */
export function despeckle({ width, height, data }: GreyImage, scale: number): void {
  const { runs, component, components } = componentsOf({ width, height, data }, INK);
  const most = Math.max(1, Math.round(SPECK * scale));
  const speck = components.map(({ box }) => box[2] - box[0] <= most && box[3] - box[1] <= most);
  if (speck.filter(Boolean).length < MANY) return;
  const side = Math.round(ALONE * scale);
  const columns = Math.ceil(width / side);
  const printed = new Uint8Array(columns * Math.ceil(height / side));
  for (let run = 0; run < component.length; run++) {
    if (speck[component[run]!]) continue;
    const row = Math.floor(runs[3 * run]! / side) * columns;
    printed.fill(1, row + Math.floor(runs[3 * run + 1]! / side), row + Math.floor((runs[3 * run + 2]! - 1) / side) + 1);
  }
  const alone = components.map(({ box }, index) => {
    if (!speck[index]) return false;
    const column = Math.floor(box[0] / side);
    const row = Math.floor(box[1] / side);
    for (let y = row - 1; y <= row + 1; y++)
      for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) if (printed[y * columns + x] === 1) return false;
    return true;
  });
  for (let run = 0; run < component.length; run++) {
    if (!alone[component[run]!]) continue;
    // With its paler rim.
    const from = Math.max(0, runs[3 * run + 1]! - 1);
    const to = Math.min(width, runs[3 * run + 2]! + 1);
    for (let y = Math.max(0, runs[3 * run]! - 1); y <= Math.min(height - 1, runs[3 * run]! + 1); y++)
      data.fill(255, y * width + from, y * width + to);
  }
}
