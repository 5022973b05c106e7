import { describe, expect, it } from 'vitest';
import type { PagePicture, StraightPage } from '../../../extractors/image/image.js';
import { mapBox, mapPoint, invert } from '../../../extractors/image/projection.js';
import { straighten, WORKING_DPI } from '../../../extractors/image/straighten.js';
import { A4, digit, inkIn, recoloured, report, sheet, table, turned } from './sheet.js';

const upright = (): Promise<boolean> => Promise.resolve(false);

/** Degrees by which lines across (or down) of the page as shown are off the level at a straight point. */
function slant({ toShown }: StraightPage, skew: number, [x, y]: [number, number], down = false): number {
  const [x0, y0] = mapPoint(toShown, x, y);
  const [x1, y1] = mapPoint(toShown, x + (down ? 0 : 10), y + (down ? 10 : 0));
  return (Math.atan2(y1 - y0, x1 - x0) * 180) / Math.PI - skew - (down ? 90 : 0);
}

describe('a page lying askew', () => {
  it.each([-4.6, -1.93, 0.07, 0.85, 4.9])('of %d degrees is level to a sixteenth of one', async (skew) => {
    const straight = await straighten(
      sheet((context) => report(context), { skew }),
      upright,
    );
    expect(Math.abs(straight.skew - skew)).toBeLessThan(0.06);
    expect(Math.abs(slant(straight, skew, [300, 400]))).toBeLessThan(0.06);
    expect(straight.turned).toBe(0);
  });

  it('with three lines on it is level to a tenth', async () => {
    const straight = await straighten(
      sheet((context) => report(context, 3), { skew: 1.4, dpi: 200 }),
      upright,
    );
    expect(Math.abs(straight.skew - 1.4)).toBeLessThan(0.1);
  });

  it('with rulings and hardly any print is level too', async () => {
    const straight = await straighten(sheet(table, { skew: -2.2 }), upright);
    expect(Math.abs(straight.skew + 2.2)).toBeLessThan(0.05);
  });

  it('is left alone when there is nothing on it', async () => {
    const straight = await straighten(
      sheet(() => undefined),
      upright,
    );
    expect(straight.skew).toBe(0);
    expect(straight.toShown.slice(0, 6).map((value) => Math.round(value * 1e6) / 1e6)).toEqual([1, 0, 0, 0, 1, 0]);
    expect(straight.grey.data.every((value) => value === 255)).toBe(true);
  });
});

