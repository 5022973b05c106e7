import type { LocalizedText } from '../model/index.js';
import type { Verdict, Word } from './rule.js';

/** Fills {{name}} from the verdict's words, then its data. A placeholder without a value is a bug in the rule and throws. */
export function fillMessage(template: LocalizedText, verdict: Pick<Verdict, 'message' | 'words' | 'data'>): LocalizedText {
  return { zh: fill(template.zh, verdict, 'zh'), en: fill(template.en, verdict, 'en') };
}

function fill(template: string, verdict: Pick<Verdict, 'message' | 'words' | 'data'>, language: keyof LocalizedText): string {
  return template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const word = verdict.words[name] ?? plain(verdict.data[name]);
    if (word === undefined) throw new Error(`message "${verdict.message}" has no value for {{${name}}}`);
    return typeof word === 'object' ? word[language] : String(word);
  });
}

function plain(value: unknown): Word | undefined {
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}
