import type { PagePicture, Picture, Projection } from './image.js';
import { compose, mapPoint } from './projection.js';

/** A picture whose rows run along the page as shown, and its way onto the page. */
export interface ShownPicture {
  picture: Picture;
  toPage: Projection;
}

/**
 * The same pixels in the order in which the page shows them: quarter turns and mirrorings of a stored image (page /Rotate, flipped
 * matrices) are undone by moving pixels, none is computed anew.
 */
export function asShown({ picture, toPage }: Pick<PagePicture, 'picture' | 'toPage'>): ShownPicture {
  const { width, height, channels, data } = picture;
  const [x0, y0] = mapPoint(toPage, width / 2, height / 2);
  const [xa, ya] = mapPoint(toPage, width / 2 + 1, height / 2);
  const [xb, yb] = mapPoint(toPage, width / 2, height / 2 + 1);
  const turned = Math.abs(xa - x0) < Math.abs(ya - y0);
  const mirrorX = (turned ? xb - x0 : xa - x0) < 0;
  const mirrorY = (turned ? ya - y0 : yb - y0) < 0;
  if (!turned && !mirrorX && !mirrorY) return { picture, toPage };
  const wide = turned ? height : width;
  const high = turned ? width : height;
  const stepX = (turned ? width : 1) * (mirrorX ? -1 : 1) * channels;
  const stepY = (turned ? 1 : width) * (mirrorY ? -1 : 1) * channels;
  const start = (mirrorX ? (wide - 1) * Math.abs(stepX) : 0) + (mirrorY ? (high - 1) * Math.abs(stepY) : 0);
  const moved = new Uint8Array(data.length);
  for (let y = 0, to = 0; y < high; y++) {
    let from = start + y * stepY;
    if (channels === 1) {
      for (let x = 0; x < wide; x++, from += stepX) moved[to++] = data[from]!;
    } else {
      for (let x = 0; x < wide; x++, from += stepX, to += 3) {
        moved[to] = data[from]!;
        moved[to + 1] = data[from + 1]!;
        moved[to + 2] = data[from + 2]!;
      }
    }
  }
  // From a moved pixel back to the stored one.
  const across = turned ? [0, mirrorY ? -1 : 1, mirrorY ? width : 0] : [mirrorX ? -1 : 1, 0, mirrorX ? width : 0];
  const down = turned ? [mirrorX ? -1 : 1, 0, mirrorX ? height : 0] : [0, mirrorY ? -1 : 1, mirrorY ? height : 0];
  const back = [...across, ...down, 0, 0, 1] as unknown as Projection;
  return { picture: { width: wide, height: high, channels, data: moved }, toPage: compose(toPage, back) };
}

/** Every `factor` x `factor` pixels as one, their mean; what is left over at the right and lower edge goes. */
export function reduced({ picture, toPage }: ShownPicture, factor: number): ShownPicture {
  if (factor <= 1) return { picture, toPage };
  const { channels, data } = picture;
  const width = Math.floor(picture.width / factor);
  const height = Math.floor(picture.height / factor);
  const small = new Uint8Array(width * height * channels);
  const sums = new Float64Array(width * channels);
  for (let y = 0; y < height; y++) {
    sums.fill(0);
    for (let row = y * factor; row < (y + 1) * factor; row++) {
      let from = row * picture.width * channels;
      for (let x = 0; x < width; x++) {
        for (let part = 0; part < factor; part++)
          for (let channel = 0; channel < channels; channel++) sums[x * channels + channel]! += data[from++]!;
      }
    }
    for (let x = 0; x < width * channels; x++) small[y * width * channels + x] = Math.round(sums[x]! / (factor * factor));
  }
  return { picture: { width, height, channels, data: small }, toPage: compose(toPage, [factor, 0, 0, 0, factor, 0, 0, 0, 1]) };
}
