import type { FindingDatum } from '../../model/index.js';

/** How the record's own constants are called on the form. */
const CONSTANTS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  'five-star': ['五星级', 'five stars'],
  'four-star': ['四星级', 'four stars'],
  'three-star': ['三星级', 'three stars'],
  qualified: ['达标', 'qualified'],
  fail: ['不达标', 'not qualified'],
  initial: ['初次认证', 'initial certification'],
  surveillance: ['保持认证', 'surveillance'],
  recertification: ['再认证', 'recertification'],
  reinstatement: ['恢复认证', 'reinstatement'],
  'scope-change': ['变更认证范围', 'change of scope'],
  meets: ['符合', 'meets'],
  fails: ['不符合', 'does not meet'],
  single: ['单一场所', 'single site'],
  multiple: ['多场所', 'multiple sites'],
  onsite: ['现场', 'on site'],
  offsite: ['非现场', 'off site'],
  remote: ['远程', 'remote'],
  hybrid: ['现场结合远程', 'on site and remote'],
  none: ['无', 'none'],
  some: ['有', 'some'],
};

/** A finding's datum as a person writes it; null is a dash, lists are joined, objects become "key value" pairs. */
export function valueText(value: FindingDatum | undefined, language: 'zh' | 'en'): string {
  if (value === null || value === undefined || value === '') return '—';
  if (typeof value === 'string') return CONSTANTS[value]?.[language === 'zh' ? 0 : 1] ?? value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const separator = language === 'zh' ? '、' : ', ';
  if (Array.isArray(value)) return value.length === 0 ? '—' : value.map((item) => valueText(item, language)).join(separator);
  return Object.entries(value)
    .map(([key, item]) => `${key} ${valueText(item, language)}`)
    .join(separator);
}
