import type { Star } from '../../../model/index.js';
import { STAR_NAMES } from '../../words/terms.js';
import { defineArchiveRule, fail, open } from '../rule.js';
import { scopesApart } from '../timeline.js';

/** How many levels between two audits are worth a look. */
const JUMP = 2;

export const starJump = defineArchiveRule({
  id: 'archive/star-jump',
  severity: 'warning',
  title: { zh: '星级跳变', en: 'A jump in stars' },
  description: {
    zh: '同一组织相邻两次审查的评分结果不应相差两级以上（不达标、达标、三星、四星、五星）。一份报告内星级自相矛盾的不比较；两次范围毫无共同之处、或有日期或类型未读出的报告夹在其间的可能时，请人工核实。',
    en: 'The results of two consecutive audits of an organization do not lie two levels apart (not qualified, qualified, three, four, five stars). A report that contradicts itself on its star is not compared; where the scopes have nothing in common, or a report without a readable date or type may lie between, a person has to look.',
  },
  reads: ['result.star?', 'conclusion.scope.star?', 'basic.audit.start?', 'basic.audit.end?', 'basic.organization?'],
  messages: {
    jump: {
      zh: '本次评分结果为{{star}}，上一次审查（{{date}}）为{{other}}：相邻两次相差 {{levels}} 级。',
      en: 'The result is {{star}}; that of the audit before ({{date}}) was {{other}}: {{levels}} levels apart.',
    },
  },
  *check({ subject, timeline }) {
    const previous = timeline?.before.at(-1);
    const [star, other] = [subject.facts.star, previous?.facts.star ?? null];
    if (!timeline || !previous || star === null || other === null) return;
    const order: Star[] = [...timeline.scheme.stars.map((one) => one.star), 'fail'];
    const levels = Math.abs(order.indexOf(star.value) - order.indexOf(other.value));
    if (levels < JUMP) return;
    const date = previous.facts.audit!.end.value;
    const fields = ['basic.organization', 'basic.audit'];
    yield (timeline.gaps || scopesApart(subject, previous) ? open : fail)('jump', {
      other: previous,
      at: star.path,
      related: [{ path: other.path, note: { zh: `${date} 的结果`, en: `the result of ${date}` } }],
      identity: [star.value, other.value, date],
      data: { reported: star.value, other: other.value, levels },
      words: { star: STAR_NAMES[star.value], other: STAR_NAMES[other.value], date },
      rests: { here: [star.path, ...fields], there: [other.path, ...fields] },
    });
  },
});
