import type { Box } from '../../model/index.js';
import { plainCharacters } from './characters.js';
import type { PageContent } from './content.js';
import { multiply } from './matrix.js';
import type { DrawingState } from './state.js';

/** A glyph as pdfjs hands it over: width in glyph units, vmetric [advance, origin x, origin y] for vertical fonts. */
export interface DrawnGlyph {
  unicode: string;
  originalCharCode: number;
  width: number;
  isSpace: boolean;
  vmetric?: number[] | null;
}

/** Text turned by more than this (tangent) is not part of a line. */
const UPRIGHT = 0.05;
const FAINT = 0.05;
const PAPER = 0.97;

/** Places the glyphs of one show operator and moves the text position on (ISO 32000-1, 9.4.4). */
export function showText(glyphs: readonly (DrawnGlyph | number)[], state: DrawingState, content: PageContent): void {
  const { font } = state;
  if (font === null || state.size === 0) return;
  const matrix = multiply(multiply(state.matrix, state.textMatrix), [state.horizontalScale, 0, 0, 1, state.x, state.y + state.rise]);
  const [a, b, c, d, e, f] = matrix;
  const along = Math.hypot(a, b);
  const size = Math.abs(state.size) * Math.hypot(c, d);
  // A negative font size turns glyphs round; with a mirrored matrix they are upright again.
  const forward = state.size < 0 ? -a : a;
  const upright = forward > 0 && Math.abs(b) <= UPRIGHT * Math.abs(a);
  const seen = visible(state, content, e, f, size);
  const { clip } = state;
  const unit = font.scale * state.size;
  let x = 0;
  let y = 0;
  for (const glyph of glyphs) {
    if (typeof glyph === 'number') {
      const move = (-glyph * state.size) / 1000;
      if (font.vertical) y += move;
      else x += move;
      continue;
    }
    const spacing = (glyph.isSpace ? state.wordSpacing : 0) + state.charSpacing;
    const width = glyph.width * unit;
    let left = x;
    let down = y;
    if (font.vertical) {
      left = x - (glyph.vmetric?.[1] ?? glyph.width / 2) * unit;
      down = y - (glyph.vmetric?.[2] ?? 880) * unit;
      y += (glyph.vmetric?.[0] ?? -1000) * unit - spacing;
    } else {
      x += width + spacing;
    }
    const px = a * left + c * down + e;
    const py = b * left + d * down + f;
    const reach = Math.abs(width) * along;
    const middle = px + reach / 2;
    const text = plainCharacters(glyph.unicode);
    if (text === '') continue;
    if (!seen) {
      if (text !== ' ') content.invisible += text.length;
    } else if (upright) {
      if (middle < clip[0] - 1 || middle > clip[2] + 1 || py - size * 0.35 < clip[1] - 1 || py - size * 0.35 > clip[3] + 1) continue;
      content.glyphs.push({
        text,
        unicode: glyph.unicode,
        code: glyph.originalCharCode,
        font: font.name,
        x0: px,
        x1: px + reach,
        y: py,
        size,
      });
    } else if (text !== ' ') {
      const box: Box = [px - size, py - size, px + size, py + size];
      content.rotated.push({ text, box, angle: Math.round((Math.atan2(b, a) * 180) / Math.PI) });
    }
  }
  state.x += x * state.horizontalScale;
  state.y += y;
}

/**
 * Text nobody can see is no text of the page: rendering mode 3 (the layer an OCR program lays over a scan), full transparency,
 * and white letters unless something dark or an image lies under them.
 */
function visible(state: DrawingState, content: PageContent, x: number, y: number, size: number): boolean {
  const mode = state.mode & 3;
  if (mode === 3) return false;
  const filled = mode !== 1;
  if ((filled ? state.fillAlpha : state.strokeAlpha) <= FAINT) return false;
  if ((filled ? state.fill : state.stroke) < PAPER || (mode === 2 && state.stroke < PAPER)) return true;
  const middle = y - size * 0.35;
  const covers = (box: Box): boolean => box[0] <= x + size && box[2] >= x && box[1] <= middle && box[3] >= middle;
  const under = content.shapes.findLast((shape) => shape.fill !== null && covers(shape.box));
  return (under?.fill ?? 1) < PAPER || content.images.some((image) => covers(image.box));
}
