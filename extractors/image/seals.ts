import type { Box } from '../../model/index.js';
import { componentsOf } from './components.js';
import type { GreyImage, Picture } from './image.js';
import { bridgeLight, eachRow, UNIT, type Light } from './light.js';
import { between } from './patches.js';

/** The colours of seals, as the channel in which their ink hardly shows and black print does. */
const HUES = [
  { own: 0, others: [1, 2] },
  { own: 2, others: [0, 1] },
] as const;
type Hue = (typeof HUES)[number];

/** Colour is looked for in cells of this side, in millimetres. */
const CELL = 1;
/** Colour of a cell, in 255ths of its brightness, from which it holds coloured ink; a page without such cells is grey. */
const COLOURED = 9;
/** Coloured cells this near to one another, in cells, are one seal: its ring, its star, its letters. */
const REACH = 2;
/** Sides of a seal in millimetres, and how much longer than wide: lines of coloured print and handwriting are flatter. */
const SEAL = { least: 11, most: 85, aspect: 2.2 };
/** A seal set across the edges of several sheets: this near to the edge, and this long. */
const SEAM = { reach: 6, least: 12 };
/** Seal ink differs in strength: so much of what its colour accounts for may be more without being black. */
const TOLERANCE = 0.08;
/** The part of the seal's patches whose darkness is all its own. */
const PURE_RANK = 0.4;

/** Cells of a picture with their mean colours after the paper's own tint has been taken out. */
interface Cells {
  side: number;
  columns: number;
  rows: number;
  /** Three means a cell. */
  means: Float32Array;
  /** What each channel is multiplied by to make paper grey. */
  gains: [number, number, number];
}

/**
 * Lifts coloured seals off the ink, in place: what their colour accounts for is taken from the grey, black print under them stays. Ink mixes by
 * darkness: a patch's darkness is that of its seal, which goes with its colour, and that of the print. What is left for the print goes to the
 * patch's blackest pixels. Colour is judged over patches, as JPEG keeps it no finer. Gives the seals' boxes in pixels.
 */
export function liftSeals(picture: Picture, grey: GreyImage, light: Light, dpi: number): Box[] {
  if (picture.channels === 1) return [];
  const cells = cellsOf(picture, Math.max(2, Math.round((dpi / 25.4) * CELL)));
  return HUES.flatMap((hue) =>
    sealsOf(cells, hue).map(({ box, mask }) => {
      const within = (x: number, y: number): boolean => {
        const column = Math.floor(x / cells.side);
        return column < cells.columns && mask[Math.floor(y / cells.side) * cells.columns + column] === 1;
      };
      bridgeLight(light, within);
      lift({ picture, grey, light, hue, gains: cells.gains, patch: Math.max(3, Math.round(dpi / 50)) }, box, within);
      return box;
    }),
  );
}

function cellsOf({ width, height, data }: Picture, side: number): Cells {
  const columns = Math.ceil(width / side);
  const rows = Math.ceil(height / side);
  const means = new Float32Array(3 * columns * rows);
  for (let row = 0; row < rows; row++) {
    const y1 = Math.min(height, (row + 1) * side);
    for (let column = 0; column < columns; column++) {
      const x1 = Math.min(width, (column + 1) * side);
      let red = 0;
      let green = 0;
      let blue = 0;
      let count = 0;
      for (let y = row * side; y < y1; y += 2) {
        const end = 3 * (y * width + x1);
        for (let at = 3 * (y * width + column * side); at < end; at += 6, count++) {
          red += data[at]!;
          green += data[at + 1]!;
          blue += data[at + 2]!;
        }
      }
      means.set([red / count, green / count, blue / count], 3 * (row * columns + column));
    }
  }
  return { side, columns, rows, means, gains: paperGains(means) };
}

/** Factors that make the paper grey: from the middle of all cells that are not dark. */
function paperGains(means: Float32Array): [number, number, number] {
  const ratios: [number[], number[], number[]] = [[], [], []];
  for (let at = 0; at < means.length; at += 3) {
    const sum = means[at]! + means[at + 1]! + means[at + 2]!;
    if (sum < 240) continue;
    for (let channel = 0; channel < 3; channel++) ratios[channel]!.push((3 * means[at + channel]!) / sum);
  }
  const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? 1;
  return [1 / median(ratios[0]), 1 / median(ratios[1]), 1 / median(ratios[2])];
}

