import type { GreyImage } from '../image/image.js';
import type { Edge } from './edges.js';
import { withoutRulings } from './pixel-erase.js';
import { acceptedRulings, type Lines, type Trace } from './pixel-lattice.js';
import { middleAt, runsAlong, type Ruling } from './pixel-ruling.js';
import { lineContrast, ridgesOf, runsOf, tracksOf, type Track } from './pixel-runs.js';

export interface PixelRulings {
  /** In points; behind those of the rulings, edges of tables that are open above. */
  edges: Edge[];
  /** In pixels, the printed lines in the order of their edges. */
  rulings: Ruling[];
  /** A picture of the same page with paper in place of these rulings; what is written across them stays. */
  erase: (grey: GreyImage) => GreyImage;
}

/** Thicker than this, ink is a bar or the black rim of a scan, not a rule (points). */
const THICKEST = 4.6;
/** Lines at least this long tell how dark the page's rules are (points), and others paler than this part of it are none. */
const LONG = 60;
const PALE = 0.43;
/** Paler ones, down to this part, still are rules where they run from rule to rule, to within this (points). */
const PALEST = 0.3;
const ENDS = 2;
/** Rules are as dark as the line this far up among all, from the palest: most may be streaks. */
const DARKER = 0.75;
/** Longer lines count no more than this (points): a streak runs over the whole page, the rules of a small table do not. */
const COUNTED = 120;
/** Lines no darker than this on a page whose print is black are none, though it has no others: print of the other side that shines through. */
const FAINTEST = 40;
/** The highest row that may lack the rule above it (points), and how exactly its uprights begin at one height. */
const OPEN_ROW = 60;
const LEVEL = 2.5;
/** Steps along a line in which its middle is measured (points). */
const STEP = 3;

/**
 * Ruling lines of an upright, straight page picture with light paper. `scale` is pixels per point. Lines that can be parts of
 * tables only: at least as long as a narrow column, or reaching exactly from rule to rule.
 */
export function rulingsOf(grey: GreyImage, scale: number): PixelRulings {
  const contrast = lineContrast(grey);
  const all = [linesAlongRows(grey, scale, contrast, 'horizontal'), linesAlongRows(transposed(grey), scale, contrast, 'vertical')];
  const [level, upright] = printedAlike(all, scale) as [Lines, Lines];
  const rulings = acceptedRulings(level, upright, scale);
  const edges = rulings.map(({ direction, at, from, to }): Edge => ({ direction, at: at / scale, from: from / scale, to: to / scale }));
  return { edges: [...edges, ...openTops(edges)], rulings, erase: (picture) => withoutRulings(picture, rulings) };
}

/** Without lines far paler than the page's rules: streaks of a copier's glass, rims of grey seals. */
function printedAlike(all: readonly Lines[], scale: number): Lines[] {
  const long = all
    .flatMap(({ lines }) => lines.filter(({ from, to }) => to - from >= LONG * scale))
    .sort((a, b) => a.darkness - b.darkness);
  const counted = ({ from, to }: Ruling): number => Math.min(to - from, COUNTED * scale);
  const most = DARKER * long.reduce((sum, line) => sum + counted(line), 0);
  let passed = 0;
  const usual = long.find((line) => (passed += counted(line)) >= most)?.darkness ?? 0;
  const [palest, pale] = [Math.max(FAINTEST, PALEST * usual), Math.max(FAINTEST, PALE * usual)];
  const plain = all.map(({ lines }) => lines.filter(({ darkness }) => darkness >= pale));
  return all.map(({ lines, trace }, index) => {
    const across = plain[1 - index]!;
    const kept = lines.filter((line) => line.darkness >= pale || (line.darkness >= palest && isBounded(line, across, ENDS * scale)));
    return { lines: kept, trace };
  });
}

/** Whether a line begins and ends at lines across: streaks and shadows end anywhere. */
function isBounded(line: Ruling, across: readonly Ruling[], slack: number): boolean {
  return [line.from, line.to].every((end) =>
    across.some((other) => line.at > other.from - slack && line.at < other.to + slack && Math.abs(middleAt(other, line.at) - end) <= slack),
  );
}

/**
 * The upper edges of tables whose uppermost rule is not printed, or lost at a page break: all uprights of a row, those at both ends of the rule
 * below among them, begin at one height.
 */
function openTops(edges: readonly Edge[]): Edge[] {
  const uprights = edges.filter(({ direction }) => direction === 'vertical');
  const level = edges.filter(({ direction }) => direction === 'horizontal');
  return level.flatMap((rule): Edge[] => {
    const crossing = uprights.filter(
      ({ at, from, to }) => at > rule.from - LEVEL && at < rule.to + LEVEL && from < rule.at - LEVEL && to >= rule.at - LEVEL,
    );
    const [first] = crossing;
    if (first === undefined || crossing.length < 3 || rule.at - first.from > OPEN_ROW) return [];
    if (crossing.some(({ from }) => Math.abs(from - first.from) > LEVEL)) return [];
    if (![rule.from, rule.to].every((end) => crossing.some(({ at }) => Math.abs(at - end) <= LEVEL))) return [];
    const closed = level.some(
      ({ at, from, to }) => at < rule.at - LEVEL && at > first.from - 2 * LEVEL && to > rule.from && from < rule.to,
    );
    return closed ? [] : [{ direction: 'horizontal', at: first.from, from: rule.from, to: rule.to }];
  });
}