describe('places', () => {
  const mark = [400, 300, 440, 320] as const;
  const marked = (skew: number): PagePicture =>
    sheet(
      (context) => {
        report(context, 12);
        context.fillRect(mark[0], mark[1], mark[2] - mark[0], mark[3] - mark[1]);
      },
      { skew },
    );

  it.each([0, 1, 2, 3])('on the straight page lead back to the page as shown, after %d quarter turns', async (quarters) => {
    const page = turned(marked(1.5), quarters);
    const upsideDown = (grey: { width: number }): Promise<boolean> => Promise.resolve(grey.width > 0 && (quarters === 1 || quarters === 2));
    const straight = await straighten(page, upsideDown);
    expect(straight.turned).toBe((360 - 90 * quarters) % 360);
    // The only solid box in this region of the straight page.
    const box = solidBox(straight);
    const [x0, y0, x1, y1] = mapBox(straight.toShown, box);
    // Where the mark's middle went: askew about the middle of the sheet, then turned.
    const angle = (1.5 * Math.PI) / 180;
    const [dx, dy] = [(mark[0] + mark[2]) / 2 - A4.width / 2, (mark[1] + mark[3]) / 2 - A4.height / 2];
    let [x, y] = [dx * Math.cos(angle) - dy * Math.sin(angle), dx * Math.sin(angle) + dy * Math.cos(angle)];
    for (let quarter = 0; quarter < quarters; quarter++) [x, y] = [-y, x];
    expect(Math.abs((x0 + x1) / 2 - page.width / 2 - x)).toBeLessThan(1);
    expect(Math.abs((y0 + y1) / 2 - page.height / 2 - y)).toBeLessThan(1);
  });

  function solidBox({ grey, scale }: StraightPage): [number, number, number, number] {
    let [x0, y0, x1, y1] = [Infinity, Infinity, 0, 0];
    const solid = Math.round(8 * scale);
    for (let y = 0; y < grey.height; y++) {
      for (let x = 0, run = 0; x < grey.width; x++) {
        run = grey.data[y * grey.width + x]! < 128 ? run + 1 : 0;
        if (run < solid) continue;
        [x0, y0, x1, y1] = [Math.min(x0, x - run + 1), Math.min(y0, y), Math.max(x1, x + 1), Math.max(y1, y + 1)];
      }
    }
    return [x0 / scale, y0 / scale, x1 / scale, y1 / scale];
  }

  it('is what can be read that says how a page lies, however plainly its lines seem to run down', async () => {
    const page = turned(marked(0), 1);
    const legibility = (grey: { width: number; height: number }): Promise<number> => Promise.resolve(grey.width > grey.height ? 0.8 : 0.1);
    expect((await straighten(page, upright)).turned).toBe(90);
    expect((await straighten(page, upright, legibility)).turned).toBe(0);
    // What reads well as it is first tried is not tried the other way.
    const asked: number[] = [];
    await straighten(page, upright, (grey) => Promise.resolve(asked.push(grey.width)));
    expect(asked).toHaveLength(1);
  });

  it('show lines of print to whoever tells up from down', async () => {
    const seen: number[] = [];
    await straighten(
      sheet((context) => report(context, 10)),
      (grey, lines) => {
        seen.push(lines.length, grey.width);
        for (const [x0, y0, x1, y1] of lines) expect(x0 >= 0 && y0 >= 0 && x1 <= grey.width && y1 <= grey.height).toBe(true);
        const heights = lines.map((line) => line[3] - line[1]);
        expect(Math.max(...heights)).toBeLessThan((14 * WORKING_DPI.least) / 72);
        return Promise.resolve(false);
      },
    );
    expect(seen[0]).toBeGreaterThanOrEqual(10);
  });
});

describe('a page seen from aside', () => {
  it('is level all over', async () => {
    // Lines across rise to the right below, fall above: a page tilted about its upright middle axis.
    const fan = 0.05;
    const page = aslant(
      sheet(
        (context) => {
          report(context);
          table(context);
        },
        { dpi: 150 },
      ),
      fan,
    );
    const straight = await straighten(page, upright);
    const at = (y: number): number => {
      const [x0, y0] = mapPoint(invert(straight.toShown), 100, shownY(100, y, fan));
      const [x1, y1] = mapPoint(invert(straight.toShown), 500, shownY(500, y, fan));
      return (Math.atan2(y1 - y0, x1 - x0) * 180) / Math.PI;
    };
    for (const y of [90, 400, 700]) expect(Math.abs(at(y))).toBeLessThan(0.1);
  });

  /** Where a point of the flat sheet is seen; x stays. */
  function shownY(x: number, y: number, fan: number): number {
    return A4.height / 2 + (y - A4.height / 2) * (1 + (fan * (x - A4.width / 2)) / A4.width);
  }

  function aslant(page: PagePicture, fan: number): PagePicture {
    const { width, height, data } = page.picture;
    const pixels = new Uint8Array(data.length).fill(255);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const from = height / 2 + (y + 0.5 - height / 2) / (1 + (fan * (x + 0.5 - width / 2)) / width) - 0.5;
        const row = Math.floor(from);
        const part = from - row;
        if (row < 0 || row >= height - 1) continue;
        for (let channel = 0; channel < 3; channel++) {
          const at = 3 * (row * width + x) + channel;
          pixels[3 * (y * width + x) + channel] = Math.round(data[at]! * (1 - part) + data[at + 3 * width]! * part);
        }
      }
    }
    return { ...page, picture: { width, height, channels: 3, data: pixels } };
  }
});

