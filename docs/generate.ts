import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ARCHIVE_RULES } from '../validators/archive/index.js';
import { RULES } from '../validators/index.js';
import { ruleReference } from '../validators/reference.js';

/** Pages of the rule reference, by language. */
const PAGES = { en: 'rules.md', zh: 'rules.zh-CN.md' } as const;

/** Writes the rule reference; with --check writes nothing and fails when a page is not what the rules give. */
const check = process.argv.includes('--check');
for (const [language, page] of Object.entries(PAGES) as [keyof typeof PAGES, string][]) {
  const path = fileURLToPath(new URL(page, import.meta.url));
  const text = ruleReference([...RULES, ...ARCHIVE_RULES], language);
  if (!check) writeFileSync(path, text);
  else if (readOrNull(path) !== text) {
    console.error(`docs/${page} is stale: run npm run docs`);
    process.exitCode = 1;
  }
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
