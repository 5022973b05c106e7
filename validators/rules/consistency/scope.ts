import type { LocalizedText } from '../../../model/index.js';
import { defineRule, fail, NOT_APPLICABLE } from '../../rule.js';
import { compareScopes, type ScopeDifference } from '../../words/scope.js';
import { listed } from '../../words/terms.js';

export const scopeMismatch = defineRule({
  id: 'consistency/scope',
  severity: 'warning',
  title: { zh: '审查范围与推荐范围不一致', en: 'Audit scope and recommended scope differ' },
  description: {
    zh: '1.9 的审查范围与推荐的认证范围应包含相同的服务活动。标点、空格、次序、星级和“的售后服务”之类的通用尾语不计；推荐变更认证范围时不比较。',
    en: 'The audit scope (1.9) and the recommended scope name the same activities. Punctuation, spacing, order, the star and generic tails do not count; when a change of scope is recommended they are not compared.',
  },
  reads: ['basic.scope.text', 'conclusion.scope.text', 'conclusion.tickedRecommendations?'],
  exact: ['differs'],
  messages: {
    differs: {
      zh: '推荐的认证范围与 1.9 的审查范围不同：{{difference}}。',
      en: 'The recommended scope differs from the audit scope in 1.9: {{difference}}.',
    },
  },
  *check({ report: { basic, conclusion } }) {
    if (conclusion.tickedRecommendations?.some(({ value }) => value === 'scope-change')) {
      yield NOT_APPLICABLE;
      return;
    }
    const [audited, recommended] = [basic.scope.text, conclusion.scope.text];
    if (audited === null || recommended === null) return;
    const difference = compareScopes(audited, recommended);
    if (difference === null) return;
    yield fail('differs', {
      at: 'conclusion.scope.text',
      related: [{ path: 'basic.scope.text', note: { zh: '1.9 审查范围', en: 'the audit scope in 1.9' } }],
      data: { reported: recommended, computed: audited, ...difference },
      words: { difference: inWords(difference) },
    });
  },
});

function inWords({ dropped, added, changed }: ScopeDifference): LocalizedText {
  const parts: LocalizedText[] = changed.map(({ from, to }) => ({ zh: `“${from}”变成了“${to}”`, en: `"${from}" became "${to}"` }));
  if (dropped.length > 0) parts.push({ zh: `少了${listed(dropped).zh}`, en: `${listed(dropped).en} left out` });
  if (added.length > 0) parts.push({ zh: `多了${listed(added).zh}`, en: `${listed(added).en} added` });
  return { zh: parts.map(({ zh }) => zh).join('，'), en: parts.map(({ en }) => en).join('; ') };
}
