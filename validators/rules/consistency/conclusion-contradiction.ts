import { defineRule, fail, open } from '../../rule.js';
import { asksForConclusion, questions } from '../../words/choices.js';
import { listed, RECOMMENDATION_NAMES, VERDICT_NAMES } from '../../words/terms.js';

export const conclusionContradiction = defineRule({
  id: 'consistency/conclusion-contradiction',
  severity: 'error',
  title: { zh: '评价结论自相矛盾', en: 'The conclusion contradicts itself' },
  description: {
    zh: '“符合”和“不满足”两种结论应勾选且只勾选一种，推荐意见只应勾选在所取结论之下。选择框看不清时请看原件。',
    en: 'Exactly one of the two conclusions is ticked, and recommendations are ticked only below it. Where boxes cannot be told, a person has to look.',
  },
  reads: ['conclusion.ticked', 'conclusion.tickedRecommendations?', 'observed.choices?'],
  absence: ['none'],
  messages: {
    both: {
      zh: '评价结论中“符合”与“不满足”两项都勾选了，只应勾选一项。',
      en: 'Both conclusions are ticked, that the requirements are met and that they are not; one should be.',
    },
    none: {
      zh: '评价结论中“符合”与“不满足”两项都没有勾选，应勾选一项。',
      en: 'Neither conclusion is ticked, that the requirements are met or that they are not; one should be.',
    },
    other: {
      zh: '评价结论取的是“{{taken}}”，而另一结论之下也勾选了{{recommendations}}。',
      en: 'The conclusion taken is "{{taken}}", but below the other one {{recommendations}} is ticked as well.',
    },
  },
  *check({ report: { conclusion, observed } }) {
    const at = 'conclusion.outcome';
    const ticked = [...new Set(conclusion.ticked ?? [])];
    const [taken] = ticked;
    if (ticked.length > 1) {
      yield fail('both', { at, data: { reported: ticked }, basis: ['conclusion.ticked'] });
      return;
    }
    if (taken === undefined) {
      const question = questions(observed.choices).find(({ field }) => asksForConclusion(field));
      const seen = question === undefined || (question.marks && !question.unsure);
      yield (seen ? fail : open)('none', { at, data: { reported: [] }, basis: ['conclusion.ticked'] });
      return;
    }
    const others = (conclusion.tickedRecommendations ?? []).flatMap(({ under, value }, index) =>
      under === taken ? [] : [{ value, index }],
    );
    if (others.length === 0) return;
    yield fail('other', {
      at: `conclusion.tickedRecommendations[${others[0]!.index}].value`,
      related: [{ path: at, note: { zh: '所取的结论', en: 'the conclusion taken' } }],
      data: { taken, reported: others.map(({ value }) => value) },
      words: {
        taken: VERDICT_NAMES[taken],
        recommendations: listed(
          others.map(({ value }) => {
            const { zh, en } = RECOMMENDATION_NAMES[value];
            return taken === 'meets' ? { zh: `不${zh}`, en: `not ${en}` } : { zh, en };
          }),
        ),
      },
      basis: ['conclusion.ticked'],
    });
  },
});
