import type { AuditReport, Star } from '../../model/index.js';
import { cleanReport } from './clean-report.js';

/** Faultless reports that differ in how their score is made up. Every call gives fresh copies. */
export const SCORE_VARIANTS: Readonly<Record<string, () => AuditReport>> = {
  plain: cleanReport,
  'with a deletion': () => {
    const report = cleanReport();
    Object.assign(row(report, '废弃商品回收'), { score: null, deleted: true });
    return figures(report, { totalMax: 98, total: 93.5, formulaResult: 95.41 });
  },
  'with a deletion, rounded to one decimal, the group reduced': () => {
    const report = SCORE_VARIANTS['with a deletion']!();
    report.score.groups![1]!.max = 33;
    return figures(report, { formulaResult: 95.4 });
  },
  'with a deletion, cut off instead of rounded': () => {
    const report = SCORE_VARIANTS['with a deletion']!();
    row(report, '顾客关系').score = 14.5;
    return figures(report, { total: 93, formulaResult: 94.89 }, 'four-star');
  },
  'with a deletion, the total row normalised': () => {
    const report = SCORE_VARIANTS['with a deletion']!();
    Object.assign(row(report, '废弃商品回收'), { max: null });
    return report;
  },
  'with subtotals': () => {
    const report = cleanReport();
    for (const [index, subtotal] of [39, 31.5, 25].entries()) report.score.groups![index]!.subtotal = subtotal;
    return report;
  },
  'with a bonus counted in': () => {
    const report = cleanReport();
    report.score.specialBonus = 1;
    return figures(report, { total: 96.5, formulaResult: 96.5 });
  },
  'with a deduction counted only in the result': () => {
    const report = cleanReport();
    row(report, '质量保证').score = 7;
    report.score.specialDeduction = 1;
    return figures(report, { total: 97.5, formulaResult: 97.5 }, 'five-star', 96.5);
  },
  'with a deduction and a deletion, counted before normalising': () => {
    const report = SCORE_VARIANTS['with a deletion']!();
    report.score.specialDeduction = 1;
    return figures(report, { total: 92.5, formulaResult: 94.39 }, 'four-star');
  },
  'with a deduction and a deletion, counted after normalising': () => {
    const report = SCORE_VARIANTS['with a deletion']!();
    report.score.specialDeduction = 1;
    return figures(report, { total: 93.5, formulaResult: 94.41 }, 'four-star');
  },
  'with a bonus on full marks, capped': () => {
    const report = cleanReport();
    for (const name of ['资源配置', '技术支持', '质量保证']) row(report, name).score = row(report, name).max;
    report.score.specialBonus = 1;
    return figures(report, { total: 100, formulaResult: 100 });
  },
  'not passed': () => {
    const report = cleanReport();
    Object.assign(row(report, '顾客关系'), { score: 0 });
    Object.assign(row(report, '维修'), { score: 0 });
    Object.assign(row(report, '投诉处理'), { score: 0 });
    report.conclusion = {
      ...report.conclusion,
      outcome: 'fails',
      ticked: ['fails'],
      tickedRecommendations: [{ under: 'fails', value: 'initial' }],
    };
    for (const { field, options } of report.observed.choices)
      if (field === 'conclusion.outcome') for (const option of options) option.state = option.value === 'fails' ? 'ticked' : 'empty';
    return figures(report, { total: 60.5, formulaResult: 60.5 }, 'fail');
  },
};

/** The row of an indicator. */
export function row(report: AuditReport, name: string): NonNullable<AuditReport['score']['groups']>[number]['indicators'][number] {
  const found = report.score.groups?.flatMap(({ indicators }) => indicators).find((one) => one.name === name);
  if (!found) throw new Error(`no row ${name}`);
  return found;
}

/** Takes a row out of the table. */
export function takeOut(report: AuditReport, name: string): void {
  for (const group of report.score.groups ?? []) group.indicators = group.indicators.filter((one) => one.name !== name);
}

/** Prints figures; the result repeats the formula's unless given, the star stands everywhere. */
export function figures(report: AuditReport, changed: Partial<AuditReport['score']>, star?: Star, result?: number): AuditReport {
  Object.assign(report.score, changed);
  report.result.score = result ?? report.score.formulaResult;
  if (star) everyStar(report, star);
  return report;
}

export function everyStar(report: AuditReport, star: Star): void {
  report.result.star = star;
  report.basic.scope.star = star;
  report.conclusion.scope.star = star;
}
