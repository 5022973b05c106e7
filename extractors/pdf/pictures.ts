import type { PagePicture, Picture } from '../image/image.js';
import { compose, fromMatrix } from '../image/projection.js';
import type { PageContent, PlacedImage } from './content.js';
import { PAPER } from './drawing.js';
import type { Matrix } from './matrix.js';
import type { Renderer } from './render.js';

/** An image's pixels as pdfjs decodes them: `kind` 1 is one bit a pixel (rows padded to bytes), 2 RGB, 3 RGBA; stencils have none. */
export interface DecodedImage {
  width: number;
  height: number;
  kind?: number;
  data?: Uint8Array | Uint8ClampedArray | null;
}

const ONE_BIT = 1;
const RGB = 2;
const RGBA = 3;

/** What a page's picture is made from. */
export interface PageSource {
  number: number;
  width: number;
  height: number;
  content: PageContent;
  /** Decoded images by name. */
  images: ReadonlyMap<string, DecodedImage>;
  undecoded: number;
  renderer: Renderer;
}

/** The page as pixels: the image that it is, untouched, or else drawn. Images without pixels are named as defects. */
export async function showPage({ number, width, height, content, images, undecoded, renderer }: PageSource): Promise<PagePicture> {
  const defects = undecoded > 0 ? [`${undecoded} 张图像无法解码 (images that cannot be decoded)`] : [];
  const parts = pageImages(content, width, height);
  const decoded = parts?.flatMap(({ id, inline }) => (id === null ? (inline as DecodedImage) : (images.get(id) ?? [])));
  if (parts && decoded?.length === parts.length) {
    const whole = pictureOf(parts, decoded);
    if (whole !== null) return { ...whole, width, height, defects };
  }
  const drawn = await renderer.draw(number, imageScale(content.images, images));
  return { ...drawn, defects: [...defects, ...drawn.defects] };
}

/** An image that covers this part of the page is the page. */
const COVERING = 0.85;
/** How far strips of one image may gape or overlap, in points, and how differently they may be scaled. */
const SEAM = 1.5;
const SAME_SCALE = 0.01;

/** The images of a page that are all there is to see on it: one, or strips of one from top to bottom; null when the page must be drawn. */
export function pageImages({ glyphs, rotated, shapes, images }: PageContent, width: number, height: number): PlacedImage[] | null {
  const first = images[0];
  if (first === undefined || images.some(({ plain, stencil }) => !plain || (stencil ?? 0) >= PAPER)) return null;
  if (rotated.length > 0 || glyphs.some(({ text }) => text !== ' ')) return null;
  // What lies under an image that covers the page cannot be seen; white paper under smaller ones is paper.
  const dark = (lightness: number | null): boolean => lightness !== null && lightness < PAPER;
  const covers = images.length === 1 && coveredShare(first, width, height) >= COVERING;
  if (shapes.some(({ fill, stroke }, index) => index >= first.shapesBefore || (!covers && (dark(fill) || dark(stroke))))) return null;
  return images.length === 1 ? [first] : stripsOf(images);
}

function coveredShare({ box: [x0, y0, x1, y1] }: PlacedImage, width: number, height: number): number {
  const across = Math.min(x1, width) - Math.max(x0, 0);
  const down = Math.min(y1, height) - Math.max(y0, 0);
  return (Math.max(0, across) * Math.max(0, down)) / (width * height);
}

/** Strips in the order in which one image's rows run through them; null when they do not make up one. */
function stripsOf(images: readonly PlacedImage[]): PlacedImage[] | null {
  // Down the rows of an image its unit square is left at (0, 0) and entered at (0, 1).
  const [a, b, c, d] = images[0]!.matrix;
  const length = Math.hypot(c, d);
  if (length === 0) return null;
  const along = ({ matrix }: PlacedImage): number => -(matrix[4] * c + matrix[5] * d) / length;
  const strips = [...images].sort((one, other) => along(one) - along(other));
  for (const [index, { matrix }] of strips.entries()) {
    if (Math.hypot(matrix[0] - a, matrix[1] - b) > SEAM || matrix[2] * c + matrix[3] * d <= 0) return null;
    const next = strips[index + 1]?.matrix;
    if (next && Math.hypot(next[4] + next[2] - matrix[4], next[5] + next[3] - matrix[5]) > SEAM) return null;
  }
  return strips;
}

