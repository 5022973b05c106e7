import { expect, it } from 'vitest';
import { placeMarks } from '../../../extractors/ocr/mark-places.js';

it('places a mark on its ink, and only where that is plain', () => {
  const image = { width: 100, height: 20, data: new Uint8Array(2000).fill(255) };
  for (const [from, to] of [
    [2, 18],
    [24, 27],
    [42, 58],
    [64, 67],
    [72, 75],
    [80, 98],
  ] as const)
    image.data.fill(0, 1000 + from, 1000 + to);
  const character = (text: string, from: number, to: number) => ({ text, score: 1, from, to, others: [] });
  const line = [
    character('甲', 0, 0.2),
    character('，', 0.2, 0.4),
    character('乙', 0.4, 0.6),
    character('：', 0.6, 0.8),
    character('丙', 0.8, 1),
  ];
  const placed = placeMarks(line, image);
  expect(placed[1]).toMatchObject({ text: '，', from: 0.24, to: 0.27 });
  expect(placed.filter((_, i) => i !== 1)).toEqual(line.filter((_, i) => i !== 1));
});
