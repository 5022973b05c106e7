import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ARCHIVE_RULES } from '../../validators/archive/index.js';
import { RULES } from '../../validators/index.js';
import { ruleReference } from '../../validators/reference.js';

const ALL = [...RULES, ...ARCHIVE_RULES];

function page(name: string): string {
  return readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
}

describe('rule reference', () => {
  it('is what the rules give (npm run docs)', () => {
    expect(page('rules.md')).toBe(ruleReference(ALL, 'en'));
    expect(page('rules.zh-CN.md')).toBe(ruleReference(ALL, 'zh'));
  });

  it('has every rule with its fields, clause and messages', () => {
    for (const language of ['zh', 'en'] as const) {
      const text = ruleReference(ALL, language);
      for (const rule of ALL) {
        const chapter = text.split(`### ${rule.id}\n`)[1]?.split('\n### ')[0] ?? '';
        const expected = [
          rule.title[language],
          rule.description[language],
          rule.clause ?? '',
          ...Object.values(rule.messages).map((one) => one[language]),
        ];
        expect(expected.filter((piece) => !chapter.includes(piece))).toEqual([]);
        expect(rule.reads.filter((read) => !chapter.includes(read.replace(/[?~]$/, '')))).toEqual([]);
      }
    }
  });

  it('says each thing in both languages', () => {
    const chinese = /\p{Script=Han}/u;
    for (const { title, description, messages, id } of ALL) {
      for (const { zh, en } of [title, description, ...Object.values(messages)]) {
        expect(chinese.test(zh), `${id}: ${zh}`).toBe(true);
        expect(en.trim(), id).not.toBe('');
      }
    }
  });

  it('links only to chapters that are there', () => {
    const text = ruleReference(ALL, 'en');
    const anchors = [...text.matchAll(/^### (.*)$/gm)].map((match) => match[1]!.toLowerCase().replace(/[^a-z0-9-]/g, ''));
    const links = [...text.matchAll(/\]\(#([^)]+)\)/g)].map((match) => match[1]!);
    expect(links.filter((link) => !anchors.includes(link))).toEqual([]);
    expect(links.length).toBeGreaterThanOrEqual(ALL.length);
  });
});
