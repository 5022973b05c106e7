import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditReport, Finding } from '../../../model/index.js';
import { openConnection, openStore } from '../../../pipeline/store/open.js';
import { COUNTED, FEW } from '../../../pipeline/store/selection.js';
import type { DocumentFilter, FindingFilter, Store } from '../../../pipeline/store/store.js';
import { createDatabase, startPostgres, type TestServer } from '../../servers.js';
import { findingsOf, recordOf, storeMany } from './many.js';

/** More than the store takes for few, so that both its ways of finding rows are gone. */
const COUNT = FEW + 400;
const SPLIT = FEW + 100;
const GRAVITY = { error: 0, warning: 1, info: 2 };

interface Doc {
  n: number;
  batch: 'a' | 'b';
  report: AuditReport;
  findings: Finding[];
  state: string;
}

const DOCS: Doc[] = Array.from({ length: COUNT }, (_, n) => ({
  n,
  batch: n < SPLIT ? 'a' : 'b',
  report: recordOf(n),
  findings: findingsOf(n),
  state: n % 20 === 3 ? 'partial' : 'checked',
}));

type Filter = DocumentFilter & FindingFilter;

/** What the filter says, told plainly. */
function meets({ n, batch, report, findings, state }: Doc, filter: Filter): boolean {
  const { basic, result, narrative } = report;
  const texts = [`报告/${n}.pdf`, basic.organization, narrative.text, ...basic.auditors!.map(({ name }) => name)];
  const words = [...texts, basic.projectNumber, ...findings.flatMap(({ message }) => [message.zh, message.en])];
  return (
    (filter.batchId === undefined || filter.batchId === batch) &&
    (filter.state?.includes(state as 'checked') ?? true) &&
    (filter.organization === undefined || filter.organization === basic.organization) &&
    (filter.projectNumber === undefined || filter.projectNumber === basic.projectNumber) &&
    (filter.auditor === undefined || basic.auditors!.some(({ name }) => name === filter.auditor)) &&
    (filter.star?.includes(result.star!) ?? true) &&
    (filter.auditFrom === undefined || basic.audit.start! >= filter.auditFrom) &&
    (filter.auditTo === undefined || basic.audit.start! <= filter.auditTo) &&
    (filter.text === undefined || filter.text.split(' ').every((term) => words.some((text) => text?.includes(term))))
  );
}

function sortKey({ report, n }: Doc, sort: DocumentFilter['sort']): (string | number)[] {
  const { basic, score } = report;
  if (sort === 'organization') return [basic.organization!, n];
  if (sort === 'audit') return [basic.audit.start!, n];
  if (sort === 'total') return [score.total!, n];
  return [n];
}

function compare(a: (string | number)[], b: (string | number)[]): number {
  const at = a.findIndex((value, i) => value !== b[i]);
  if (at === -1) return 0;
  const [x, y] = [a[at]!, b[at]!];
  if (typeof x === 'number') return x - Number(y);
  return Buffer.compare(Buffer.from(x), Buffer.from(String(y)));
}

const DOCUMENT_FILTERS: Filter[] = [
  {},
  { state: ['checked'] },
  { state: ['partial'] },
  { state: ['partial', 'failed'], star: ['five-star'] },
  { state: [] },
  { star: ['five-star'] },
  { star: ['five-star', 'four-star', 'three-star'] },
  { star: ['qualified'] },
  { batchId: 'a' },
  { batchId: 'b', star: ['five-star'] },
  { organization: recordOf(7).basic.organization! },
  { organization: '没有这家公司' },
  { projectNumber: '20700-2024-SA' },
  { auditor: recordOf(3).basic.auditors![0]!.name! },
  { auditor: recordOf(3).basic.auditors![1]!.name!, star: ['five-star'], state: ['checked'] },
  { auditFrom: '2021-01-01' },
  { auditFrom: '2021-03-01', auditTo: '2021-04-30' },
  { auditTo: '2023-12-31', batchId: 'a', star: ['five-star'] },
  { text: '售后服务' },
  { text: '有限公司', star: ['five-star'] },
  { text: '有限公司', auditTo: '2023-12-31', state: ['checked'] },
  { text: recordOf(11).basic.auditors![0]!.name! },
  { text: '第777号记录' },
  { text: '青岚 物业管理' },
  { text: '青 管理' },
  { text: '合计为' },
  { text: '合计为 1305' },
  { text: '青岚物业', batchId: 'b' },
];

const FINDING_FILTERS: Filter[] = [
  {},
  { rule: ['dates/order'] },
  { rule: ['dates/order', 'score/total-mismatch'], outcome: ['fail'] },
  { severity: ['error', 'warning'] },
  { severity: ['info'], outcome: ['open'] },
  { outcome: ['fail'], source: 'report' },
  { source: 'archive' },
  { star: ['five-star'] },
  { star: ['qualified'], severity: ['error'] },
  { batchId: 'b', outcome: ['fail'] },
  { organization: recordOf(9).basic.organization! },
  { auditor: recordOf(3).basic.auditors![0]!.name! },
  { auditFrom: '2021-03-01', auditTo: '2021-04-30', rule: ['dates/order'] },
  { decision: ['none'] },
  { decision: ['confirmed'] },
  { decision: ['none', 'dismissed'], outcome: ['fail'] },
];

