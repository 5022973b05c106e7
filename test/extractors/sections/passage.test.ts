import { describe, expect, it } from 'vitest';
import { blankAt, join, passageOf, piece, readingOf } from '../../../extractors/sections/passage.js';
import { frameOf, paragraphsOf } from '../../../extractors/sections/paragraphs.js';
import { paper, textLine } from './paper.js';

describe('a passage', () => {
  const line = textLine(2, '电话：0551-1234', 100, 50);

  it('boxes just its characters', () => {
    const phone = piece(passageOf(line), 3);
    expect(readingOf(phone)).toEqual({ page: 2, box: [130, 50, 175, 60], text: '0551-1234', confidence: null, readers: ['text'] });
  });

  it('keeps the places of wrapped lines apart', () => {
    const next = textLine(3, ' 转 8 号', 60, 70);
    const reading = readingOf(join([passageOf(line), piece(passageOf(next), 0)]));
    expect(reading).toMatchObject({ page: 2, text: '电话：0551-1234转 8 号', more: [{ page: 3, box: [65, 70, 100, 80] }] });
  });

  it('carries the lowest confidence of its lines', () => {
    const doubtful = { ...textLine(2, '号', 60, 70), confidence: 0.6, readers: ['tesseract' as const] };
    expect(readingOf(join([passageOf(line), passageOf(doubtful)]))).toMatchObject({ confidence: 0.6, readers: ['text', 'tesseract'] });
  });

  it('points at a blank by the label before it', () => {
    expect(blankAt(piece(passageOf(line), 0, 2))).toMatchObject({ text: '', box: [100, 50, 120, 60] });
    expect(readingOf({ text: '', marks: [] })).toBeNull();
  });
});

describe('paragraphs', () => {
  const long =
    '企业自成立以来一直把售后服务当作立足市场的根本，最高管理者亲自分管服务工作，每季度主持一次服务例会，听取意见并布置改进事项。';
  const texts = (source: string): string[] => {
    const lines = paper(source).flatMap((page) => page.lines);
    return paragraphsOf(lines, frameOf(lines), { prose: true }).map(({ text }) => text);
  };

  it('puts wrapped lines together and keeps short lines apart', () => {
    expect(texts(`售前环节\n${long}\n${long}`)).toEqual(['售前环节', long, long]);
  });

  it('goes on over a page break in mid-sentence', () => {
    expect(texts(`${long}\n${long.slice(0, 60)}\f${long.slice(60)}`)).toEqual([long, long]);
  });

  it('begins anew at a list number', () => {
    expect(texts(`1）${long}\n2）${long}`)).toEqual([`1）${long}`, `2）${long}`]);
  });

  it('does not leave a date in two halves', () => {
    expect(texts('覆盖的时期：自体系实施 2024\n年 01 月 01 日至今，' + long)).toHaveLength(1);
  });
});
