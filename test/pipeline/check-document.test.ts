import { expect, it } from 'vitest';
import { GoujiError, type Page } from '../../model/index.js';
import { checkDocument, type Stages } from '../../pipeline/stages/check-document.js';
import { pageOf } from '../extractors/layout/drawn.js';
import { cleanReport } from '../validators/clean-report.js';
import { finding } from './sample-results.js';

const BYTES = new Uint8Array([1, 2, 3]);
const SHA256 = '039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81';
const page = (issues: Page['issues']): Page => pageOf(1, { issues });
const COUNTS = { pass: 1, fail: 1, open: 0, notApplicable: 0 };

function stages(changes: { issues?: Page['issues']; pageIssues?: Page['issues']; throws?: Error }): Stages {
  return {
    extract: () =>
      changes.throws
        ? Promise.reject(changes.throws)
        : Promise.resolve({
            pages: [page(changes.pageIssues ?? [])],
            sections: [],
            report: cleanReport(),
            provenance: {},
            issues: changes.issues ?? [],
          }),
    validate: () => ({ findings: [finding()], outcomes: {}, counts: COUNTS }),
  };
}

const check = (
  changes: Parameters<typeof stages>[0],
  onBug: (error: unknown) => void = () => expect.unreachable(),
): ReturnType<typeof checkDocument> => checkDocument(BYTES, 'a.pdf', { language: 'en' }, onBug, stages(changes));

it('a document read whole is checked', async () => {
  const result = await check({});
  expect(result).toMatchObject({ file: 'a.pdf', sha256: SHA256, status: 'checked', error: null, outcomes: COUNTS, findings: [finding()] });
  expect(Object.keys(result.pages[0]!).sort()).toEqual(['height', 'issues', 'number', 'rotation', 'source', 'width']);
});

it('pages read as images make no document partial, doubts are in its readings', async () => {
  const read: Stages = {
    ...stages({}),
    extract: async (...args) => {
      const extracted = await stages({}).extract(...args);
      return { ...extracted, pages: extracted.pages.map((one) => ({ ...one, source: 'scan' as const })) };
    },
  };
  expect((await checkDocument(BYTES, 'a.tif', {}, () => expect.unreachable(), read)).status).toBe('checked');
});

it.each([
  ['the document', { issues: [{ code: 'report/missing-section', message: 'x' }] }],
  ['a page', { pageIssues: [{ code: 'needs-ocr', message: 'x' }] }],
])('an issue of %s makes it partial, findings stay', async (_, changes) => {
  const { status, findings } = await check(changes);
  expect([status, findings.length]).toEqual(['partial', 1]);
});

it('bad input is a failed result with its code, in the language asked for', async () => {
  const { status, error, report, sha256 } = await check({ throws: new GoujiError('pdf/no-pages') });
  expect([status, error?.code, error?.message, report, sha256]).toEqual(['failed', 'pdf/no-pages', 'The PDF has no pages.', null, SHA256]);
});

it('a bug is a failed result that says so, and its error is handed on', async () => {
  const bug = new TypeError('no such thing');
  let seen: unknown;
  const { status, error } = await check({ throws: bug }, (thrown) => (seen = thrown));
  expect([status, error?.code, seen]).toEqual(['failed', 'internal/bug', bug]);
  expect(error?.message).toContain('no such thing');
});
