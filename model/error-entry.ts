import type { LocalizedText } from './finding.js';

/** What an error says, and what to do about it. `{{name}}` is filled from the error's data. */
export interface CatalogueEntry {
  message: LocalizedText;
  hint: LocalizedText;
}

export function entry(zh: string, en: string, hintZh: string, hintEn: string): CatalogueEntry {
  return { message: { zh, en }, hint: { zh: hintZh, en: hintEn } };
}
