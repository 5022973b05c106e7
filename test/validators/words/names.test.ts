import { describe, expect, it } from 'vitest';
import { nameVariant } from '../../../validators/words/names.js';

describe('nameVariant', () => {
  it.each([
    ['祝伟', '祝炜', 'same-sound'],
    ['顾青禾', '顾青和', 'same-sound'],
    ['顾青长', '顾青章', 'same-sound'],
    ['陆知远', '陆知达', 'look-alike'],
    ['闻人敏之', '闻人敏芝', 'same-sound'],
    ['祝晓林', '祝晓玲', 'near-sound'],
  ])('%s and %s: %s', (first, second, likeness) => {
    expect(nameVariant(first, second)?.likeness).toBe(likeness);
    expect(nameVariant(second, first)?.likeness).toBe(likeness);
  });
  it.each([
    ['equal names', '祝伟', '祝 伟'],
    ['another surname', '祝伟', '朱伟'],
    ['another length', '祝伟', '祝小伟'],
    ['two characters', '顾青禾', '顾清荷'],
    ['characters unlike in sound and shape', '顾青禾', '顾青松'],
    ['a near sound in a short name', '祝林', '祝玲'],
    ['Latin letters', 'Li A', 'Li B'],
  ])('not for %s', (_, first, second) => {
    expect(nameVariant(first, second)).toBeNull();
  });
});
