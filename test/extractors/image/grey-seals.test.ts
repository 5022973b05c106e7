import type { SKRSContext2D } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { liftGreySeals } from '../../../extractors/image/grey-seals.js';
import type { GreyImage } from '../../../extractors/image/image.js';
import { digit, report, sheet } from './sheet.js';

const SCALE = 200 / 72;
const MIDDLE = { x: 300, y: 300 };

function greySheet(draw: (context: SKRSContext2D) => void): GreyImage {
  const { width, height, data } = sheet(draw, { dpi: 200 }).picture;
  return { width, height, data: Uint8Array.from({ length: width * height }, (_, at) => data[3 * at]!) };
}

/** Ring, star as a disc, letters as blots. */
function seal(context: SKRSContext2D, shade: number, { wide = 50, high = 50, tilt = 0 } = {}): void {
  context.save();
  context.globalCompositeOperation = 'multiply';
  context.translate(MIDDLE.x, MIDDLE.y);
  context.rotate(tilt);
  context.strokeStyle = context.fillStyle = `rgb(${shade},${shade},${shade})`;
  context.lineWidth = 3;
  context.beginPath();
  context.ellipse(0, 0, wide, high, 0, 0, 7);
  context.stroke();
  context.beginPath();
  context.arc(0, 0, 13, 0, 7);
  context.fill();
  for (let angle = 3.6; angle < 5.9; angle += 0.3)
    context.fillRect(wide * 0.75 * Math.cos(angle) - 4, high * 0.75 * Math.sin(angle) - 4, 8, 3);
  context.restore();
}

function figures(context: SKRSContext2D): void {
  context.fillStyle = '#181818';
  for (let row = 0; row < 7; row++)
    for (let place = 0; place < 9; place++) digit(context, (row + place) % 10, 245 + place * 13, 250 + row * 16, 8);
  context.fillRect(230, 309, 140, 1);
}

/** How many pixels of two pictures differ by more than 60. */
function difference(one: GreyImage, other: GreyImage): number {
  return one.data.filter((value, at) => Math.abs(value - other.data[at]!) > 60).length;
}

describe('a seal on a picture without colour', () => {
  it.each([
    ['round', {}],
    ['oval', { wide: 55, high: 36 }],
    ['oval and askew', { wide: 55, high: 36, tilt: 0.3 }],
  ])('%s is lifted off figures and rulings', (_, form) => {
    const print = (context: SKRSContext2D): void => {
      report(context, 5);
      figures(context);
    };
    const grey = greySheet((context) => {
      print(context);
      seal(context, 160, form);
    });
    const unstamped = greySheet(print);
    expect(difference(grey, unstamped)).toBeGreaterThan(3000);
    const [box, ...more] = liftGreySeals(grey, SCALE);
    expect(more).toEqual([]);
    expect(Math.abs((box![0] + box![2]) / 2 / SCALE - MIDDLE.x)).toBeLessThan(6);
    expect(Math.abs((box![1] + box![3]) / 2 / SCALE - MIDDLE.y)).toBeLessThan(6);
    expect(difference(grey, unstamped)).toBeLessThan(150);
  });

  it.each([
    ['as black as the print', (context: SKRSContext2D): void => seal(context, 20)],
    [
      'a shaded rectangle',
      (context: SKRSContext2D): void => {
        context.fillStyle = 'rgba(0,0,0,0.3)';
        context.fillRect(240, 240, 110, 110);
      },
    ],
    [
      'pale print',
      (context: SKRSContext2D): void => {
        context.fillStyle = 'rgb(150,150,150)';
        for (let row = 0; row < 12; row++)
          for (let place = 0; place < 14; place++) digit(context, (row + place) % 10, 220 + place * 12, 420 + row * 16, 11);
      },
    ],
  ])('%s is left as it is', (_, draw) => {
    const grey = greySheet((context) => {
      report(context, 5);
      figures(context);
      draw(context);
    });
    const before = grey.data.slice();
    expect(liftGreySeals(grey, SCALE)).toEqual([]);
    expect(Buffer.compare(grey.data, before)).toBe(0);
  });
});
