import { describe, expect, it } from 'vitest';
import { DOUBT_THRESHOLD, type Box } from '../../../model/index.js';
import { linesOf } from '../../../extractors/layout/lines.js';
import type { Glyph } from '../../../extractors/pdf/content.js';
import { alone, type AgreedCharacter } from '../../../extractors/scan/agree.js';
import { noteSeals, withoutSealInk } from '../../../extractors/scan/seal-ink.js';
import { read } from './ink-on-paper.js';

const SEAL: Box = [95, 80, 200, 140];

/** Characters of ten points side by side, read with one confidence; a space is typed. */
function word(text: string, x: number, confidence: number, y = 110): Glyph[] {
  return Array.from(text, (letter, at): Glyph => {
    const glyph = { text: letter, unicode: letter, code: 0, font: '', x0: x + at * 10, x1: x + at * 10 + 10, y, size: 10 };
    return letter === ' ' ? glyph : { ...glyph, read: { confidence, readers: ['paddle'], others: [] } };
  });
}

const texts = (glyphs: readonly Glyph[]): string => glyphs.map(({ text }) => (text === '' ? '_' : text)).join('');

it.each([
  ['a word nobody is sure of, on a seal, goes', [word('合格', 40, 0.99), word('丿八', 110, 0.4)], '合格_'],
  ['a sure word on a seal stays', [word('合格', 40, 0.99), word('公章', 110, 0.95)], '合格公章'],
  ['a word with one sure character stays', [[...word('公', 110, 0.3), ...word('章', 120, 0.9), ...word('丿', 130, 0.3)]], '公章丿'],
  ['an unsure word beside the seal stays', [word('合格', 40, 0.4)], '合格'],
  ['an unsure word that only begins on the seal stays', [word('合格合格', 180, 0.4)], '合格合格'],
  ['an unsure word above the seal stays', [word('合格', 110, 0.4, 70)], '合格'],
  ['words are parted by wide blanks only', [word('合', 110, 0.4), word('格', 125, 0.95)], '合格'],
  ['one beside a wide blank goes, the other stays', [word('合', 110, 0.4), word('格', 135, 0.95)], '_格'],
  ['a space in a word counts for nothing', [word('丿 八', 110, 0.4)], '_'],
])('%s', (_, words, expected) => {
  expect(texts(withoutSealInk(words.flat(), [[400, 400, 500, 500], SEAL]))).toBe(expected);
});

it('leaves a doubtful place in the line, as wide as what stood there', () => {
  const left = withoutSealInk([...word('合格', 40, 0.99), ...word('丿八', 110, 0.4)], [SEAL]);
  expect(left.at(-1)).toMatchObject({ x0: 110, x1: 130, text: '' });
  const [line] = linesOf(left, 1);
  expect(line).toMatchObject({ text: '合格', doubts: [{ from: 2, to: 2 }] });
  expect(line!.doubts![0]!.confidence).toBeLessThan(DOUBT_THRESHOLD);
});

it('keeps a stroke both readers see', () => {
  const [stroke] = word('1', 110, 0.6);
  const read = { confidence: 0.6, readers: ['paddle', 'tesseract'] as const, others: [{ reader: 'tesseract' as const, text: '1' }] };
  expect(texts(withoutSealInk([{ ...stroke!, read: { ...read, readers: [...read.readers] } }], [SEAL]))).toBe('1');
  expect(
    texts(
      withoutSealInk([{ ...stroke!, read: { ...read, readers: [...read.readers], others: [{ reader: 'tesseract', text: 'l' }] } }], [SEAL]),
    ),
  ).toBe('_');
});

it('changes nothing without seals, and nothing that is born digital', () => {
  const printed = [...word('合格', 40, 0.2), ...word('丿八', 110, 0.2)];
  expect(withoutSealInk(printed, [])).toEqual(printed);
  const digital = word('合格', 110, 1);
  for (const glyph of digital) delete glyph.read;
  expect(withoutSealInk(digital, [SEAL])).toEqual(digital);
  expect(withoutSealInk([], [SEAL])).toEqual([]);
});

describe('characters under a seal', () => {
  const characters = (): AgreedCharacter[] => alone(read('得分38.5分', 0.99), 'paddle');

  it('are no surer than one reader can be, and those beside it as sure as they were', () => {
    const [line, before] = [characters(), characters()];
    // The line runs from 100 to 170: the figure stands on 120 to 160.
    noteSeals(line, [100, 90, 170, 104], [[0, 300, 500, 400], [118, 60, 162, 130]]); // prettier-ignore
    expect(line.map(({ sealed }) => sealed === true)).toEqual([false, false, true, true, true, true, false]);
    line.forEach((character, at) => {
      if (character.sealed) expect(character.confidence).toBeLessThan(DOUBT_THRESHOLD);
      else expect(character).toEqual(before[at]);
    });
  });

  it('are none where the seal lies above or below the line, or there is no seal', () => {
    const line = characters();
    noteSeals(line, [100, 90, 170, 104], [[90, 20, 180, 90], [90, 110, 180, 150]]); // prettier-ignore
    noteSeals(line, [100, 90, 170, 104], []);
    expect(line).toEqual(characters());
  });

  it('keep the confidence they have when it is lower still', () => {
    const line = alone(read('3', 0.5), 'paddle');
    const [{ confidence }] = line as [AgreedCharacter];
    noteSeals(line, [100, 90, 110, 104], [SEAL]);
    expect(line[0]!.confidence).toBe(confidence);
  });
});

it('a single stroke by itself under a seal is never sure, nor what was read there only at second sight', () => {
  const box: Box = [110, 100, 120, 112];
  const lone = alone(read('1', 1), 'paddle');
  noteSeals(lone, box, [SEAL]);
  const digits: AgreedCharacter[] = alone(read('11', 1), 'paddle');
  digits[1]!.inserted = true;
  noteSeals(digits, box, [SEAL]);
  expect([lone[0]!.ceiling, digits[0]!.ceiling, digits[1]!.ceiling].map((ceiling) => (ceiling ?? 1) < DOUBT_THRESHOLD)).toEqual([
    true,
    false,
    true,
  ]);
});