/** Groups of cells coloured alike that have the size and form of a seal. */
function sealsOf({ side, columns, rows, means, gains }: Cells, { own, others }: Hue): { box: Box; mask: Uint8Array }[] {
  const coloured = new Uint8Array(columns * rows).fill(255);
  let any = false;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const at = 3 * (row * columns + column);
      const strength =
        means[at + own]! * gains[own] - (means[at + others[0]]! * gains[others[0]] + means[at + others[1]]! * gains[others[1]]) / 2;
      if ((strength * 255) / Math.max(60, means[at + own]!) < COLOURED) continue;
      any = true;
      for (let y = Math.max(0, row - REACH); y <= Math.min(rows - 1, row + REACH); y++)
        coloured.fill(0, y * columns + Math.max(0, column - REACH), y * columns + Math.min(columns, column + REACH + 1));
    }
  }
  if (!any) return [];
  const { runs, component, components } = componentsOf({ width: columns, height: rows, data: coloured }, 128);
  const seals = components.filter(({ box }) => isSeal(box, columns, rows)).map(({ box }) => box);
  const outer = seals.filter((box) => !seals.some((other) => other !== box && contains(other, box)));
  return outer.map((seal) => {
    // Its star and letters may stand apart from its ring.
    const mask = new Uint8Array(columns * rows);
    for (let run = 0; run < component.length; run++) {
      if (!contains(seal, components[component[run]!]!.box)) continue;
      mask.fill(1, runs[3 * run]! * columns + runs[3 * run + 1]!, runs[3 * run]! * columns + runs[3 * run + 2]!);
    }
    return { box: seal.map((edge) => edge * side) as Box, mask };
  });
}

function contains(outer: Box, inner: Box): boolean {
  return inner[0] >= outer[0] && inner[1] >= outer[1] && inner[2] <= outer[2] && inner[3] <= outer[3];
}

function isSeal([x0, y0, x1, y1]: Box, columns: number, rows: number): boolean {
  const width = x1 - x0 - 2 * REACH;
  const height = y1 - y0 - 2 * REACH;
  const long = Math.max(width, height) * CELL;
  const short = Math.min(width, height) * CELL;
  if (long > SEAL.most) return false;
  if (short >= SEAL.least && long <= SEAL.aspect * short) return true;
  const atEdge = Math.min(x0, columns - x1) <= SEAM.reach ? height > width : Math.min(y0, rows - y1) <= SEAM.reach && width > height;
  return atEdge && long >= SEAM.least;
}

interface Lifting {
  picture: Picture;
  grey: GreyImage;
  light: Light;
  hue: Hue;
  gains: [number, number, number];
  /** Side of a patch in pixels. */
  patch: number;
}

/** One seal's surroundings: darkness and colour of each pixel, 0..255 of the paper's level. */
interface Ground {
  left: number;
  top: number;
  width: number;
  height: number;
  darkness: Float32Array;
  colour: Float32Array;
}

function lift(lifting: Lifting, box: Box, within: (x: number, y: number) => boolean): void {
  const { grey, patch } = lifting;
  const ground = groundOf(lifting, box);
  const { left, top, width, height, darkness, colour } = ground;
  const columns = Math.floor(width / patch);
  const rows = Math.floor(height / patch);
  if (columns < 3 || rows < 3) return;
  const ratio = darknessPerColour(ground, patch, columns, rows);
  // How black a pixel must be to be print, by patch; from each patch's surroundings of two by two patches.
  const cut = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) cut[row * columns + column] = cutFor(ground, ratio, patch, column, row);
  }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!within(left + x, top + y)) continue;
      const at = y * width + x;
      const threshold = between(cut, columns, rows, (x + 0.5) / patch - 0.5, (y + 0.5) / patch - 0.5);
      const black = darkness[at]! - ratio(colour[at]!) * Math.max(0, colour[at]!);
      const share = Math.min(1, Math.max(0, (black - threshold) / RAMP + 0.5));
      if (share === 1) continue;
      const target = (top + y) * grey.width + left + x;
      const level = darkness[at]! >= 255 ? 0 : grey.data[target]! / (1 - darkness[at]! / 255);
      grey.data[target] = Math.min(255, Math.round(level * (1 - (share * Math.max(0, darkness[at]!)) / 255)));
    }
  }
}

/** Width of the passage from seal to print, in 255ths of darkness. */
const RAMP = 100;

