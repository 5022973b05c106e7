import type { Box } from '../../model/index.js';
import type { GreyImage } from '../image/image.js';

/** A connected piece of ink; `box` in pixels, `area` its pixels, `darkest` the darkest of them (0 black). */
export interface InkPiece {
  box: Box;
  area: number;
  darkest: number;
}

/** Ink reaches up to this part of the way from print to paper. */
const INK_PART = 0.6;
/** A piece without any pixel this far from paper is a stain, not print. */
const PRINT_PART = 0.45;

/** By the darkness of a page's print: grey below which a pixel is ink; below which a piece of ink has at least one pixel; of print itself. */
export interface InkLevels {
  ink: number;
  print: number;
  black: number;
}

/** How dark a page's print is. */
export function inkLevels({ data }: GreyImage): InkLevels {
  const counts = new Uint32Array(256);
  for (let at = 0; at < data.length; at += 5) counts[data[at]!]!++;
  // The darkest fiftieth of a page is print; a blank page has none, and its noise must not become any.
  let dark = 0;
  let sum = 0;
  const wanted = Math.max(20, data.length / 5 / 50);
  for (let value = 0; value < 200 && dark < wanted; value++) {
    dark += counts[value]!;
    sum += counts[value]! * value;
  }
  const print = dark === 0 ? 100 : Math.min(130, sum / dark);
  return { ink: Math.round(print + (255 - print) * INK_PART), print: Math.round(255 - (255 - print) * PRINT_PART), black: print };
}

/** Connected ink inside a region (pixels), eight neighbours each. Pieces end at the region's sides. */
export function inkPieces(grey: GreyImage, region: Box, levels = inkLevels(grey)): InkPiece[] {
  const left = Math.max(0, Math.floor(region[0]));
  const top = Math.max(0, Math.floor(region[1]));
  const right = Math.min(grey.width, Math.ceil(region[2]));
  const bottom = Math.min(grey.height, Math.ceil(region[3]));
  const pieces: InkPiece[] = [];
  const parent: number[] = [];
  const rootOf = (index: number): number => {
    let root = index;
    while (parent[root] !== root) root = parent[root]!;
    while (parent[index] !== root) {
      const next = parent[index]!;
      parent[index] = root;
      index = next;
    }
    return root;
  };
  let above: number[] = [];
  for (let row = top; row < bottom; row++) {
    const start = row * grey.width;
    // Runs of this row as [from, to, piece] triples; `next` walks along those of the row above.
    const runs: number[] = [];
    let next = 0;
    for (let column = left; column < right; column++) {
      if (grey.data[start + column]! >= levels.ink) continue;
      const from = column;
      let darkest = 255;
      for (; column < right; column++) {
        const value = grey.data[start + column]!;
        if (value >= levels.ink) break;
        if (value < darkest) darkest = value;
      }
      let own = -1;
      while (next < above.length && above[next + 1]! < from) next += 3;
      for (let at = next; at < above.length && above[at]! <= column; at += 3) {
        const root = rootOf(above[at + 2]!);
        if (own === -1) own = root;
        else if (root !== own) {
          parent[root] = own;
          grow(pieces[own]!, pieces[root]!);
        }
      }
      const run: InkPiece = { box: [from, row, column, row + 1], area: column - from, darkest };
      if (own === -1) {
        own = pieces.length;
        parent.push(own);
        pieces.push(run);
      } else grow(pieces[own]!, run);
      runs.push(from, column, own);
    }
    above = runs;
  }
  return pieces.filter((piece, index) => parent[index] === index && piece.darkest < levels.print);
}

function grow(piece: InkPiece, other: InkPiece): void {
  const [one, two] = [piece.box, other.box];
  if (two[0] < one[0]) one[0] = two[0];
  if (two[1] < one[1]) one[1] = two[1];
  if (two[2] > one[2]) one[2] = two[2];
  if (two[3] > one[3]) one[3] = two[3];
  piece.area += other.area;
  if (other.darkest < piece.darkest) piece.darkest = other.darkest;
}
