import { describe, expect, it } from 'vitest';
import { localeLanguage } from '../../pipeline/cli/locale.js';
import { ARCHIVE_RULES } from '../../validators/archive/index.js';
import { RULES } from '../../validators/index.js';
import type { RuleMeta } from '../../validators/rule.js';
import { gouji } from './memory-io.js';

describe('language', () => {
  it.each([
    [{ LC_ALL: 'zh_CN.UTF-8', LANG: 'en_US.UTF-8' }, 'zh'],
    [{ LC_ALL: '', LC_MESSAGES: 'en_GB', LANG: 'zh_CN' }, 'en'],
    [{ LANG: 'zh-Hans' }, 'zh'],
    [{ LANG: 'C' }, 'en'],
  ])('of %j is %s', (env, language) => {
    expect(localeLanguage(env)).toBe(language);
  });
});

describe('help', () => {
  it('is in the language of the locale, with exit codes', async () => {
    const zh = await gouji(['--help'], { LANG: 'zh_CN.UTF-8' });
    expect(zh.code).toBe(0);
    expect(zh.stdout).toContain('用法：');
    expect(zh.stdout).toContain('退出码');
    const en = await gouji(['check', '--help']);
    expect(en.stdout).toContain('Usage: gouji check [options] <path...>');
    for (const option of [
      '--format',
      '--lang',
      '--ocr',
      '--password',
      '--jobs',
      '--out',
      '--max-size',
      '--max-pages',
      '--timeout',
      '--max-memory',
      '--no-color',
    ]) {
      expect(en.stdout).toContain(option);
    }
  });
  it('says what an image file is, and what each reader of scans does', async () => {
    const zh = (await gouji(['check', '--help', '--lang', 'zh'])).stdout.replace(/\s+/g, '');
    expect(zh).toContain('一个图像文件算一份报告');
    expect(zh).toContain('off不识别');
    const inspect = (await gouji(['inspect', '--help'])).stdout;
    for (const option of ['--ocr', '--max-memory']) expect(inspect).toContain(option);
  });
  it('follows --lang over the locale', async () => {
    expect((await gouji(['check', '--lang', 'zh', '--help'])).stdout).toContain('选项：');
  });
  it('tells the version', async () => {
    const { stdout, code } = await gouji(['--version']);
    expect([stdout, code]).toEqual([expect.stringMatching(/^\d+\.\d+\.\d+\n$/), 0]);
  });
});

describe('usage errors end with 2, on stderr only', () => {
  it.each([
    [[], 'Usage:'],
    [['check'], 'missing argument path'],
    [['chek', 'a.pdf'], 'unknown command chek'],
    [['check', 'a.pdf', '--frmat', 'json'], 'unknown option --frmat'],
    [['check', 'a.pdf', '--format', 'xml'], 'text, json, csv, html, sarif'],
    [['check', 'a.pdf', '--ocr', 'magic'], 'magic'],
    [['check', 'a.pdf', '--jobs', '0'], 'positive whole number'],
    [['check', 'a.pdf', '--max-size', 'x'], 'positive number'],
    [['check', 'a.pdf', '--max-memory', '100'], 'at least 256'],
    [['check', 'a.pdf', '--out'], 'needs a value'],
    [['inspect', 'a.pdf'], 'missing required option --out'],
    [['rules', 'x'], 'too many arguments'],
  ])('%j', async (argv, words) => {
    const { code, stdout, stderr } = await gouji(argv);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(words);
  });
});

describe('rules', () => {
  const all: readonly RuleMeta[] = [...RULES, ...ARCHIVE_RULES];
  it('lists every rule by severity and title', async () => {
    const { stdout, code } = await gouji(['rules', '--lang', 'zh']);
    expect(code).toBe(0);
    for (const { id } of all) expect(stdout).toContain(`  ${id} `);
    expect(stdout.split('\n').filter((line) => line.startsWith('  ') && line.includes('/')).length).toBe(all.length);
  });
  it('lists them as JSON with what they read', async () => {
    const { rules } = JSON.parse((await gouji(['rules', '--format', 'json'])).stdout) as { rules: { id: string; reads: string[] }[] };
    expect(rules.map(({ id, reads }) => [id, reads])).toEqual(all.map(({ id, reads }) => [id, [...reads]]));
  });
});
