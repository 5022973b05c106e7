import type { GreyImage } from './image.js';

/** Side of the blocks whose paper level is estimated, in points. */
const BLOCK = 6;
/** The share of a block's pixels that are darker than its paper. */
const PAPER_RANK = 0.8;
/** A block darker than this part of what is around it is ink (a picture, a bar), not shade. */
const INK_SHADE = 0.6;
/** Blocks on each side that count as "around". */
const AROUND = 3;
/** A picture with no more than this share between black and white is bilevel. */
const BETWEEN = 0.005;
/** The darkest hundredths of a page are its ink; they become this dark. */
const INK_RANK = 0.01;
const INK_LEVEL = 24;

/**
 * Grey with the light taken out, in place: paper becomes white, ink near black, whatever gradient, shadow or yellowing lay over it.
 * Grey strokes stay grey. Bilevel pictures stay as they are. `scale` is pixels per point.
 */
export function flattenLight(image: GreyImage, scale: number): void {
  if (isBilevel(image)) return;
  const block = Math.max(8, Math.round(BLOCK * scale));
  const paper = paperLevels(image, block);
  const { white, black } = inkAndPaper(image, paper, block);
  const table = new Uint8Array(1025);
  for (let index = 0; index <= 1024; index++) {
    const ratio = index / 820;
    table[index] = Math.round(Math.min(255, Math.max(0, INK_LEVEL + ((ratio - black) / (white - black)) * (255 - INK_LEVEL))));
  }
  divide(image, paper, block, table);
}

/** Whether hardly a pixel is neither black nor white. */
export function isBilevel({ data }: GreyImage): boolean {
  const step = Math.max(1, Math.floor(data.length / 200_000));
  let between = 0;
  let count = 0;
  for (let index = 0; index < data.length; index += step, count++) if (data[index]! > 10 && data[index]! < 245) between++;
  return between <= BETWEEN * count;
}

interface Levels {
  columns: number;
  rows: number;
  level: Float32Array;
}

/** The paper's level per block: what most of its pixels come up to, with blocks of ink filled from around, smoothed. */
function paperLevels({ width, height, data }: GreyImage, block: number): Levels {
  const columns = Math.ceil(width / block);
  const rows = Math.ceil(height / block);
  const level = new Float32Array(columns * rows);
  const histogram = new Uint32Array(256);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      histogram.fill(0);
      const x1 = Math.min(width, (column + 1) * block);
      const y1 = Math.min(height, (row + 1) * block);
      let count = 0;
      for (let y = row * block; y < y1; y += 2) {
        const start = y * width;
        for (let x = start + column * block; x < start + x1; x++) histogram[data[x]!]!++;
        count += x1 - column * block;
      }
      let rank = (1 - PAPER_RANK) * count;
      let value = 255;
      while (value > 0 && (rank -= histogram[value]!) > 0) value--;
      level[row * columns + column] = Math.max(1, value);
    }
  }
  const levels = { columns, rows, level };
  const closed = spread(spread(level, levels, Math.max), levels, Math.min);
  for (let index = 0; index < level.length; index++) if (level[index]! < INK_SHADE * closed[index]!) level[index] = closed[index]!;
  return { columns, rows, level: smoothed(levels) };
}

/** The extreme of all blocks around each. */
function spread(level: Float32Array, { columns, rows }: Levels, extreme: (a: number, b: number) => number): Float32Array {
  const across = new Float32Array(level.length);
  const result = new Float32Array(level.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let value = level[row * columns + column]!;
      for (let other = Math.max(0, column - AROUND); other <= Math.min(columns - 1, column + AROUND); other++)
        value = extreme(value, level[row * columns + other]!);
      across[row * columns + column] = value;
    }
  }
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let value = across[row * columns + column]!;
      for (let other = Math.max(0, row - AROUND); other <= Math.min(rows - 1, row + AROUND); other++)
        value = extreme(value, across[other * columns + column]!);
      result[row * columns + column] = value;
    }
  }
  return result;
}

function smoothed({ columns, rows, level }: Levels): Float32Array {
  const result = new Float32Array(level.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let sum = 0;
      let count = 0;
      for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
        for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++, count++) sum += level[y * columns + x]!;
      }
      result[row * columns + column] = sum / count;
    }
  }
  return result;
}

/** Calls back row by row with 1/level interpolated between block middles, as factors for the row's pixels. */
function eachRow(
  image: GreyImage,
  { columns, rows, level }: Levels,
  block: number,
  step: number,
  use: (y: number, factors: Float32Array) => void,
): void {
  const { width, height } = image;
  const factors = new Float32Array(width);
  const line = new Float32Array(columns);
  for (let y = 0; y < height; y += step) {
    const v = Math.min(rows - 1, Math.max(0, (y + 0.5) / block - 0.5));
    const upper = Math.floor(v);
    const lower = Math.min(rows - 1, upper + 1);
    const part = v - upper;
    for (let column = 0; column < columns; column++)
      line[column] = 820 / (level[upper * columns + column]! * (1 - part) + level[lower * columns + column]! * part);
    for (let column = 0; column <= columns; column++) {
      // From the middle of one block to the middle of the next.
      const from = column === 0 ? 0 : Math.floor((column - 0.5) * block);
      const to = Math.min(width, column === columns ? width : Math.floor((column + 0.5) * block));
      const left = line[Math.max(0, column - 1)]!;
      const right = line[Math.min(columns - 1, column)]!;
      const slope = (right - left) / block;
      let factor = left;
      for (let x = from; x < to; x++, factor += slope) factors[x] = factor;
    }
    use(y, factors);
  }
}

/** How bright paper and ink are, as parts of the paper's level: the noise of the paper lies above the first, strokes reach the second. */
function inkAndPaper(image: GreyImage, paper: Levels, block: number): { white: number; black: number } {
  const { width, data } = image;
  const histogram = new Uint32Array(1025);
  let count = 0;
  eachRow(image, paper, block, 3, (y, factors) => {
    for (let x = 0; x < width; x += 3, count++) histogram[Math.min(1024, Math.round(data[y * width + x]! * factors[x]!))]!++;
  });
  let most = 600;
  for (let index = 600; index <= 1024; index++) if (histogram[index]! > histogram[most]!) most = index;
  // The spread of paper, from the side where no ink is.
  let above = 0;
  let spreadSum = 0;
  for (let index = most; index <= 1024; index++) {
    above += histogram[index]!;
    spreadSum += histogram[index]! * (index - most);
  }
  const noise = above === 0 ? 0 : spreadSum / above / 820;
  const white = Math.min(most / 820, 1.02) - Math.min(0.12, 0.02 + 2.2 * noise);
  let rank = INK_RANK * count;
  let dark = 0;
  while (dark < 1024 && (rank -= histogram[dark]!) > 0) dark++;
  return { white, black: Math.min(dark / 820, 0.6 * white) };
}

function divide(image: GreyImage, paper: Levels, block: number, table: Uint8Array): void {
  const { width, data } = image;
  eachRow(image, paper, block, 1, (y, factors) => {
    const start = y * width;
    for (let x = 0; x < width; x++) {
      const ratio = data[start + x]! * factors[x]!;
      data[start + x] = ratio >= 1024 ? 255 : table[(ratio + 0.5) | 0]!;
    }
  });
}
