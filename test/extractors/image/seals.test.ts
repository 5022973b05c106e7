import type { SKRSContext2D } from '@napi-rs/canvas';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { PagePicture } from '../../../extractors/image/image.js';
import { straighten } from '../../../extractors/image/straighten.js';
import { A4, digit, inkIn, recoloured, report, sheet } from './sheet.js';

const upright = (): Promise<boolean> => Promise.resolve(false);
const MIDDLE = { x: 380, y: 300 };

/** A round seal of 40 mm: ring, star of one solid disc, letters as blots. */
function seal(context: SKRSContext2D, colour: string, { x, y } = MIDDLE): void {
  context.strokeStyle = colour;
  context.fillStyle = colour;
  context.lineWidth = 3;
  context.beginPath();
  context.arc(x, y, 56, 0, 7);
  context.stroke();
  context.beginPath();
  context.arc(x, y, 15, 0, 7);
  context.fill();
  for (let angle = 3.6; angle < 5.9; angle += 0.3) context.fillRect(x + 42 * Math.cos(angle) - 4, y + 42 * Math.sin(angle) - 4, 8, 2.5);
}

/** Figures in rows across the seal's place: the same whether it is stamped or not. */
function figures(context: SKRSContext2D): void {
  context.fillStyle = '#111';
  for (let row = 0; row < 8; row++) {
    for (let place = 0; place < 12; place++) digit(context, (row * 7 + place * 3) % 10, 300 + place * 13, 235 + row * 16, 8);
  }
}

const stamped = (colour: string): PagePicture =>
  sheet(
    (context) => {
      report(context, 8);
      context.globalCompositeOperation = 'multiply';
      seal(context, colour);
      context.globalCompositeOperation = 'source-over';
      figures(context);
    },
    { dpi: 200 },
  );
const plain = (): PagePicture =>
  sheet(
    (context) => {
      report(context, 8);
      figures(context);
    },
    { dpi: 200 },
  );

async function worn(page: PagePicture, quality: number): Promise<PagePicture> {
  const { width, height, data } = page.picture;
  const jpeg = await sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality, chromaSubsampling: '4:2:0' })
    .toBuffer();
  return { ...page, picture: { width, height, channels: 3, data: new Uint8Array(await sharp(jpeg).raw().toBuffer()) } };
}

/** Around the seal: the part of the unstamped page's ink that is still there, and how grey (in levels) its bare paper has become. */
async function compared(page: PagePicture, unstamped: PagePicture): Promise<{ kept: number; ghost: number }> {
  const [one, other] = [await straighten(page, upright), await straighten(unstamped, upright)];
  const { scale } = other;
  let ink = 0;
  let kept = 0;
  let ghost = 0;
  let blank = 0;
  for (let y = Math.round(235 * scale); y < 365 * scale; y++) {
    for (let x = Math.round(315 * scale); x < 445 * scale; x++) {
      const [a, b] = [one.grey.data[y * one.grey.width + x]!, other.grey.data[y * other.grey.width + x]!];
      if (b < 90) {
        ink += 255 - b;
        kept += Math.min(255 - a, 255 - b);
      } else if (b > 250) {
        blank++;
        ghost += 255 - a;
      }
    }
  }
  return { kept: kept / ink, ghost: ghost / blank };
}

describe('a coloured seal', () => {
  it.each([
    ['red', 'rgb(205,30,40)'],
    ['dark red', 'rgb(150,20,30)'],
    ['faded pink', 'rgb(240,150,155)'],
    ['blue', 'rgb(40,60,190)'],
  ])('%s is lifted, the figures under it stay', async (_, colour) => {
    const { kept, ghost } = await compared(stamped(colour), plain());
    expect(kept).toBeGreaterThan(0.93);
    expect(ghost).toBeLessThan(3);
  });

  it.each([75, 45])('worn by JPEG at quality %d too', async (quality) => {
    const { kept, ghost } = await compared(await worn(stamped('rgb(205,30,40)'), quality), await worn(plain(), quality));
    expect(kept).toBeGreaterThan(0.88);
    expect(ghost).toBeLessThan(6);
  });

  it('on yellowed paper in fading light too', async () => {
    const aged = (page: PagePicture): PagePicture =>
      recoloured(page, ([red, green, blue], x) => {
        const light = 0.6 + 0.35 * x;
        return [red * light, green * light * 0.93, blue * light * 0.78];
      });
    const { kept, ghost } = await compared(aged(stamped('rgb(205,30,40)')), aged(plain()));
    expect(kept).toBeGreaterThan(0.9);
    expect(ghost).toBeLessThan(4);
  });

  it('does not take the print on a star as pale as shade with it', async () => {
    const star = (context: SKRSContext2D): void => {
      context.fillStyle = 'rgb(236,130,135)';
      context.globalCompositeOperation = 'multiply';
      context.fillRect(MIDDLE.x - 26, MIDDLE.y - 26, 52, 52);
      context.globalCompositeOperation = 'source-over';
    };
    const figure = (context: SKRSContext2D): void => {
      report(context, 8);
      context.fillStyle = '#111';
      digit(context, 6, MIDDLE.x - 3, MIDDLE.y - 5, 8);
    };
    const stampedOnce = sheet(
      (context) => {
        seal(context, 'rgb(236,130,135)');
        star(context);
        figure(context);
      },
      { dpi: 300 },
    );
    const { kept } = await compared(stampedOnce, sheet(figure, { dpi: 300 }));
    expect(kept).toBeGreaterThan(0.85);
  });

  it('is reported where it was', async () => {
    const { seals } = await straighten(stamped('rgb(205,30,40)'), upright);
    expect(seals).toHaveLength(1);
    const [x0, y0, x1, y1] = seals[0]!;
    expect(Math.abs((x0 + x1) / 2 - MIDDLE.x)).toBeLessThan(8);
    expect(Math.abs((y0 + y1) / 2 - MIDDLE.y)).toBeLessThan(8);
    expect(x1 - x0).toBeGreaterThan(110);
    expect(x1 - x0).toBeLessThan(150);
  });
});

describe('what is no seal', () => {
  it('a grey picture is left as it is', async () => {
    const page = plain();
    const grey = recoloured(page, ([red]) => [red, red, red]);
    expect((await straighten(grey, upright)).seals).toEqual([]);
  });

  it('red and blue print and ticks stay', async () => {
    const page = sheet(
      (context) => {
        report(context, 8);
        context.fillStyle = 'rgb(200,20,20)';
        for (let place = 0; place < 30; place++) digit(context, place % 10, 80 + place * 13, 300, 9);
        context.fillStyle = 'rgb(30,40,170)';
        context.fillRect(100, 400, 9, 2);
        context.fillRect(107, 392, 2, 10);
      },
      { dpi: 200 },
    );
    const { grey, scale, seals } = await straighten(page, upright);
    expect(seals).toEqual([]);
    expect(inkIn(grey, scale, [78, 298, A4.width - 100, 311])).toBeGreaterThan(30 * 12 * scale * scale * 0.5);
    expect(inkIn(grey, scale, [99, 391, 110, 403])).toBeGreaterThan(34 * scale * scale * 0.6);
  });
});