for (const kind of ['sqlite', 'postgres'] as const) {
  describe(`lists of ${COUNT} documents on ${kind}`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'gouji-lists-'));
    let server: TestServer | null = null;
    let store: Store;
    const batches: Record<string, string> = {};
    beforeAll(async () => {
      server = kind === 'postgres' ? await startPostgres() : null;
      const url = server === null ? null : (await createDatabase(server)).url;
      const options = { file: join(folder, 'gouji.db') };
      store = await openStore(url, options);
      const connection = await openConnection(url, options);
      for (const [name, from, to] of [
        ['a', 0, SPLIT],
        ['b', SPLIT, COUNT],
      ] as const) {
        batches[name] = (await store.batches.create({ name, priority: 1, created_by: null })).id;
        await storeMany(connection, batches[name], from, to);
      }
      await connection.db.destroy();
    }, 300_000);
    afterAll(async () => {
      await store.close();
      await server?.stop();
      rmSync(folder, { recursive: true });
    });
    const asked = (filter: Filter): Filter => ({
      ...filter,
      ...(filter.batchId === undefined ? {} : { batchId: batches[filter.batchId]! }),
    });

    it.each(DOCUMENT_FILTERS.map((filter) => [JSON.stringify(filter), filter] as const))('documents %s', async (_, filter) => {
      const matching = DOCS.filter((doc) =>
        meets(doc, filter.state?.length === 0 ? { ...filter, state: DOCS.map(() => 'checked') } : filter),
      );
      // An empty choice is none.
      const expected = filter.state?.length === 0 ? DOCS : matching;
      for (const sort of ['created', 'organization', 'audit', 'total'] as const) {
        for (const descending of [false, true]) {
          const numbers = expected
            .toSorted((a, b) => compare(sortKey(a, sort), sortKey(b, sort)) * (descending ? -1 : 1))
            .map(({ n }) => n);
          for (const offset of [0, 30]) {
            const { rows, total, exact } = await store.documents.list({ ...asked(filter), sort, descending }, { offset, limit: 25 });
            expect(rows.map(({ size }) => size)).toEqual(numbers.slice(offset, offset + 25));
            if (exact === false) expect([total >= COUNTED, total < numbers.length]).toEqual([true, true]);
            else expect(total).toBe(numbers.length);
          }
        }
      }
    });

    it.each(FINDING_FILTERS.map((filter) => [JSON.stringify(filter), filter] as const))('findings %s', async (_, filter) => {
      const expected = DOCS.filter((doc) => meets(doc, filter)).flatMap((doc) =>
        doc.findings
          .filter(
            (finding) =>
              (filter.rule?.includes(finding.rule) ?? true) &&
              (filter.severity?.includes(finding.severity) ?? true) &&
              (filter.outcome?.includes(finding.outcome) ?? true) &&
              (filter.decision?.includes('none') ?? true) &&
              filter.source !== 'archive',
          )
          .map((finding) => ({ doc, finding, place: doc.n * 10 + Number(finding.fingerprint.split('-')[1]) })),
      );
      const keys: Record<NonNullable<FindingFilter['sort']>, (each: (typeof expected)[number]) => (string | number)[]> = {
        created: ({ place }) => [place],
        severity: ({ finding, place }) => [GRAVITY[finding.severity], place],
        rule: ({ finding, place }) => [finding.rule, place],
        organization: ({ doc, place }) => [doc.report.basic.organization!, place],
      };
      for (const sort of ['created', 'severity', 'rule', 'organization'] as const) {
        for (const descending of [false, true]) {
          const sorted = expected.toSorted((a, b) => compare(keys[sort](a), keys[sort](b)) * (descending ? -1 : 1));
          for (const offset of [0, 30]) {
            const { rows, total, exact } = await store.findings.list({ ...asked(filter), sort, descending }, { offset, limit: 25 });
            expect(rows.map(({ fingerprint }) => fingerprint)).toEqual(
              sorted.slice(offset, offset + 25).map(({ finding }) => finding.fingerprint),
            );
            if (exact === false) expect([total >= COUNTED, total < sorted.length]).toEqual([true, true]);
            else expect(total).toBe(sorted.length);
          }
        }
      }
      const counts = await store.findings.counts(asked(filter));
      const byRule: Record<string, number> = {};
      for (const { finding } of expected) byRule[finding.rule] = (byRule[finding.rule] ?? 0) + 1;
      expect(counts.rule).toEqual(byRule);
      expect(Object.values(counts.severity).reduce((sum, count) => sum + count, 0)).toBe(expected.length);
      expect(counts.decision).toEqual(expected.length === 0 ? {} : { none: expected.length });
    });

    it('finds findings by their own words and by those of their document', async () => {
      const found = async (text: string) => {
        const { rows } = await store.findings.list({ text }, { offset: 0, limit: 500 });
        return rows.map(({ fingerprint }) => fingerprint).toSorted();
      };
      const of = (n: number) => findingsOf(n).map(({ fingerprint }) => fingerprint);
      // By the file's name, all of its findings; by a message, that one alone.
      expect(await found('704.pdf')).toEqual(of(704));
      expect(await found('704.5')).toEqual(of(704));
      expect(await found('第2项合计为704.5')).toEqual(['704-1']);
      expect(await found(`第2项合计为704.5 ${recordOf(704).basic.organization!}`)).toEqual(['704-1']);
      expect(await found('第2项合计为704.5 没有这家公司')).toEqual([]);
      expect(await found('（）')).toEqual([]);
    });

    it('finds no words that merely stand in the same document', async () => {
      const total = async (text: string) => (await store.documents.list({ text }, { offset: 0, limit: 1 })).total;
      expect(await total('管理制度')).toBeGreaterThan(0);
      expect(await total('制度')).toBeGreaterThan(0);
      // Every pair of it stands in the narratives, but not in this order.
      expect(await total('服务管理')).toBeGreaterThan(0);
      expect(await total('务管理制服务')).toBe(0);
      expect(await total('有人值守服务管理')).toBe(0);
      expect(await total('2024 SA')).toBeGreaterThan(0);
      expect(await total('SA-2024')).toBe(0);
    });
  });
}
