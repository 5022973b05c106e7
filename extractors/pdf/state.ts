import type { Box } from '../../model/index.js';
import { IDENTITY, type Matrix } from './matrix.js';

/** What pdfjs tells about a font. */
export interface FontFace {
  name: string;
  /** Glyph units to text space, horizontally; 0.001 but for Type 3. */
  scale: number;
  vertical: boolean;
}

/** The graphics and text state of a content stream (ISO 32000-1, 8.4 and 9.3), as far as places and visibility need it. */
export class DrawingState {
  matrix: Matrix = IDENTITY;
  clip: Box;
  fill = 0;
  stroke = 0;
  fillAlpha = 1;
  strokeAlpha = 1;
  lineWidth = 1;
  font: FontFace | null = null;
  size = 0;
  charSpacing = 0;
  wordSpacing = 0;
  horizontalScale = 1;
  leading = 0;
  rise = 0;
  mode = 0;
  textMatrix: ArrayLike<number> = IDENTITY;
  x = 0;
  y = 0;
  lineX = 0;
  lineY = 0;

  constructor(clip: Box, matrix: Matrix) {
    this.clip = clip;
    this.matrix = matrix;
  }

  copy(): DrawingState {
    return Object.assign(new DrawingState(this.clip, this.matrix), this);
  }
}

/** Perceived lightness 0..1 of "#rrggbb". */
export function lightnessOf(color: unknown): number {
  if (typeof color !== 'string' || color.length < 7) return 0;
  const value = Number.parseInt(color.slice(1, 7), 16);
  return (0.299 * (value >> 16) + 0.587 * ((value >> 8) & 255) + 0.114 * (value & 255)) / 255;
}
