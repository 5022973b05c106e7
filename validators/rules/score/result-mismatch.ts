import { defineRule, fail, NOT_APPLICABLE, open } from '../../rule.js';
import { printedAt, specialCells, SPECIAL_ITEM_RULES } from '../../score-cells.js';
import { Decimal, exactly } from '../../scoring/interval.js';
import { mayBe } from '../../scoring/printed.js';
import { scoreReadings, totalReadings } from '../../scoring/readings.js';
import { scoreParts } from '../../scoring/report-score.js';
import { starFor } from '../../scoring/stars.js';
import { STAR_NAMES } from '../../words/terms.js';

/**
 * The result sentence repeats the formula's figure, or the table's total. It may round it, but not over the bound of a star
 * that it then awards.
 */
export const resultMismatch = defineRule({
  id: 'score/result-mismatch',
  severity: 'error',
  title: { zh: '评分结果与公式、总计均不符', en: 'The result is neither the formula’s figure nor the total' },
  description: {
    zh: '“评分结果为…分”应与评价实得分数或总计一致；特别加减分项在此计入、按公式重算相符或只是约数，均可。但约算后跨过星级界限并据此评星的，判为不符。',
    en: "The score in the result sentence must be the formula's figure or the total. It may count the special items in, agree with the recomputed formula, or be rounded, but not rounded over the bound of a star that is then awarded.",
  },
  clause: '审查报告 2 评分结果 3)',
  usesScheme: true,
  reads: [
    'result.score',
    'score.formulaResult~',
    'score.total~',
    'score.groups?',
    'score.specialDeduction?',
    'score.specialBonus?',
    'result.star?',
  ],
  after: ['score/subtotal-mismatch', 'score/total-mismatch', 'score/formula-mismatch', ...SPECIAL_ITEM_RULES],
  messages: {
    mismatch: {
      zh: '评分结果印为 {{reported}} 分，但{{others}}。',
      en: 'The result is printed as {{reported}}, but {{others}}.',
    },
    roundedUp: {
      zh: '评分结果印为 {{reported}} 分并评为{{star}}，但{{others}}，只够{{lower}}。',
      en: 'The result is printed as {{reported}} with {{star}}, but {{others}}, which earns only: {{lower}}.',
    },
  },
  *check(context) {
    const { report, scheme, stated } = context;
    const { formulaResult, total, groups } = report.score;
    if (formulaResult === null && total === null) {
      yield NOT_APPLICABLE;
      return;
    }
    const printed = printedAt(context, 'result.score', report.result.score!);
    const parts = scoreParts(report, scheme, specialCells(context));
    const overFull = (parts.points[0]?.eq(parts.full) ?? true) || groups === null;
    const allRead = (groups ?? []).every(({ indicators }) => indicators.every(({ score, deleted }) => deleted || score !== null));
    const known = [total, formulaResult].filter((one) => one !== null);
    if (known.some((one) => printed.value.eq(one))) return;

    const wrongAbove = ['score/subtotal-mismatch', 'score/total-mismatch', 'score/formula-mismatch'].some((id) => stated(id));
    const values = [
      ...(formulaResult === null ? [] : [{ value: exactly(formulaResult), points: parts.points[0] ?? parts.full }]),
      ...(allRead && groups !== null ? scoreReadings(parts) : []),
      // Figures already found wrong may carry on with the special items; unread cells leave that open too.
      ...(wrongAbove || !allRead ? known.flatMap((one) => totalReadings({ ...parts, sums: [exactly(one)], points: [parts.full] })) : []),
    ];
    const earned = starFor(scheme, printed.value);
    const near = values.filter(({ value, points }) => mayBe(printed, value, points === null ? 'exact' : overFull ? 'full' : 'quotient'));
    const honest = near.some(({ value }) => starFor(scheme, value.low) === earned || report.result.star !== earned);
    const formulaRounded =
      !overFull &&
      formulaResult !== null &&
      mayBe(printedAt(context, 'score.formulaResult', formulaResult), exactly(printed.value), 'quotient');
    if (honest || (formulaRounded && starFor(scheme, formulaResult) === earned)) return;

    const others = [
      ...(formulaResult === null
        ? []
        : [{ path: 'score.formulaResult', zh: `评价实得分数为 ${formulaResult} 分`, en: `the formula gives ${formulaResult}` }]),
      ...(total === null ? [] : [{ path: 'score.total', zh: `总计为 ${total} 分`, en: `the total is ${total}` }]),
    ];
    const computed = new Decimal(formulaResult ?? known[0]!);
    const unread = formulaResult === null && context.printed('score.formulaResult')?.trim() !== '';
    yield (unread ? open : fail)(near.length > 0 ? 'roundedUp' : 'mismatch', {
      at: 'result.score',
      related: others.map(({ path, zh, en }) => ({ path, note: { zh, en } })),
      data: { reported: printed.value.toNumber(), computed: computed.toNumber() },
      words: {
        others: { zh: others.map(({ zh }) => zh).join('，'), en: others.map(({ en }) => en).join(' and ') },
        star: STAR_NAMES[earned],
        lower: STAR_NAMES[starFor(scheme, near[0]?.value.low ?? computed)],
      },
      basis: ['score.specialDeduction', 'score.specialBonus'],
    });
  },
});