function linesAlongRows(grey: GreyImage, scale: number, contrast: number, direction: Edge['direction']): Lines {
  const states = ridgesOf(grey, scale, contrast);
  const runs = runsOf(states, grey.width, grey.height, scale);
  const tracks = tracksOf(runs, grey.height, scale);
  const lines = distinct(
    tracks.flatMap((track) => measured(track, grey, scale, direction) ?? []),
    scale,
  );
  return { lines, trace: (from, to) => traceOf(grey, scale, from, to) };
}

/** How much darker a line is than its sides, in greys, over nearly all of a stretch: letters that happen to stand there do not count. */
function traceOf({ width, height, data }: GreyImage, scale: number, ...[from, to]: Parameters<Trace>): number {
  const aside = Math.max(3, Math.round(1.4 * scale));
  const step = Math.max(4, Math.round(2 * scale));
  const last = Math.min(width, Math.round(to.place));
  const contrasts: number[] = [];
  for (let start = Math.max(0, Math.round(from.place)); start < last; start += step) {
    let sum = 0;
    let count = 0;
    for (let column = start; column < Math.min(last, start + step); column++) {
      const row = Math.floor(from.at + ((to.at - from.at) * (column - from.place)) / Math.max(1, to.place - from.place));
      if (row <= aside || row + aside + 1 >= height) continue;
      const darkest = (at: number): number =>
        Math.min(data[(at - 1) * width + column]!, data[at * width + column]!, data[(at + 1) * width + column]!);
      sum += Math.min(darkest(row - aside), darkest(row + aside)) - darkest(row);
      count++;
    }
    if (count > 0) contrasts.push(sum / count);
  }
  contrasts.sort((a, b) => a - b);
  return contrasts[Math.floor(contrasts.length * 0.2)] ?? 0;
}

/** Of lines measured to lie on one another, the longest: the soft edges of thick ones may have been followed too. */
function distinct(lines: readonly Ruling[], scale: number): Ruling[] {
  const kept: Ruling[] = [];
  const near = new Map<number, Ruling[]>();
  for (const line of lines.toSorted((a, b) => b.to - b.from - (a.to - a.from))) {
    const band = Math.round(line.at / 8);
    const others = [-1, 0, 1].flatMap((offset) => near.get(band + offset) ?? []);
    if (others.some((other) => runsAlong(line, other, 0.3 * scale))) continue;
    kept.push(line);
    near.set(band, [...(near.get(band) ?? []), line]);
  }
  return kept;
}

/** Where exactly a line's ink lies; null for what is too thick for a line. */
function measured(track: Track, { width, height, data }: GreyImage, scale: number, direction: Edge['direction']): Ruling | null {
  const reach = Math.ceil(THICKEST * scale * 0.75);
  const step = Math.max(4, Math.round(STEP * scale));
  const path: Ruling['path'] = [];
  const thicknesses: number[] = [];
  const darknesses: number[] = [];
  const profile = new Float64Array(2 * reach + 1);
  for (const { row, from: start, to: end } of track.pieces) {
    for (let from = start; from < end; from += step) {
      const to = end - from < step * 1.5 ? end : from + step;
      profile.fill(0);
      for (let offset = -reach; offset <= reach; offset++) {
        const at = row + offset;
        if (at < 0 || at >= height) continue;
        let sum = 0;
        for (let column = from; column < to; column++) sum += 255 - data[at * width + column]!;
        profile[offset + reach] = sum / (to - from);
      }
      const found = peakOf(profile, reach, Math.max(2, Math.round(scale)));
      path.push({ from, to, at: row + 0.5 + found.middle });
      thicknesses.push(found.thickness);
      darknesses.push(found.darkness);
      if (to === end) break;
    }
  }
  thicknesses.sort((a, b) => a - b);
  const thickness = thicknesses[thicknesses.length >> 1]!;
  if (thickness > THICKEST * scale) return null;
  let length = 0;
  let sum = 0;
  for (const piece of path) {
    length += piece.to - piece.from;
    sum += piece.at * (piece.to - piece.from);
  }
  darknesses.sort((a, b) => a - b);
  const darkness = darknesses[darknesses.length >> 1]!;
  return { direction, at: sum / length, from: track.from, to: track.to, thickness, darkness, path };
}

/** The dark peak nearest the middle of a profile of darkness: its centre of mass from the middle, and its width at half height. */
function peakOf(profile: Float64Array, middle: number, slack: number): { middle: number; thickness: number; darkness: number } {
  let peak = middle;
  for (let at = middle - slack; at <= middle + slack; at++) if (profile[at]! > profile[peak]!) peak = at;
  let ground = Infinity;
  for (const value of profile) if (value < ground) ground = value;
  const half = ground + (profile[peak]! - ground) / 2;
  let from = peak;
  let to = peak;
  while (from > 0 && profile[from - 1]! >= half) from--;
  while (to + 1 < profile.length && profile[to + 1]! >= half) to++;
  let sum = 0;
  let weight = 0;
  for (let at = from; at <= to; at++) {
    sum += (at - middle) * (profile[at]! - ground);
    weight += profile[at]! - ground;
  }
  return { middle: weight > 0 ? sum / weight : 0, thickness: to - from + 1, darkness: profile[peak]! - ground };
}

/** Rows as columns, in blocks that fit the processor's cache. */
export function transposed({ width, height, data }: GreyImage): GreyImage {
  const turned = new Uint8Array(width * height);
  const block = 64;
  for (let top = 0; top < height; top += block) {
    const bottom = Math.min(height, top + block);
    for (let left = 0; left < width; left += block) {
      const right = Math.min(width, left + block);
      for (let row = top; row < bottom; row++) {
        for (let column = left; column < right; column++) turned[column * height + row] = data[row * width + column]!;
      }
    }
  }
  return { width: height, height: width, data: turned };
}
