import { normalise } from './normalise.js';

const NUMERALS: Readonly<Record<string, number>> = { 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10 };

/**
 * How many special deductions fail a report by a wording of the limit: "超过5分不通过" 6, "达到5个以上（含5个）" 5, "低于5个" (is
 * passed) 5. 以上 and 以下 include their number unless 不含 stands beside it. Null for other wordings.
 */
export function failingCount(wording: string): number | null {
  const text = normalise(wording).replace(/[一二两三四五六七八九十](?=[个分项条])/g, (numeral) => String(NUMERALS[numeral]));
  const number = /\d+(?:\.\d+)?/.exec(text)?.[0];
  if (number === undefined) return null;
  const count = Number(number);
  if (/不(?:包?含|包括)/.test(text)) return count + 1;
  if (/(?:包?含|包括|及以上|≥|>=|不低于|不少于|至少)/.test(text)) return count;
  if (/(?:不超过|不多于|不大于|最多|≤|<=)/.test(text)) return count + 1;
  if (/(?:超过|大于|多于|高于|超出|>)/.test(text)) return count + 1;
  if (/(?:低于|少于|不足|小于|<)/.test(text)) return count;
  return /(?:达到|达|以上|满)/.test(text) ? count : null;
}
