import type { AuditType, Recommendation } from '../../../model/index.js';
import { defineRule, fail } from '../../rule.js';
import { AUDIT_TYPE_NAMES, listed, RECOMMENDATION_NAMES } from '../../words/terms.js';

/** The recommendations an audit of a type can end with. */
const FITTING: Readonly<Record<AuditType, readonly Recommendation[]>> = {
  initial: ['initial'],
  surveillance: ['surveillance', 'reinstatement', 'scope-change'],
  recertification: ['recertification', 'reinstatement', 'scope-change'],
};

export const auditTypeConclusion = defineRule({
  id: 'consistency/audit-type-conclusion',
  severity: 'error',
  title: { zh: '推荐意见与审查类型不符', en: 'Recommendation does not fit the audit type' },
  description: {
    zh: '勾选的推荐意见应与审查类型相符：初次认证对应推荐认证注册，保持认证对应推荐保持（或恢复、变更范围），再认证对应推荐再认证。',
    en: 'The ticked recommendation fits the audit type: certification after an initial audit; maintaining, reinstating or a change of scope after surveillance; recertification after a recertification audit.',
  },
  reads: ['cover.auditType~', 'basic.purpose~', 'conclusion.ticked', 'conclusion.tickedRecommendations'],
  after: ['consistency/conclusion-contradiction', 'consistency/exclusive-choice', 'consistency/audit-type-purpose'],
  messages: {
    unfit: {
      zh: '审查类型为“{{type}}”，评价结论勾选的却是{{recommendation}}，两者不符。',
      en: 'The audit type is {{type}}, but the ticked recommendation is {{recommendation}}, which does not fit.',
    },
  },
  *check({ report: { cover, basic, conclusion }, stated }) {
    if (stated('consistency/conclusion-contradiction') || stated('consistency/exclusive-choice', 'conclusion.recommendation')) return;
    // Where cover and purpose differ, that is stated elsewhere; the recommendation must then fit one of them.
    const types = [cover.auditType, basic.purpose].filter((type) => type !== null);
    const type = types[0];
    const taken = (conclusion.tickedRecommendations ?? [])
      .filter(({ under }) => conclusion.ticked?.includes(under))
      .map(({ value }) => value);
    const unfit = taken.filter((value) => !types.some((one) => FITTING[one].includes(value)));
    if (type === undefined || unfit[0] === undefined) return;
    const place = cover.auditType === null ? 'basic.purpose' : 'cover.auditType';
    yield fail('unfit', {
      at: 'conclusion.recommendation',
      related: [{ path: place, note: { zh: `审查类型：${AUDIT_TYPE_NAMES[type].zh}`, en: `audit type: ${AUDIT_TYPE_NAMES[type].en}` } }],
      data: { reported: unfit[0], computed: FITTING[type][0]! },
      words: { type: AUDIT_TYPE_NAMES[type], recommendation: listed(unfit.map((value) => RECOMMENDATION_NAMES[value])) },
      basis: ['conclusion.tickedRecommendations', 'conclusion.ticked'],
    });
  },
});
