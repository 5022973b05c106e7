import { describe, expect, it } from 'vitest';
import { DOUBT_THRESHOLD } from '../../../model/index.js';
import { alone, compare } from '../../../extractors/scan/agree.js';
import { letterFor } from '../../../extractors/scan/likeness.js';
import { read, textOf } from './ink-on-paper.js';

describe('letters and digits of one shape', () => {
  it.each([
    ['mai1.example', 3, '1', 'l'],
    ['qua1ity', 3, 'l', 'l'],
    ['c0mpany', 1, '0', 'o'],
    ['qua1@', 3, 'l', 'l'],
    ['qua1@', 3, '1', null],
    ['mail.example', 3, '1', null],
    ['2o19', 1, '0', null],
    ['N21F', 2, '1', null],
    ['sales12', 5, '1', null],
    ['officel02', 6, 'l', 'l'],
  ])('%s at %i, seen as %s: %s', (text, index, seen, expected) => {
    expect(letterFor(read(text), index, seen)).toBe(expected);
  });

  it('are never sure', () => {
    const agreed = compare(alone(read('sales@mai1.example.cn', 1), 'paddle'), read('sales@mai1.example.cn', 1), 'tesseract', 'figure');
    expect(textOf(agreed)).toBe('sales@mail.example.cn');
    expect(agreed[9]!.confidence).toBeLessThan(DOUBT_THRESHOLD);
    expect(agreed[9]!.second).toBe('1');
  });
});
