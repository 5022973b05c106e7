/** Grey pixels row by row, one byte each: 0 black, 255 white. */
export interface GreyImage {
  width: number;
  height: number;
  data: Uint8Array;
}

/** Pixels row by row: one byte grey, or three bytes red, green, blue. */
export interface Picture {
  width: number;
  height: number;
  channels: 1 | 3;
  data: Uint8Array;
}

/**
 * Projective map [a, b, c, d, e, f, g, h, i]: x' = (a·x + b·y + c) / w, y' = (d·x + e·y + f) / w, w = g·x + h·y + i.
 * Pixel coordinates run from 0 at the left edge of the first pixel to `width` at the right edge of the last one.
 */
export type Projection = readonly [number, number, number, number, number, number, number, number, number];

/** What a page looks like, as pixels, before anything was done to them. */
export interface PagePicture {
  picture: Picture;
  /** Pixels -> points of the page as shown (origin top-left, y down, after page rotation). */
  toPage: Projection;
  /** The page as shown, in points. */
  width: number;
  height: number;
  /** Why something of the page is not in the picture (a decoder or font is missing); empty when all of it is. */
  defects: string[];
}

/**
 * A page picture made ready for reading: upright, straight, light flattened, red seals lifted off the ink.
 * `grey` pixels = points · `scale` of a page of `width` x `height` points; those points -> points of the page as shown: `toShown`.
 */
export interface StraightPage {
  grey: GreyImage;
  /** Pixels per point. */
  scale: number;
  width: number;
  height: number;
  toShown: Projection;
  /** Clockwise turn that made it upright. */
  turned: 0 | 90 | 180 | 270;
  /** Degrees, clockwise positive, that were left after turning and taken out. */
  skew: number;
  /** Where coloured ink (a seal) was lifted off, in points of the straight page: readings there deserve less trust. */
  seals: [number, number, number, number][];
}
