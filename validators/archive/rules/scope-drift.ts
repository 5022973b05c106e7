import type { LocalizedText } from '../../../model/index.js';
import { compareScopes, type ScopeDifference } from '../../words/scope.js';
import { listed } from '../../words/terms.js';
import { defineArchiveRule, fail, open } from '../rule.js';

export const scopeDrift = defineArchiveRule({
  id: 'archive/scope-drift',
  severity: 'warning',
  title: { zh: '认证范围逐次走样', en: 'A scope that drifts' },
  description: {
    zh: '监督审查的范围应与上一次审查的相同；要变更范围须勾选推荐变更认证范围。标点、次序、通用尾语不计。再认证时范围可随申请调整，与上一次不同的请人工核实；有日期或类型未读出的报告可能夹在其间时亦同。',
    en: 'A surveillance audit has the scope of the audit before it; changing it takes the ticked recommendation to do so. Punctuation, order and generic tails do not count. A recertification may be applied for with another scope: such differences are for a person to look at, as are those where a report without a readable date or type may lie between.',
  },
  clause: '1.9；评价结论',
  reads: [
    'basic.scope.text?',
    'conclusion.scope.text?',
    'conclusion.tickedRecommendations?',
    'basic.purpose?',
    'basic.audit.start?',
    'basic.audit.end?',
  ],
  messages: {
    drift: {
      zh: '本次审查的范围与上一次（{{date}}）认证的范围不同：{{difference}}，而没有推荐变更认证范围。',
      en: 'The scope differs from that of the audit before ({{date}}): {{difference}}, and no change of scope is recommended.',
    },
  },
  *check({ subject, timeline }) {
    const previous = timeline?.before.at(-1);
    const { facts } = subject;
    if (!timeline || !previous || facts.auditType?.value === 'initial') return;
    // Ticks that were not seen may say that the scope was changed.
    if (facts.scopeChange === true) return;
    const audited = facts.audited ?? facts.scope;
    const before = previous.facts.scope;
    const difference = audited && before && compareScopes(before.value, audited.value);
    if (!audited || !before || !difference) return;
    const date = previous.facts.audit!.end.value;
    const unsure = facts.scopeChange === null || timeline.gaps || facts.auditType?.value !== 'surveillance';
    const fields = ['basic.organization', 'basic.audit'];
    yield (unsure ? open : fail)('drift', {
      other: previous,
      at: audited.path,
      related: [{ path: before.path, note: { zh: `${date} 认证的范围`, en: `the scope of ${date}` } }],
      identity: [audited.value, before.value],
      data: { reported: audited.value, computed: before.value, ...difference },
      words: { date, difference: inWords(difference) },
      rests: { here: [audited.path, 'conclusion.tickedRecommendations', 'basic.purpose', ...fields], there: [before.path, ...fields] },
    });
  },
});

function inWords({ dropped, added, changed }: ScopeDifference): LocalizedText {
  const parts: LocalizedText[] = changed.map(({ from, to }) => ({ zh: `“${from}”变成了“${to}”`, en: `"${from}" became "${to}"` }));
  if (dropped.length > 0) parts.push({ zh: `少了${listed(dropped).zh}`, en: `${listed(dropped).en} left out` });
  if (added.length > 0) parts.push({ zh: `多了${listed(added).zh}`, en: `${listed(added).en} added` });
  return { zh: parts.map(({ zh }) => zh).join('，'), en: parts.map(({ en }) => en).join('; ') };
}
