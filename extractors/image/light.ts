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
/** What the level of bare paper is counted as in fine steps. */
export const UNIT = 820;

/** How bright the bare paper is all over a picture. */
export interface Light {
  /** Side of a block in pixels. */
  block: number;
  columns: number;
  rows: number;
  /** Paper level at each block's middle, row by row. */
  level: Float32Array;
  /** What most pixels of each block come up to, whether it is paper or not. */
  bare: Float32Array;
}

/** The light on a picture of `scale` pixels per point; null for a bilevel picture, on which there is none. */
export function lightOf(image: GreyImage, scale: number): Light | null {
  return isBilevel(image) ? null : paperLevels(image, Math.max(8, Math.round(BLOCK * scale)));
}

/**
 * Takes the light out, in place: paper becomes white, ink near black, whatever gradient, shadow or yellowing lay over it. Grey strokes stay grey.
 */
export function flattenLight(image: GreyImage, light: Light): void {
  const { white, black } = inkAndPaper(image, light);
  const table = new Uint8Array(UNIT * 1.25 + 1);
  for (let index = 0; index < table.length; index++) {
    const level = INK_LEVEL + ((index / UNIT - black) / (white - black)) * (255 - INK_LEVEL);
    table[index] = Math.round(Math.min(255, Math.max(0, level)));
  }
  const { width, data } = image;
  eachRow(image, light, 1, (y, factors) => {
    const start = y * width;
    for (let x = 0; x < width; x++) {
      const ratio = data[start + x]! * factors[x]!;
      data[start + x] = ratio >= table.length ? 255 : table[(ratio + 0.5) | 0]!;
    }
  });
}

/** Whether hardly a pixel is neither black nor white. */
export function isBilevel({ data }: GreyImage): boolean {
  const step = Math.max(1, Math.floor(data.length / 200_000));
  let between = 0;
  let count = 0;
  for (let index = 0; index < data.length; index += step, count++) if (data[index]! > 10 && data[index]! < 245) between++;
  return between <= BETWEEN * count;
}

/** The paper's level per block: what most of its pixels come up to, with blocks of ink filled from around, smoothed. */
function paperLevels({ width, height, data }: GreyImage, block: number): Light {
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
  const bare = level.slice();
  const levels = { block, columns, rows, level, bare };
  const closed = spread(spread(level, levels, Math.max), levels, Math.min);
  for (let index = 0; index < level.length; index++) if (level[index]! < INK_SHADE * closed[index]!) level[index] = closed[index]!;
  return { ...levels, level: smoothed(levels) };
}

/** The extreme of all blocks around each. */
function spread(level: Float32Array, { columns, rows }: Light, extreme: (a: number, b: number) => number): Float32Array {
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

/**
 * Takes the light where something wide lies on the paper (`covered`, in pixels: the star of a pale seal, as light as shade) from the bare paper
 * left and right of it; it never becomes darker.
 */
export function bridgeLight({ block, columns, rows, level }: Light, covered: (x: number, y: number) => boolean): void {
  for (let row = 0; row < rows; row++) {
    const isCovered = (column: number): boolean => covered((column + 0.5) * block, (row + 0.5) * block);
    for (let from = 0; from < columns; from++) {
      if (!isCovered(from)) continue;
      let to = from + 1;
      while (to < columns && isCovered(to)) to++;
      const start = row * columns;
      const left = from > 0 ? level[start + from - 1]! : level[start + to];
      const right = to < columns ? level[start + to]! : left;
      for (let column = from; column < to && left !== undefined && right !== undefined; column++) {
        const bridge = left + ((right - left) * (column - from + 1)) / (to - from + 1);
        level[start + column] = Math.max(level[start + column]!, bridge);
      }
      from = to;
    }
  }
}

function smoothed({ columns, rows, level }: Light): Float32Array {
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

/** Calls back every `step` rows with the factors that bring the row's pixels to {@link UNIT} where they are bare paper. */
export function eachRow(
  image: Pick<GreyImage, 'width' | 'height'>,
  { block, columns, rows, level }: Light,
  step: number,
  use: (y: number, factors: Float32Array) => void,
  bounds: { top: number; bottom: number } = { top: 0, bottom: image.height },
): void {
  const { width } = image;
  const factors = new Float32Array(width);
  const line = new Float32Array(columns);
  for (let y = bounds.top; y < bounds.bottom; y += step) {
    const v = Math.min(rows - 1, Math.max(0, (y + 0.5) / block - 0.5));
    const upper = Math.floor(v);
    const lower = Math.min(rows - 1, upper + 1);
    const part = v - upper;
    for (let column = 0; column < columns; column++)
      line[column] = UNIT / (level[upper * columns + column]! * (1 - part) + level[lower * columns + column]! * part);
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
function inkAndPaper(image: GreyImage, light: Light): { white: number; black: number } {
  const { width, data } = image;
  const histogram = new Uint32Array(1025);
  let count = 0;
  eachRow(image, light, 3, (y, factors) => {
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
  const noise = above === 0 ? 0 : spreadSum / above / UNIT;
  const white = Math.min(most / UNIT, 1.02) - Math.min(0.12, 0.02 + 2.2 * noise);
  let rank = INK_RANK * count;
  let dark = 0;
  while (dark < 1024 && (rank -= histogram[dark]!) > 0) dark++;
  return { white, black: Math.min(dark / UNIT, 0.6 * white) };
}
