import type { AuditType, LocalizedText, Recommendation, SectionId, Star, Verdict } from '../../model/index.js';

/** The form's own words for the record's coded values. */
export const STAR_NAMES: Readonly<Record<Star, LocalizedText>> = {
  'five-star': { zh: '五星级', en: 'five stars' },
  'four-star': { zh: '四星级', en: 'four stars' },
  'three-star': { zh: '三星级', en: 'three stars' },
  qualified: { zh: '达标级', en: 'qualified' },
  fail: { zh: '不达标', en: 'not qualified' },
};

export const AUDIT_TYPE_NAMES: Readonly<Record<AuditType, LocalizedText>> = {
  initial: { zh: '初次认证', en: 'initial certification' },
  surveillance: { zh: '保持认证（监督）', en: 'surveillance' },
  recertification: { zh: '再认证', en: 'recertification' },
};

export const RECOMMENDATION_NAMES: Readonly<Record<Recommendation, LocalizedText>> = {
  initial: { zh: '推荐认证注册资格', en: 'certification' },
  surveillance: { zh: '推荐保持认证注册资格', en: 'maintaining the certification' },
  recertification: { zh: '推荐再认证注册资格', en: 'recertification' },
  reinstatement: { zh: '推荐恢复认证注册资格', en: 'reinstating the certification' },
  'scope-change': { zh: '推荐变更认证范围', en: 'changing the certified scope' },
};

export const VERDICT_NAMES: Readonly<Record<Verdict, LocalizedText>> = {
  meets: { zh: '符合要求', en: 'meets the requirements' },
  fails: { zh: '不满足要求', en: 'does not meet the requirements' },
};

export const SECTION_NAMES: Readonly<Record<SectionId, LocalizedText>> = {
  cover: { zh: '封面', en: 'cover' },
  basic: { zh: '基本信息', en: 'basic information' },
  result: { zh: '服务认证审查结果', en: 'audit result (score table)' },
  narrative: { zh: '服务体系概述及评价概述', en: 'narrative overview' },
  suggestions: { zh: '改进建议', en: 'suggestions for improvement' },
  conclusion: { zh: '评价结论', en: 'conclusion' },
};

/** Every other value a box can stand for. */
const OPTION_NAMES: Readonly<Record<string, LocalizedText>> = {
  single: { zh: '单一场所', en: 'single site' },
  multiple: { zh: '多场所', en: 'multiple sites' },
  onsite: { zh: '现场', en: 'on site' },
  remote: { zh: '远程', en: 'remote' },
  hybrid: { zh: '现场结合远程', en: 'on site and remote' },
  offsite: { zh: '非现场', en: 'off site' },
  none: { zh: '无', en: 'none' },
  some: { zh: '有', en: 'some' },
};

/** What the box for a value of a field says; the value itself when the form's word is not known. */
export function optionName(field: string, value: string): LocalizedText {
  if (field === 'basic.mysteryVisit' && value === 'none') return { zh: '不需要', en: 'not needed' };
  const names: Readonly<Record<string, LocalizedText>> =
    field === 'conclusion.recommendation'
      ? RECOMMENDATION_NAMES
      : field === 'conclusion.outcome'
        ? VERDICT_NAMES
        : { ...OPTION_NAMES, ...AUDIT_TYPE_NAMES };
  return names[value] ?? { zh: value, en: value };
}

/** Several words as one list, each in its own quotation marks in Chinese. */
export function listed(words: readonly (LocalizedText | string)[]): LocalizedText {
  const texts = words.map((word) => (typeof word === 'string' ? { zh: word, en: word } : word));
  return { zh: texts.map(({ zh }) => `“${zh}”`).join('、'), en: texts.map(({ en }) => `"${en}"`).join(', ') };
}
