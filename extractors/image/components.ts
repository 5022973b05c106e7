import type { Box } from '../../model/index.js';
import type { GreyImage } from './image.js';

/** A connected patch of ink: its box in pixels (right and lower edge exclusive) and its pixels. */
export interface Component {
  box: Box;
  area: number;
}

/** Horizontal runs of ink: three numbers each, row, first and one past the last column; `component` says which patch each is part of. */
export interface InkRuns {
  runs: Int32Array;
  component: Int32Array;
  components: Component[];
}

/** Patches of pixels darker than `threshold`, connected along edges and corners. */
export function componentsOf({ width, height, data }: GreyImage, threshold: number): InkRuns {
  let runs = new Int32Array(3 * 65_536);
  let count = 0;
  const parent: number[] = [];
  const root = (index: number): number => {
    let at = index;
    while (parent[at] !== at) at = parent[at] = parent[parent[at]!]!;
    return at;
  };
  let above = 0;
  let aboveEnd = 0;
  for (let y = 0; y < height; y++) {
    const start = y * width;
    const rowStart = count;
    let candidate = above;
    for (let x = 0; x < width; x++) {
      if (data[start + x]! >= threshold) continue;
      const from = x;
      while (x < width && data[start + x]! < threshold) x++;
      if (3 * count + 3 > runs.length) {
        const longer = new Int32Array(2 * runs.length);
        longer.set(runs);
        runs = longer;
      }
      runs[3 * count] = y;
      runs[3 * count + 1] = from;
      runs[3 * count + 2] = x;
      parent[count] = count;
      while (candidate < aboveEnd && runs[3 * candidate + 2]! < from) candidate++;
      for (let other = candidate; other < aboveEnd && runs[3 * other + 1]! <= x; other++) {
        const one = root(other);
        const two = root(count);
        if (one < two) parent[two] = one;
        else parent[one] = two;
      }
      count++;
    }
    above = rowStart;
    aboveEnd = count;
  }
  const component = new Int32Array(count);
  const components: Component[] = [];
  for (let index = 0; index < count; index++) {
    const y = runs[3 * index]!;
    const x0 = runs[3 * index + 1]!;
    const x1 = runs[3 * index + 2]!;
    const top = root(index);
    if (top === index) {
      component[index] = components.length;
      components.push({ box: [x0, y, x1, y + 1], area: x1 - x0 });
      continue;
    }
    const number = (component[index] = component[top]!);
    const patch = components[number]!;
    const { box } = patch;
    box[0] = Math.min(box[0], x0);
    box[2] = Math.max(box[2], x1);
    box[3] = y + 1;
    patch.area += x1 - x0;
  }
  return { runs: runs.subarray(0, 3 * count), component, components };
}

/** Every `factor` x `factor` pixels as one, their mean. */
export function shrunk({ width, height, data }: GreyImage, factor: number): GreyImage {
  const wide = Math.floor(width / factor);
  const high = Math.floor(height / factor);
  const small = new Uint8Array(wide * high);
  const sums = new Uint32Array(wide);
  for (let y = 0; y < high; y++) {
    sums.fill(0);
    for (let row = y * factor; row < (y + 1) * factor; row++) {
      let from = row * width;
      for (let x = 0; x < wide; x++) {
        let sum = 0;
        for (let part = 0; part < factor; part++) sum += data[from++]!;
        sums[x]! += sum;
      }
    }
    for (let x = 0; x < wide; x++) small[y * wide + x] = Math.round(sums[x]! / (factor * factor));
  }
  return { width: wide, height: high, data: small };
}