/** One picture out of one image or its strips, with its way onto the page; null when the strips' pixels do not fit together. */
export function pictureOf(
  images: readonly PlacedImage[],
  decoded: readonly DecodedImage[],
): Pick<PagePicture, 'picture' | 'toPage'> | null {
  const parts = decoded.map((image, index) => pixelsOf(image, images[index]!.stencil));
  const first = parts[0]!;
  const perRow = Math.hypot(images[0]!.matrix[2], images[0]!.matrix[3]) / first.height;
  const fits = (part: Picture, index: number): boolean => {
    const { matrix } = images[index]!;
    const here = Math.hypot(matrix[2], matrix[3]) / part.height;
    return part.width === first.width && Math.abs(here / perRow - 1) < SAME_SCALE + SEAM / part.height;
  };
  if (parts.length > 1 && !parts.every(fits)) return null;
  const picture = parts.length === 1 ? first : stacked(parts);
  const { matrix: top } = images[0]!;
  const { matrix: bottom } = images.at(-1)!;
  // From the first strip's upper edge to the last one's lower edge.
  const whole: Matrix = [top[0], top[1], top[2] + top[4] - bottom[4], top[3] + top[5] - bottom[5], bottom[4], bottom[5]];
  const { width, height } = picture;
  return { picture, toPage: compose(fromMatrix(whole), [1 / width, 0, 0, 0, -1 / height, 1, 0, 0, 1]) };
}

function stacked(parts: readonly Picture[]): Picture {
  const { width } = parts[0]!;
  const height = parts.reduce((sum, part) => sum + part.height, 0);
  const channels = parts.some((part) => part.channels === 3) ? 3 : 1;
  const data = new Uint8Array(width * height * channels);
  let offset = 0;
  for (const part of parts) {
    if (part.channels === channels) data.set(part.data, offset);
    else for (let index = 0; index < part.data.length; index++) data.fill(part.data[index]!, offset + 3 * index, offset + 3 * index + 3);
    offset += width * part.height * channels;
  }
  return { width, height, channels, data };
}

/** Decoded pixels as a picture on white paper. `stencil` is the lightness a stencil mask paints with; null for pictures. */
export function pixelsOf({ width, height, kind, data }: DecodedImage, stencil: number | null): Picture {
  if (!data) throw new Error('an image without pixels');
  const count = width * height;
  const expect = (bytes: number): void => {
    if (data.length < bytes) throw new Error(`image data end after ${data.length} of ${bytes} bytes`);
  };
  if (stencil !== null || kind === ONE_BIT) {
    const bytesPerRow = (width + 7) >> 3;
    // A stencil may lack its last bytes: what is not there is not painted.
    if (stencil === null) expect(bytesPerRow * height);
    const zero = Math.round(255 * (stencil ?? 0));
    const grey = new Uint8Array(count);
    for (let y = 0, target = 0; y < height; y++) {
      const row = y * bytesPerRow;
      for (let x = 0; x < width; x++) grey[target++] = ((data[row + (x >> 3)] ?? 255) >> (7 - (x & 7))) & 1 ? 255 : zero;
    }
    return { width, height, channels: 1, data: grey };
  }
  if (kind === RGB) {
    expect(3 * count);
    return { width, height, channels: 3, data: new Uint8Array(data.buffer, data.byteOffset, 3 * count) };
  }
  if (kind !== RGBA) throw new Error(`unknown kind of image data ${kind ?? '?'}`);
  expect(4 * count);
  return { width, height, channels: 3, data: onWhite(data, count) };
}

/** RGBA laid on white paper, as RGB. */
export function onWhite(data: Uint8Array | Uint8ClampedArray, count: number): Uint8Array {
  const rgb = new Uint8Array(3 * count);
  for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
    const alpha = data[from + 3]!;
    if (alpha === 255) {
      rgb[to] = data[from]!;
      rgb[to + 1] = data[from + 1]!;
      rgb[to + 2] = data[from + 2]!;
    } else {
      const white = 255 - alpha;
      rgb[to] = white + (data[from]! * alpha) / 255;
      rgb[to + 1] = white + (data[from + 1]! * alpha) / 255;
      rgb[to + 2] = white + (data[from + 2]! * alpha) / 255;
    }
  }
  return rgb;
}

/** Pixels per point that a page's images have, at most; null without images worth the name. */
export function imageScale(images: readonly PlacedImage[], decoded: ReadonlyMap<string, DecodedImage>): number | null {
  let scale: number | null = null;
  for (const { id, inline, matrix, box } of images) {
    const image = id === null ? (inline as DecodedImage | null) : decoded.get(id);
    if (!image || (box[2] - box[0]) * (box[3] - box[1]) < 1000) continue;
    scale = Math.max(scale ?? 0, image.width / Math.hypot(matrix[0], matrix[1]));
  }
  return scale;
}
