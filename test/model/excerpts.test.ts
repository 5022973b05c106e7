import { describe, expect, it } from 'vitest';
import { excerpts } from '../../model/index.js';

const LONG = '甲乙丙丁戊己庚辛壬癸'.repeat(10);

describe('texts as a sentence quotes them', () => {
  it('short ones whole, as they are', () => {
    expect(excerpts(['95.5', ' 96.5 '])).toEqual(['95.5', ' 96.5 ']);
    expect(excerpts([])).toEqual([]);
  });
  it('long ones that differ by the stretch in which they do', () => {
    const other = `${LONG.slice(0, 50)}子${LONG.slice(51)}`;
    expect(excerpts([LONG, other, LONG])).toEqual([
      '…丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬…',
      '…丙丁戊己庚辛壬癸子乙丙丁戊己庚辛壬…',
      '…丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬…',
    ]);
  });
  it('with a difference at either end', () => {
    expect(excerpts([LONG, `子${LONG}`])).toEqual(['甲乙丙丁戊己庚辛…', '子甲乙丙丁戊己庚辛…']);
    expect(excerpts([LONG, `${LONG}子`])).toEqual(['…丙丁戊己庚辛壬癸', '…丙丁戊己庚辛壬癸子']);
  });
  it('of a piece that only one has, no more than fits a line', () => {
    const [without, added] = excerpts([LONG, LONG.slice(0, 20) + '子'.repeat(200) + LONG.slice(20)]);
    expect(without).toBe('…丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛…');
    expect(added!.length).toBeLessThan(65);
  });
  it('one alone by its beginning and end, cut between characters', () => {
    expect(excerpts([`𠀀${LONG}𠀁`])[0]).toBe(`𠀀${LONG.slice(0, 39)}…${LONG.slice(-7)}𠀁`);
  });
});
