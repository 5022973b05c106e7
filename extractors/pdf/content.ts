import type { Box, Reader } from '../../model/index.js';
import type { Matrix } from './matrix.js';

/** One upright glyph as drawn. Points, origin top-left, y down, after page rotation. */
export interface Glyph {
  /** What it stands for, after plainCharacters; one or more characters, possibly a space. */
  text: string;
  /** As the page's text layer names it, before any mapping. */
  unicode: string;
  /** Code in the font's own encoding. */
  code: number;
  /** Base name of the font without subset prefix. */
  font: string;
  x0: number;
  x1: number;
  /** Baseline. */
  y: number;
  /** Font size in points. */
  size: number;
  /** How it was read; absent for born-digital text. */
  read?: GlyphReading;
}

/** How sure the reading of a glyph is, and what stands at its place by each reader that reads it differently. */
export interface GlyphReading {
  confidence: number;
  readers: readonly Reader[];
  others: readonly { reader: Reader; text: string }[];
}

/** Glyphs set at an angle: watermarks, the text of seals, margins. Set apart from the lines. */
export interface RotatedGlyph {
  text: string;
  box: Box;
  /** Degrees, clockwise on the page. */
  angle: number;
}

/**
 * One subpath that was painted. `fill` and `stroke` are lightness 0 (black) to 1 (white), null where not painted;
 * a ring (an outline filled between two boxes) counts as stroked. `points` are x, y pairs in drawing order.
 */
export interface Shape {
  points: number[];
  box: Box;
  curved: boolean;
  fill: number | null;
  stroke: number | null;
  /** Line width in points; 0 for fills. */
  width: number;
}

/** An image and the page area it covers. `id` is null for inline images, which are decoded with the page. */
export interface PlacedImage {
  id: string | null;
  box: Box;
  /** The unit square of the image (origin bottom-left) to points of the page. */
  matrix: Matrix;
  /** Lightness that a stencil mask paints with; null for pictures. */
  stencil: number | null;
  /** Whether it is painted whole and opaque; false for images drawn by the dozen, cut or see-through. */
  plain: boolean;
  /** The pixels of an inline image, as pdfjs decoded them. */
  inline: unknown;
  /** How many shapes were painted before it: the others lie on top. */
  shapesBefore: number;
}

/** What a page draws, in drawing order by kind. */
export interface PageContent {
  glyphs: Glyph[];
  rotated: RotatedGlyph[];
  shapes: Shape[];
  images: PlacedImage[];
  /** Characters drawn without being visible (rendering mode 3, transparent, white on white). */
  invisible: number;
}

/** How far a glyph reaches above and below its baseline, in font sizes; right for Chinese, near enough for Latin. */
export const ASCENT = 0.88;
export const DESCENT = 0.14;

export function glyphBox(glyph: Glyph): Box {
  return [glyph.x0, glyph.y - ASCENT * glyph.size, glyph.x1, glyph.y + DESCENT * glyph.size];
}