function groundOf({ picture, grey, light, hue, gains }: Lifting, [x0, y0, x1, y1]: Box): Ground {
  const right = Math.min(x1, grey.width);
  const bottom = Math.min(y1, grey.height);
  const width = right - x0;
  const height = bottom - y0;
  const darkness = new Float32Array(width * height);
  const colour = new Float32Array(width * height);
  const { own, others } = hue;
  eachRow(
    grey,
    light,
    1,
    (y, factors) => {
      for (let x = 0, at = (y - y0) * width; x < width; x++, at++) {
        const from = y * grey.width + x0 + x;
        const factor = (factors[x0 + x]! * 255) / UNIT;
        darkness[at] = 255 - Math.min(255, grey.data[from]! * factor);
        const pixel = 3 * from;
        const rest = (picture.data[pixel + others[0]]! * gains[others[0]] + picture.data[pixel + others[1]]! * gains[others[1]]) / 2;
        colour[at] = (picture.data[pixel + own]! * gains[own] - rest) * factor;
      }
    },
    { top: y0, bottom },
  );
  return { left: x0, top: y0, width, height, darkness, colour };
}

/** Levels of colour strength for which the seal's own darkness is told apart. */
const LEVELS = 6;

/** How dark the seal's ink is for its colour, by the colour's strength: what most of its patches, free of print, show. */
function darknessPerColour({ width, darkness, colour }: Ground, patch: number, columns: number, rows: number): (colour: number) => number {
  const patches: { strength: number; ratio: number }[] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let dark = 0;
      let strength = 0;
      for (let y = row * patch; y < (row + 1) * patch; y++) {
        for (let at = y * width + column * patch; at < y * width + (column + 1) * patch; at++) {
          dark += darkness[at]!;
          strength += colour[at]!;
        }
      }
      const area = patch * patch;
      if (strength > 12 * area) patches.push({ strength: strength / area, ratio: Math.max(0, dark / strength) });
    }
  }
  if (patches.length === 0) return () => 1;
  const rank = (of: readonly { ratio: number }[]): number =>
    of.map((one) => one.ratio).sort((a, b) => a - b)[Math.floor(PURE_RANK * of.length)]!;
  const overall = rank(patches);
  const step = Math.max(...patches.map(({ strength }) => strength)) / LEVELS;
  const byLevel = Array.from({ length: LEVELS }, (_, level) => {
    const members = patches.filter(({ strength }) => Math.floor(strength / step) === level);
    return members.length >= 25 ? rank(members) : overall;
  });
  return (strength) => byLevel[Math.min(LEVELS - 1, Math.max(0, Math.floor(strength / step)))]!;
}

const BINS = 64;

/** How black a pixel near a patch must be to be print: so that print gets all the darkness which the seal's colour leaves over. */
function cutFor(
  { width, height, darkness, colour }: Ground,
  ratio: (colour: number) => number,
  patch: number,
  column: number,
  row: number,
): number {
  const x0 = Math.max(0, column * patch - (patch >> 1));
  const y0 = Math.max(0, row * patch - (patch >> 1));
  const x1 = Math.min(width, (column + 1) * patch + (patch >> 1));
  const y1 = Math.min(height, (row + 1) * patch + (patch >> 1));
  const area = (x1 - x0) * (y1 - y0);
  const byBlackness = new Float32Array(BINS);
  let dark = 0;
  let strength = 0;
  for (let y = y0; y < y1; y++) {
    for (let at = y * width + x0; at < y * width + x1; at++) {
      const tone = colour[at]!;
      const depth = Math.max(0, darkness[at]!);
      dark += depth;
      strength += tone;
      const black = depth - ratio(tone) * Math.max(0, tone);
      byBlackness[Math.max(0, Math.min(BINS - 1, (black / 256) * BINS + 0.5)) | 0]! += depth;
    }
  }
  // Hardly any colour: all of it is print.
  if (strength < 5 * area) return -RAMP;
  const seal = ratio(strength / area) * strength;
  let print = dark - seal * (1 + TOLERANCE) - 2 * area;
  if (print <= 0) return 255 + RAMP;
  for (let bin = BINS - 1; bin > 0; bin--) {
    const here = byBlackness[bin]!;
    if (here >= print) return ((bin + 1 - print / here) * 256) / BINS;
    print -= here;
  }
  return -RAMP;
}
