import { unionBox, type Box } from '../../model/index.js';
import type { GreyImage } from '../image/image.js';
import { inkLevels, inkPieces, type InkPiece } from './ink.js';
import { heightOf, linesOfPieces, printPieces, type LineBox } from './segment.js';

/** How much of a piece of ink must stand within a found box to belong to it. */
const INSIDE = 0.5;
/** Ink this near the end of a line (in heights) and on its height belongs to it, though the finder left it out. */
const NEXT = 0.7;
/** Two boxes are of one line when they share this part of the lower one's height, and stand no further apart than NEXT. */
const SAME_LINE = 0.6;

/**
 * Boxes of a line finder (pixels, loose or too tight) brought to the ink of their lines: whole characters, no rulings; boxes of one
 * line joined, boxes over several lines parted, and lines in `region` that the finder missed added. `scale` is pixels per point.
 */
export function refineBoxes(
  grey: GreyImage,
  boxes: readonly Box[],
  scale: number,
  region: Box = [0, 0, grey.width, grey.height],
  levels = inkLevels(grey),
): LineBox[] {
  const pieces = printPieces(inkPieces(grey, region, levels), scale);
  const groups = joinedBoxes(boxes, scale).map((box) => ({ box, pieces: [] as InkPiece[] }));
  const left: InkPiece[] = [];
  for (const piece of pieces) {
    let best: (typeof groups)[number] | null = null;
    let most = INSIDE;
    for (const group of groups) {
      const share = sharedPart(piece.box, group.box);
      if (share > most || (share === most && best === null)) {
        most = share;
        best = group;
      }
    }
    if (best === null) left.push(piece);
    else best.pieces.push(piece);
  }
  const found = groups.filter((group) => group.pieces.length > 0);
  // Ink at the rim of a box first, then what stands next to it: commas, brackets, single figures.
  const rest = left.filter((piece) => {
    const owner = found.find((group) => goesWith(piece, group.pieces, scale));
    owner?.pieces.push(piece);
    return owner === undefined;
  });
  const lines = found.flatMap((group) => linesOfPieces(group.pieces, scale));
  return [...lines, ...linesOfPieces(rest, scale)].sort((a, b) => a.box[1] - b.box[1] || a.box[0] - b.box[0]);
}

function goesWith(piece: InkPiece, line: readonly InkPiece[], scale: number): boolean {
  const box = unionBox(line.map((other) => other.box))!;
  const height = Math.min(heightOf(line, scale), Math.max(box[3] - box[1], 1));
  const middle = (piece.box[1] + piece.box[3]) / 2;
  if (middle < box[1] - height * 0.2 || middle > box[3] + height * 0.25) return false;
  if (piece.box[3] - piece.box[1] > height * 1.6) return false;
  return piece.box[0] - box[2] <= height * NEXT && box[0] - piece.box[2] <= height * NEXT;
}

function joinedBoxes(boxes: readonly Box[], scale: number): Box[] {
  const joined: Box[] = [];
  for (const box of boxes.toSorted((a, b) => a[0] - b[0])) {
    const at = joined.findIndex((other) => {
      const low = Math.min(box[3] - box[1], other[3] - other[1]);
      const tall = Math.max(box[3] - box[1], other[3] - other[1]);
      const shared = Math.min(box[3], other[3]) - Math.max(box[1], other[1]);
      return shared >= SAME_LINE * low && tall <= 1.7 * low + scale && box[0] - other[2] <= low * 0.3;
    });
    if (at === -1) joined.push([...box]);
    else joined[at] = unionBox([joined[at]!, box])!;
  }
  return joined;
}

function sharedPart(piece: Box, box: Box): number {
  const width = Math.min(piece[2], box[2]) - Math.max(piece[0], box[0]);
  const height = Math.min(piece[3], box[3]) - Math.max(piece[1], box[1]);
  if (width <= 0 || height <= 0) return 0;
  return (width * height) / ((piece[2] - piece[0]) * (piece[3] - piece[1]));
}
