import { describe, expect, it } from 'vitest';
import { markOf } from '../../../extractors/ticks/marks.js';

const mark = (unicode: string, font = 'SimSun', code = 0) => markOf({ text: unicode, unicode, code, font });

describe('glyphs that are marks', () => {
  it.each(['■', '☑', '☒', '▣', '◼'])('%s is a ticked box in any font', (character) => expect(mark(character)).toBe('ticked'));
  it.each(['□', '☐', '◻', '▢'])('%s is an empty box in any font', (character) => expect(mark(character)).toBe('empty'));
  it.each(['√', '✓', '✔'])('%s is a check', (character) => expect(mark(character)).toBe('check'));

  it.each([
    ['Wingdings', '\uF0FE', 'ticked'],
    ['Wingdings', '\uF0FD', 'ticked'],
    ['Wingdings', '\uF078', 'ticked'],
    ['Wingdings', '\uF0A8', 'empty'],
    ['Wingdings', '\uF06F', 'empty'],
    ['Wingdings', '\uF0FC', 'check'],
    ['Wingdings-Regular', 'þ', 'ticked'],
    ['Wingdings', '¨', 'empty'],
    ['Wingdings', 'o', 'empty'],
    ['Wingdings', 'ü', 'check'],
    ['Wingdings 2', '\uF052', 'ticked'],
    ['Wingdings2', 'R', 'ticked'],
    ['Wingdings 2', '\uF0A3', 'empty'],
    ['Wingdings 2', '£', 'empty'],
    ['Wingdings 2', 'S', 'ticked'],
    ['Wingdings 2', 'P', 'check'],
    ['SimSun', '\uF0FE', 'ticked'],
    ['SimSun', '\uF0A8', 'empty'],
    ['Wingdings', '☑', 'ticked'],
  ])('%s %j is %s', (font, character, expected) => expect(mark(character, font)).toBe(expected));

  it('falls back on the code of the font itself when the text layer names nothing of the kind', () => {
    expect(mark('\uFFFD', 'Wingdings', 0xfe)).toBe('ticked');
    expect(mark('\uFFFD', 'Wingdings', 0xa8)).toBe('empty');
  });

  it.each([
    ['SimSun', 'o'],
    ['SimSun', 'R'],
    ['SimSun', '口'],
    ['SimSun', '·'],
    ['Symbol', '\uF0A8'],
    ['Wingdings 3', '\uF0FE'],
    ['Wingdings', '\uF0A7'],
    ['SimSun', '\uF052'],
  ])('%s %j is none', (font, character) => expect(mark(character, font)).toBeNull());
});
