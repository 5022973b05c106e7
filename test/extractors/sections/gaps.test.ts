import { describe, expect, it } from 'vitest';
import { readReport, type ReadReport } from '../../../extractors/sections/index.js';
import { WORDED_FORM } from './forms.js';
import { paper } from './paper.js';

const read = (form: string): ReadReport => readReport(paper(form));
const ALL = ['cover', 'basic', 'result', 'narrative', 'suggestions', 'conclusion'];
const idsOf = ({ sections }: ReadReport): string[] => sections.map(({ id }) => id);
const whole = read(WORDED_FORM).report;

describe('a heading in unknown words', () => {
  it('is the section whose number it has, set and numbered like the others', () => {
    const result = read(WORDED_FORM.replace('第三章 评价综述', '第三章 走访纪要'));
    expect(idsOf(result)).toEqual(ALL);
    expect(result.report.narrative).toEqual(whole.narrative);
    expect(result.report.observed).toMatchObject({ sections: ALL, unplacedHeadings: [] });
    expect(result.issues).toEqual([]);
  });

  it('is none when smaller than the others, with another number, or an item of a list', () => {
    for (const line of ['第三章 走访纪要', '# 第七章 走访纪要', '# 三、走访纪要'])
      expect(idsOf(read(WORDED_FORM.replace('# 第三章 评价综述', line)))).not.toContain('narrative');
    const listed = read(WORDED_FORM.replace('# 第三章 评价综述', '# 第二章 甲\n# 第三章 乙'));
    expect(idsOf(listed)).not.toContain('narrative');
  });

  it('is told of when it heads no section', () => {
    const { report, provenance } = read(WORDED_FORM.replace('# 第三章 评价综述', '# 第七章 走访纪要'));
    expect(report.observed.unplacedHeadings).toEqual([{ within: 'result', text: '第七章 走访纪要' }]);
    expect(provenance['observed.unplacedHeadings[0]']).toMatchObject({ page: 2, text: '第七章 走访纪要' });
    expect(report.observed.headings.map(({ number }) => number)).toEqual([1, 2, 4, 5]);
  });
});

describe('a section without a heading', () => {
  it('is section 1 where its labels stand behind the cover', () => {
    const result = read(WORDED_FORM.replace('# 第一章 受评价组织概况', '').replace('委托方名称：青岛海岚空调工程有限公司', ''));
    expect(idsOf(result)).toEqual(ALL);
    expect(result.report.basic).toEqual(whole.basic);
    expect(result.report.cover.organization).toBeNull();
    expect(result.issues).toEqual([]);
  });

  it('is section 1 on the page of the cover too, from the first label the cover has not', () => {
    const result = read(WORDED_FORM.replace('\f', '').replace('# 第一章 受评价组织概况', ''));
    expect(idsOf(result)).toEqual(ALL);
    expect(result.report.basic.registeredAddress).toBe(whole.basic.registeredAddress);
    expect(result.report.cover.title).toBe(whole.cover.title);
  });

  it('is no section 1 where a few labels of the cover are all there is', () => {
    const form = WORDED_FORM.replace(/# 第一章[^]*?(?=# 第二章)/u, '');
    const result = read(form);
    expect(idsOf(result)).not.toContain('basic');
    expect(result.issues.map(({ message }) => message).join()).toContain('基本信息');
    expect(result.report.cover.organization).toBe(whole.cover.organization);
  });

  it('is the result where the score table stands', () => {
    const result = read(WORDED_FORM.replace('# 第二章 评价打分情况', ''));
    expect(idsOf(result)).toEqual(ALL);
    expect(result.report.score).toEqual(whole.score);
    expect(result.report.result).toEqual(whole.result);
  });

  it('is the conclusion where a certification is recommended in boxes', () => {
    const result = read(WORDED_FORM.replace(/# 第五章[^]*$/u, '☑推荐保持认证 ☐推荐再认证\n推荐范围：中央空调的销售（四星级）'));
    expect(idsOf(result)).toEqual(ALL);
    expect(result.report.conclusion.recommendation).toBe('surveillance');
  });
});

describe('headings without numbers in rows of a table', () => {
  it('begin their sections when merged over the whole row', () => {
    const form = WORDED_FORM.replace('# 第二章 评价打分情况', '| 评价结果 | < | < | < | < | < |')
      .replaceAll(/第[一二三四五]章 /gu, '')
      .replace('三、总结与建议', '总结');
    const result = read(form);
    expect(idsOf(result)).toEqual(ALL);
    expect(result.sections[2]?.heading?.text).toBe('评价结果');
    expect(result.report.score.total).toBe(92.5);
  });
});
