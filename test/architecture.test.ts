import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ERROR_CATALOGUE } from '../model/index.js';
import { RULES } from '../validators/index.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FIXED = ['pipeline', 'extractors', 'validators', 'fixtures', 'test', 'package.json', 'tsconfig.json', 'README.md'];
const ADDED = ['model', 'review', 'bench', 'docs'];

/** Which folders' modules a folder may import. */
const MAY_IMPORT: Record<string, string[]> = {
  model: ['model'],
  extractors: ['model', 'extractors'],
  validators: ['model', 'validators'],
  pipeline: ['model', 'extractors', 'validators', 'pipeline'],
  review: ['model', 'validators', 'pipeline', 'review'],
};

/** The command line starts the server, and loads it only then. */
const MAY_LOAD_LATE: Record<string, { within: string; folder: string }> = { pipeline: { within: 'pipeline/cli/', folder: 'review' } };

/** Packages that belong to one folder, so that a text PDF is checked without them and the core stays pure. */
const OUTSIDE_WORLD = /^(node:(fs|child_process|net|http|https|worker_threads)(\/.*)?|bullmq|ioredis|kysely|commander|yauzl)$/;

/** Weights come with their packages; nothing else is opened. */
const OPENS_PACKAGED_FILES = 'extractors/ocr/assets.ts';

/** Files above the size their folder allows, each with its reason. */
const SIZE_EXCEPTIONS: Record<string, string> = {};

const SOURCES = ['model', 'extractors', 'validators', 'pipeline', 'review', 'fixtures', 'test', 'bench', 'docs'].flatMap((folder) =>
  sources(folder),
);

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

function imports(file: string): string[] {
  return [...read(file).matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1]!);
}

/** Only those that are loaded when they are come to. */
function lateImports(file: string): string[] {
  return [...read(file).matchAll(/import\s*\(\s*'([^']+)'\s*\)/g)].map((match) => match[1]!);
}

describe('top level', () => {
  it('holds only the folders agreed on', () => {
    const folders = readdirSync(ROOT, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !['node_modules', 'dist', 'coverage'].includes(entry.name))
      .map(({ name }) => name);
    expect(folders.filter((name) => ![...FIXED, ...ADDED].includes(name))).toEqual([]);
    expect(FIXED.filter((name) => !readdirSync(ROOT).includes(name))).toEqual([]);
  });
});

describe('imports point one way', () => {
  for (const [folder, allowed] of Object.entries(MAY_IMPORT)) {
    it(`${folder} imports only ${allowed.join(', ')}`, () => {
      const late = MAY_LOAD_LATE[folder];
      const mayBeLate = (file: string, target: string): boolean =>
        late !== undefined &&
        file.startsWith(late.within) &&
        join(file, '..', target).split(sep)[0] === late.folder &&
        imports(file).filter((other) => other === target).length === lateImports(file).filter((other) => other === target).length;
      const wrong = sources(folder).flatMap((file) =>
        imports(file)
          .filter((target) => target.startsWith('.') && !mayBeLate(file, target))
          .map((target) => join(file, '..', target).split(sep)[0]!)
          .filter((target) => !allowed.includes(target))
          .map((target) => `${file} -> ${target}`),
      );
      expect(wrong).toEqual([]);
    });
  }

  it('keeps files, processes and networks to the pipeline', () => {
    const wrong = ['model', 'extractors', 'validators'].flatMap((folder) =>
      sources(folder).flatMap((file) =>
        imports(file)
          .filter((target) => OUTSIDE_WORLD.test(target) && file !== OPENS_PACKAGED_FILES)
          .map((target) => `${file} -> ${target}`),
      ),
    );
    expect(wrong).toEqual([]);
  });
});

describe('sizes', () => {
  it('keeps files under 300 lines and rules under 120', () => {
    const large = SOURCES.filter((file) => {
      const limit = file.startsWith('validators/rules/') && !file.endsWith('/index.ts') ? 120 : 300;
      return read(file).split('\n').length - 1 >= limit;
    });
    expect(large.filter((file) => !(file in SIZE_EXCEPTIONS))).toEqual([]);
    expect(Object.keys(SIZE_EXCEPTIONS).filter((file) => !large.includes(file))).toEqual([]);
  });
});

describe('rules', () => {
  const files = sources('validators/rules').filter((file) => !file.endsWith('/index.ts'));
  const ids = RULES.map(({ id }) => id);

  it('are one file each, named by their id', () => {
    expect(files.map((file) => file.replace('validators/rules/', '').replace('.ts', '')).sort()).toEqual([...ids].sort());
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('have a test each', () => {
    expect(ids.filter((id) => !sources('test').includes(`test/validators/rules/${id}.test.ts`))).toEqual([]);
  });

  it('stand in the reference, in both languages', () => {
    for (const page of ['docs/rules.md', 'docs/rules.zh-CN.md']) {
      const text = read(page);
      expect(ids.filter((id) => !text.includes(id))).toEqual([]);
    }
  });

  it('wait only for rules that are there', () => {
    expect(RULES.flatMap(({ after }) => after ?? []).filter((id) => !ids.includes(id))).toEqual([]);
  });
});

describe('errors', () => {
  it('are all used, and say what to do', () => {
    const text = SOURCES.filter((file) => /^(extractors|pipeline|review)\//.test(file))
      .map(read)
      .join('\n');
    expect(Object.keys(ERROR_CATALOGUE).filter((code) => !text.includes(`'${code}'`))).toEqual([]);
    const silent = Object.entries(ERROR_CATALOGUE).filter(
      ([code, { hint }]) => /^(file|pdf|archive)\//.test(code) && (hint.zh === '' || hint.en === ''),
    );
    expect(silent.map(([code]) => code)).toEqual([]);
  });
});

describe('packages', () => {
  it('are pinned exactly', () => {
    const manifest = JSON.parse(read('package.json')) as Record<'dependencies' | 'devDependencies', Record<string, string>>;
    const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
    );
    expect(loose).toEqual([]);
  });
});
