import { describe, expect, it } from 'vitest';
import { withoutBlanks } from '../../../extractors/ocr/without-blanks.js';
import { ink, paper } from '../scan/ink-on-paper.js';

describe('withoutBlanks', () => {
  it('keeps print with a margin, and leads boxes back', () => {
    const page = paper(600, 900);
    ink(page, 200, 40, 380, 52);
    ink(page, 210, 850, 300, 862);
    const { image, restored } = withoutBlanks(page, 32)!;
    expect([image.width % 32, image.height % 32]).toEqual([0, 0]);
    expect(image.width).toBeLessThan(260);
    expect(image.height).toBeLessThan(130);
    const dark = (y: number): boolean => image.data.subarray(y * image.width, (y + 1) * image.width).some((value) => value < 128);
    const rows = Array.from({ length: image.height }, (_, y) => y).filter(dark);
    const [upper, lower] = [rows.slice(0, 12), rows.slice(12)];
    const left = image.data.subarray(upper[0]! * image.width).findIndex((value) => value < 128);
    expect(restored([left, upper[0]!, left + 180, upper.at(-1)! + 1])).toEqual([200, 40, 380, 52]);
    expect(restored([left + 10, lower[0]!, left + 100, lower.at(-1)! + 1])).toEqual([210, 850, 300, 862]);
  });

  it('keeps boxes inside their stretch, and has nothing of a blank page', () => {
    const page = paper(200, 600);
    ink(page, 40, 300, 100, 310);
    const { image, restored } = withoutBlanks(page, 32)!;
    expect(restored([0, -10, image.width + 50, image.height + 50])).toEqual([24, 284, 170, 326]);
    expect(withoutBlanks(paper(100, 100), 32)).toBeNull();
  });
});
