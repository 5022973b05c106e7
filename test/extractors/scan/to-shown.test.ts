import { expect, it } from 'vitest';
import type { Page, Provenance, TextLine } from '../../../model/index.js';
import { toShown } from '../../../extractors/scan/to-shown.js';
import { pageOf } from '../layout/drawn.js';

/** Stood on its head: (x, y) -> (100 - x, 200 - y). */
const TURNED = { map: [-1, 0, 100, 0, -1, 200, 0, 0, 1], width: 101, height: 202 };

const line: TextLine = {
  page: 2,
  box: [10, 20, 30, 32],
  text: '甲乙',
  spans: [10, 20, 20, 30],
  size: 10,
  confidence: 1,
  readers: ['paddle'],
};

const page = (number: number, content: Partial<Page>): Page => pageOf(number, { width: 100, height: 200, source: 'scan', ...content });

it('moves every box of a turned page to where it stands on paper, and those of other pages nowhere', () => {
  const tick = { page: 2, box: [1, 2, 3, 4] as [number, number, number, number], state: 'ticked' as const, kind: 'pixel' as const };
  const pages = [page(1, { lines: [{ ...line, page: 1 }] }), page(2, { toShown: TURNED, lines: [line], ticks: [tick], footer: [line] })];
  const provenance: Provenance = {
    'cover.title': {
      page: 2,
      box: [10, 20, 30, 32],
      text: '甲乙',
      confidence: 1,
      readers: ['paddle'],
      more: [{ page: 1, box: [1, 2, 3, 4] }],
    },
    'cover.phone': { page: 1, box: [1, 2, 3, 4], text: '1', confidence: null, readers: ['text'] },
  };
  const moved = toShown({ pages, provenance });
  expect(moved.pages[0]!.lines[0]!.box).toEqual([10, 20, 30, 32]);
  expect(moved.pages[1]!.lines[0]!.box).toEqual([70, 168, 90, 180]);
  expect(moved.pages[1]!.ticks[0]!.box).toEqual([97, 196, 99, 198]);
  expect(moved.pages[1]!.footer[0]!.box).toEqual([70, 168, 90, 180]);
  expect(moved.pages[1]).toMatchObject({ width: 101, height: 202 });
  expect(moved.pages[1]!.toShown).toBeUndefined();
  expect(moved.provenance['cover.title']).toMatchObject({ box: [70, 168, 90, 180], more: [{ page: 1, box: [1, 2, 3, 4] }] });
  expect(moved.provenance['cover.phone']!.box).toEqual([1, 2, 3, 4]);
});
