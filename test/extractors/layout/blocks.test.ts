import { expect, it } from 'vitest';
import { blocksOf } from '../../../extractors/layout/blocks.js';
import { lineAt, pageOf, tableFrom } from './drawn.js';

it('lines and tables follow each other down the page and over the pages, running lines left out', () => {
  const pages = [
    pageOf(1, {
      header: [lineAt(30, [50, '页眉'])],
      lines: [lineAt(60, [50, '前']), lineAt(300, [50, '后'])],
      tables: [tableFrom(1, 200, [['表乙', '']]), tableFrom(1, 100, [['表甲', '']])],
    }),
    pageOf(2, { lines: [lineAt(60, [50, '次页'])] }),
  ];
  const names = blocksOf(pages).map((block) => (block.kind === 'line' ? block.line.text : block.table.cells[0]!.lines[0]!.text));
  expect(names).toEqual(['前', '表甲', '表乙', '后', '次页']);
});
