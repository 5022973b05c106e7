import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Box } from '../../model/index.js';
import type { PageContent } from './content.js';
import { intersectBoxes, multiply, transformBox } from './matrix.js';
import type { DrawingState } from './state.js';

/** Anything more transparent than this cannot be seen; anything less than this is see-through. */
const FAINT = 0.05;
const OPAQUE = 0.99;
/** How much of an image a clip may take off and leave it whole, in points. */
const TRIM = 2;

/** Notes an image with its place. Rules are sometimes drawn as a one-pixel image stretched over the line's length: those are shapes. */
export function placeImage(fn: number, image: unknown, state: DrawingState, content: PageContent, page: Box): void {
  const whole = transformBox(state.matrix, [0, 0, 1, 1]);
  const box = intersectBoxes(whole, state.clip);
  if (box === null || state.fillAlpha <= FAINT) return;
  const thin = Math.min(box[2] - box[0], box[3] - box[1]) <= 3;
  if (thin || fn === OPS.paintSolidColorImageMask) {
    const [x0, y0, x1, y1] = box;
    const fill = fn === OPS.paintSolidColorImageMask ? state.fill : 0;
    content.shapes.push({ points: [x0, y0, x1, y0, x1, y1, x0, y1, x0, y0], box, curved: false, fill, stroke: null, width: 0 });
    return;
  }
  content.images.push({
    id: idOf(image),
    box,
    matrix: state.matrix,
    stencil: fn === OPS.paintImageMaskXObject ? state.fill : null,
    // What a clip takes off may be what somebody wanted gone; what the paper's edge takes off is not.
    plain: state.fillAlpha > OPAQUE && !cutInside(whole, state.clip, page),
    inline: typeof image === 'string' ? null : image,
    shapesBefore: content.shapes.length,
  });
}

/** Images that pdfjs paints by the dozen (scans cut into strips, letters as stencils): each is noted with its place. */
export function placeImages(fn: number, args: readonly unknown[], state: DrawingState, content: PageContent): void {
  if (state.fillAlpha <= FAINT) return;
  const stencil = fn === OPS.paintImageMaskXObjectGroup || fn === OPS.paintImageMaskXObjectRepeat ? state.fill : null;
  for (const { id, transform } of copiesOf(fn, args)) {
    const matrix = multiply(state.matrix, transform);
    const box = intersectBoxes(transformBox(matrix, [0, 0, 1, 1]), state.clip);
    if (box === null) continue;
    content.images.push({ id, box, matrix, stencil, plain: false, inline: null, shapesBefore: content.shapes.length });
  }
}

function copiesOf(fn: number, args: readonly unknown[]): { id: string | null; transform: ArrayLike<number> }[] {
  if (fn === OPS.paintImageMaskXObjectGroup)
    return (args[0] as { transform: number[] }[]).map((mask) => ({ id: idOf(mask), transform: mask.transform }));
  if (fn === OPS.paintInlineImageXObjectGroup)
    return (args[1] as { transform: number[] }[]).map(({ transform }) => ({ id: null, transform }));
  const numbers = args.slice(1, -1) as number[];
  const [a, b, c, d] = numbers.length === 2 ? [numbers[0]!, 0, 0, numbers[1]!] : (numbers as [number, number, number, number]);
  const positions = args.at(-1) as ArrayLike<number>;
  return Array.from({ length: positions.length >> 1 }, (_, index) => ({
    id: idOf(args[0]),
    transform: [a, b, c, d, positions[2 * index]!, positions[2 * index + 1]!],
  }));
}

/** The name of a shared image; stencil masks name their pixels in `data`. */
function idOf(image: unknown): string | null {
  if (typeof image === 'string') return image;
  const data = (image as { data?: unknown } | null)?.data;
  return typeof data === 'string' ? data : null;
}

function cutInside(whole: Box, clip: Box, page: Box): boolean {
  const [x0, y0, x1, y1] = intersectBoxes(whole, page) ?? whole;
  return clip[0] > x0 + TRIM || clip[1] > y0 + TRIM || clip[2] < x1 - TRIM || clip[3] < y1 - TRIM;
}