describe('light', () => {
  it('is taken out: gradient, yellowed paper and faint ink become white and nearly black', async () => {
    const dim = recoloured(
      sheet((context) => report(context)),
      ([red, green, blue], x, y) => {
        const light = 0.45 + 0.5 * x * (1 - 0.3 * y);
        const ink = (value: number): number => 110 + (value / 255) * 145;
        return [ink(red) * light, ink(green) * light * 0.95, ink(blue) * light * 0.8];
      },
    );
    const { grey, scale } = await straighten(dim, upright);
    const paper = [20, 150, 300, 560].flatMap((x) =>
      [30, 780].map((y) => grey.data[Math.round(y * scale) * grey.width + Math.round(x * scale)]!),
    );
    expect(Math.min(...paper)).toBeGreaterThan(250);
    const darkest = (x0: number, x1: number): number => {
      let dark = 255;
      for (let y = 100; y < 500; y++)
        for (let x = x0; x < x1; x++) dark = Math.min(dark, grey.data[Math.round(y * scale) * grey.width + Math.round(x * scale)]!);
      return dark;
    };
    expect(darkest(70, 120)).toBeLessThan(70);
    expect(darkest(280, 330)).toBeLessThan(70);
  });

  it('leaves pictures without grey as they are', async () => {
    const page = recoloured(
      sheet((context) => report(context), { dpi: 200 }),
      ([red]) => (red < 128 ? [0, 0, 0] : [255, 255, 255]),
    );
    const { grey } = await straighten(page, upright);
    const between = grey.data.filter((value) => value > 60 && value < 200).length;
    expect(between / grey.data.length).toBeLessThan(0.02);
  });

  it('keeps decimal points and minus signs', async () => {
    const page = sheet((context) => {
      report(context, 20);
      digit(context, 9, 300, 500, 8);
      context.fillRect(306, 507, 1, 1);
      digit(context, 5, 308, 500, 8);
      context.fillRect(320, 503.5, 4, 0.7);
    });
    const { grey, scale } = await straighten(page, upright);
    expect(inkIn(grey, scale, [305.2, 506, 307.6, 509])).toBeGreaterThan(0.6 * scale * scale);
    expect(inkIn(grey, scale, [319, 502.5, 325, 505])).toBeGreaterThan(0.6 * 2.8 * scale * scale);
  });

  it('takes away speckle, but no point next to a figure', async () => {
    const page = sheet((context) => {
      report(context, 20);
      for (let index = 0; index < 900; index++) context.fillRect(60 + ((index * 37) % 480), 420 + ((index * 53) % 300), 0.5, 0.5);
      context.fillStyle = '#fff';
      context.fillRect(290, 490, 60, 30);
      context.fillStyle = '#000';
      digit(context, 9, 300, 500, 8);
      context.fillRect(306, 507, 0.7, 0.7);
    });
    const { grey, scale } = await straighten(page, upright);
    expect(inkIn(grey, scale, [60, 560, 540, 720])).toBeLessThan(40);
    expect(inkIn(grey, scale, [305.2, 506, 307.6, 509])).toBeGreaterThan(0.25 * scale * scale);
    expect(inkIn(grey, scale, [70, 80, 500, 340])).toBeGreaterThan(1000);
  });

  it('blanks what lies around the paper, and punch holes, but no solid square', async () => {
    const page = sheet((context) => {
      report(context, 30);
      context.fillRect(70, 600, 12, 12);
      context.fillStyle = '#222';
      context.fillRect(-50, -50, 700, 70);
      context.fillRect(-50, -50, 70, 1000);
      context.beginPath();
      context.arc(45, 300, 8, 0, 7);
      context.fill();
    });
    const { grey, scale } = await straighten(page, upright);
    expect(inkIn(grey, scale, [0, 0, 595, 22])).toBeLessThan(5);
    expect(inkIn(grey, scale, [0, 100, 60, 700])).toBeLessThan(5);
    expect(inkIn(grey, scale, [69, 599, 83, 613])).toBeGreaterThan(120 * scale * scale);
  });
});

describe('resolution', () => {
  it('is raised for coarse pictures, lowered for fine ones, and kept between', async () => {
    const dpis = [100, 250, 450];
    const straight = await Promise.all(
      dpis.map((dpi) =>
        straighten(
          sheet((context) => report(context, 5), { dpi }),
          upright,
        ),
      ),
    );
    expect(straight.map(({ scale }) => Math.round(scale * 72))).toEqual([WORKING_DPI.least, 250, WORKING_DPI.most]);
    for (const { grey, width, scale } of straight) expect(grey.width).toBe(Math.round(width * scale));
  });
});
