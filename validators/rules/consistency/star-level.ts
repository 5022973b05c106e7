import { defineRule, fail } from '../../rule.js';
import type { Star } from '../../../model/index.js';
import { fieldName } from '../../words/fields.js';
import { STAR_NAMES } from '../../words/terms.js';

export const starLevel = defineRule({
  id: 'consistency/star-level',
  severity: 'error',
  title: { zh: '星级前后不一', en: 'Star levels differ' },
  description: {
    zh: '1.9 审查范围、评分结果和推荐范围中的星级应相同。评分结果的星级与得分不符时，由 score/star-threshold-mismatch 说明，不再以它比较；未通过的审查不比较申请的星级。',
    en: 'The star is the same in 1.9, in the result and in the recommended scope. A result whose star its score does not earn is stated by score/star-threshold-mismatch and not compared; nor is the star applied for in an audit that was not passed.',
  },
  reads: ['basic.scope.star~', 'result.star~', 'conclusion.scope.star~', 'conclusion.outcome?'],
  after: ['score/star-threshold-mismatch', 'score/rating-despite-failing'],
  messages: {
    differs: {
      zh: '{{field}}为{{star}}，{{otherField}}为{{otherStar}}；同一份报告的星级应相同。',
      en: 'The {{field}} is {{star}}, but the {{otherField}} is {{otherStar}}; one report has one star level.',
    },
  },
  *check({ report: { basic, result, conclusion }, stated }) {
    if (result.star === 'fail' || conclusion.outcome === 'fails' || stated('score/rating-despite-failing')) return;
    const places: { path: string; star: Star }[] = [
      { path: 'result.star', star: stated('score/star-threshold-mismatch') ? null : result.star },
      { path: 'conclusion.scope.star', star: conclusion.scope.star },
      { path: 'basic.scope.star', star: basic.scope.star },
    ].flatMap(({ path, star }) => (star === null ? [] : [{ path, star }]));
    const count = (star: Star): number => places.filter((place) => place.star === star).length;
    // The result earned its star, so it is the measure; without it what most places say.
    const model = places.find(({ path }) => path === 'result.star') ?? [...places].sort((a, b) => count(b.star) - count(a.star))[0];
    const odd = places.find(({ star }) => star !== model?.star);
    if (model === undefined || odd === undefined) return;
    yield fail('differs', {
      at: odd.path,
      related: places
        .filter(({ path }) => path !== odd.path)
        .map(({ path, star }) => ({ path, note: { zh: `此处为${STAR_NAMES[star].zh}`, en: `${STAR_NAMES[star].en} here` } })),
      data: { reported: odd.star, computed: model.star },
      words: {
        field: fieldName(odd.path),
        star: STAR_NAMES[odd.star],
        otherField: fieldName(model.path),
        otherStar: STAR_NAMES[model.star],
      },
      basis: [],
    });
  },
});
