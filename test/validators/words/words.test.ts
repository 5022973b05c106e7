import { describe, expect, it } from 'vitest';
import { questions } from '../../../validators/words/choices.js';
import { fieldName } from '../../../validators/words/fields.js';
import { pageGap } from '../../../validators/words/page-numbers.js';
import { teamRole } from '../../../validators/words/roles.js';
import { optionName } from '../../../validators/words/terms.js';

describe('questions', () => {
  it('takes boxes of one field in several places as one question', () => {
    const options = (...states: ('ticked' | 'empty' | 'unknown')[]) => states.map((state, index) => ({ value: `v${index}`, state }));
    expect(
      questions([
        { field: 'a', marks: true, options: options('empty', 'empty') },
        { field: 'b', marks: false, options: options('unknown', 'unknown') },
        { field: 'a', marks: true, options: options('ticked', 'empty') },
      ]),
    ).toEqual([
      { field: 'a', marks: true, ticked: ['v0'], values: ['v0', 'v1'], unsure: false },
      { field: 'b', marks: false, ticked: [], values: ['v0', 'v1'], unsure: true },
    ]);
  });
});

describe('teamRole', () => {
  it.each([
    ['组长', 'leader'],
    ['审核组长', 'leader'],
    ['审查组组长', 'leader'],
    ['组长/审查员', 'leader'],
    ['副组长', 'member'],
    ['组员', 'member'],
    ['实习组长', 'member'],
    ['技术专家', 'expert'],
    ['观察员', 'expert'],
    ['主任', 'unknown'],
  ])('%s: %s', (role, expected) => {
    expect(teamRole(role)).toBe(expected);
  });
});

describe('fieldName', () => {
  it('counts rows from 1 and falls back to the path', () => {
    expect(fieldName('basic.auditors[1].phone').zh).toContain('第 2 行');
    expect(fieldName('internalEvaluation.people[1]').zh).toBe('内部评价人员');
    expect(fieldName('x.y').zh).toBe('x.y');
  });
});

describe('optionName', () => {
  it('says what the box says', () => {
    expect(optionName('basic.mysteryVisit', 'none').zh).toBe('不需要');
    expect(optionName('basic.risks', 'none').zh).toBe('无');
    expect(optionName('conclusion.recommendation', 'initial').zh).toBe('推荐认证注册资格');
    expect(optionName('cover.auditType', 'initial').zh).toBe('初次认证');
    expect(optionName('cover.auditType', 'x').zh).toBe('x');
  });
});

describe('pageGap', () => {
  const pages = (...printed: number[]) => printed.map((number, index) => ({ page: index + 1, printed: number, total: null }));
  it('finds the first gap only', () => {
    expect(pageGap({ pageCount: 4, pageNumbers: pages(1, 2, 5, 9) })).toEqual({ kind: 'gap', index: 2, missing: [3, 4] });
  });
  it('does not miss a page for one number out of line', () => {
    expect(pageGap({ pageCount: 5, pageNumbers: pages(1, 2, 8, 4, 5) })).toBeNull();
  });
  it('takes the same number on every page for no count', () => {
    expect(pageGap({ pageCount: 3, pageNumbers: pages(1, 1, 1) })).toBeNull();
  });
});
