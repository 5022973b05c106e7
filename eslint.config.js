import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/** Which folders a folder may import from: model <- extractors, validators; all of them <- pipeline <- review/server. */
const MAY_IMPORT = {
  model: ['model'],
  extractors: ['model', 'extractors'],
  validators: ['model', 'validators'],
  pipeline: ['model', 'extractors', 'validators', 'pipeline'],
  // The command line starts the server; test/architecture.test.ts sees to it that it loads it late.
  'pipeline/cli': ['model', 'extractors', 'validators', 'pipeline', 'review'],
  review: ['model', 'validators', 'pipeline', 'review'],
};
const FOLDERS = ['model', 'extractors', 'validators', 'pipeline', 'review', 'fixtures', 'test', 'bench'];

const zones = Object.entries(MAY_IMPORT).map(([target, allowed]) => ({
  target: target === 'pipeline' ? ['./pipeline/*.ts', './pipeline/!(cli)/**/*'] : `./${target}`,
  from: FOLDERS.filter((folder) => !allowed.includes(folder)).map((folder) => `./${folder}`),
  message: `${target}/ may import only from ${allowed.join(', ')}.`,
}));

/** Node's modules for files, processes and networks belong to pipeline/ alone. */
const OUTSIDE_WORLD = ['node:fs', 'node:fs/promises', 'node:child_process', 'node:net', 'node:http', 'node:worker_threads'];

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '.generated/', 'fixtures/samples/'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: ['eslint.config.js'] }, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver({ project: './tsconfig.json' })] },
    rules: {
      'import-x/no-cycle': 'error',
      'import-x/no-restricted-paths': ['error', { zones }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ['model/**', 'extractors/**', 'validators/**'],
    rules: { 'no-restricted-imports': ['error', { paths: OUTSIDE_WORLD, patterns: ['bullmq', 'ioredis', 'kysely*'] }] },
  },
  // Weights come with their packages.
  { files: ['extractors/ocr/assets.ts'], rules: { 'no-restricted-imports': 'off' } },
  {
    files: ['model/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [{ regex: '^(?!\\.|zod$)', message: 'model/ imports only zod.' }] }] },
  },
  { files: ['eslint.config.js'], ...tseslint.configs.disableTypeChecked },
);
