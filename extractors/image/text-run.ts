import type { Box } from '../../model/index.js';
import { componentsOf, shrunk } from './components.js';
import type { GreyImage } from './image.js';

/** Darker than this is ink, in a flattened picture reduced to about 100 dpi. */
const INK = 160;
/** Patches up to this size, in parts of an inch, may be letters; rulings and pictures are longer. */
const LETTER = 0.45;
/** Profiles are taken over strips this wide, in inches: narrow enough for columns of tables, wide enough for words. */
const STRIP = 2;
const FEW_LETTERS = 12;

/**
 * How much sooner lines of text run down the picture than across: above 1 down, below 1 across, near 1 hard to say (1 for too few letters
 * to tell). `small` is flattened, `dpi` its resolution, `slope` that of its lines.
 * The paper between lines is empty all along, that between the letters of a line hardly anywhere.
 */
export function runsDown(small: GreyImage, dpi: number, slope: number): number {
  const { runs, component, components } = componentsOf(small, INK);
  const most = LETTER * dpi;
  const letter = components.map(({ box, area }) => area >= 3 && box[2] - box[0] <= most && box[3] - box[1] <= most);
  if (letter.filter(Boolean).length < FEW_LETTERS) return 1;
  const strip = Math.round(STRIP * dpi);
  const across = new Profiles(Math.ceil(small.width / strip) + 2, small.height, slope * small.width);
  const down = new Profiles(Math.ceil(small.height / strip) + 2, small.width, slope * small.height);
  for (let index = 0; index < component.length; index++) {
    if (!letter[component[index]!]) continue;
    const y = runs[3 * index]!;
    const x0 = runs[3 * index + 1]!;
    const x1 = runs[3 * index + 2]!;
    across.add(Math.floor(x0 / strip), y - slope * x0, x1 - x0);
    for (let x = x0; x < x1; x++) down.add(Math.floor(y / strip), x + slope * y, 1);
  }
  const level = across.unevenness();
  return level === 0 ? 1 : down.unevenness() / level;
}

/** Ink along a direction, strip by strip. */
class Profiles {
  readonly #strips: Float32Array[];
  readonly #offset: number;

  constructor(strips: number, length: number, lean: number) {
    this.#offset = Math.ceil(Math.abs(lean)) + 1;
    this.#strips = Array.from({ length: strips }, () => new Float32Array(length + 2 * this.#offset));
  }

  add(strip: number, place: number, ink: number): void {
    this.#strips[strip]![Math.round(place) + this.#offset]! += ink;
  }

  /** Squared coefficient of variation within the strips' inked extent, their mean by ink. */
  unevenness(): number {
    let total = 0;
    let sum = 0;
    for (const strip of this.#strips) {
      const first = strip.findIndex((value) => value > 0);
      if (first < 0) continue;
      const last = strip.findLastIndex((value) => value > 0);
      const extent = strip.subarray(first, last + 1);
      const ink = extent.reduce((all, value) => all + value, 0);
      const mean = ink / extent.length;
      const variance = extent.reduce((all, value) => all + (value - mean) ** 2, 0) / extent.length;
      sum += (variance / (mean * mean)) * ink;
      total += ink;
    }
    return total === 0 ? 0 : sum / total;
  }
}

/** Lines of print on a straight page, in its pixels, top to bottom: letters close to one another, without rulings. `scale` is pixels per point. */
export function lineBoxes(grey: GreyImage, scale: number): Box[] {
  const factor = Math.max(1, Math.round((scale * 72) / 75));
  const small = shrunk(grey, factor);
  const dpi = (scale * 72) / factor;
  const { runs, component, components } = componentsOf(small, 200);
  const most = LETTER * dpi;
  const joined = new Uint8Array(small.data.length).fill(255);
  for (let index = 0; index < component.length; index++) {
    const { box, area } = components[component[index]!]!;
    const long = Math.max(box[2] - box[0], box[3] - box[1]);
    if (area < 2 || box[3] - box[1] > most || (long > 3 * most && area > 0.4 * long)) continue;
    const y = runs[3 * index]! * small.width;
    // Letters of a word are joined across their gaps.
    joined.fill(0, y + runs[3 * index + 1]!, y + Math.min(small.width, runs[3 * index + 2]! + Math.round(0.09 * dpi)));
  }
  const lines = componentsOf({ ...small, data: joined }, 128).components;
  return lines
    .filter(({ box }) => box[3] - box[1] >= 0.06 * dpi && box[2] - box[0] >= 0.15 * dpi)
    .map(({ box }): Box => {
      const gap = Math.round(0.09 * dpi);
      return [(box[0] - 1) * factor, (box[1] - 1) * factor, Math.max(box[0] + 1, box[2] - gap + 1) * factor, (box[3] + 1) * factor];
    })
    .map(([x0, y0, x1, y1]): Box => [Math.max(0, x0), Math.max(0, y0), Math.min(grey.width, x1), Math.min(grey.height, y1)])
    .sort((a, b) => a[1] - b[1] || a[0] - b[0]);
}
