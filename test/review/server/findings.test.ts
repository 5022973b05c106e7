import { beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { ErrorBody } from '../../../review/server/schemas/common.js';
import type { DecisionConflict, DecisionResult, StoredFinding } from '../../../review/server/schemas/findings.js';
import type { Answer, Client } from './harness.js';
import { readAll, samples, upload, type Uploaded } from './samples.js';
import { onEachSite } from './sites.js';

const NAMES = [
  'plain-libreoffice',
  'half-width-libreoffice',
  'old-boxes-libreoffice',
  'office-a-chromium',
  'brackets-libreoffice',
  'bordered-libreoffice',
];

interface Rows {
  rows: StoredFinding[];
  total: number;
  exact: boolean;
}
type Counts = Record<'rule' | 'severity' | 'outcome' | 'decision', Record<string, number>>;
type Results = { results: DecisionResult[] };

const code = (answer: Answer): [number, string] => [answer.statusCode, answer.json<ErrorBody>().code];
const enc = encodeURIComponent;

onEachSite('findings', (sites) => {
  let reviewer: Client;
  let second: Client;
  let batchId: string;
  let all: StoredFinding[];
  const list = async (query = ''): Promise<Rows> => (await reviewer.get(`/api/findings?${query}`)).json<Rows>();
  const counts = async (query = ''): Promise<Counts> => (await reviewer.get(`/api/findings/counts?${query}`)).json<Counts>();
  const one = async (id: string): Promise<StoredFinding> => (await reviewer.get(`/api/findings/${id}`)).json<StoredFinding>();
  const decide = (client: Client, decisions: unknown, each?: boolean): Promise<Answer> =>
    client.send('POST', '/api/findings/decisions', { decisions, ...(each === undefined ? {} : { each }) });
  const dismiss = (findingId: string, version: number, reason: string | null = '已核对原件') => ({
    findingId,
    version,
    decision: 'dismissed',
    reason,
  });
  beforeAll(async () => {
    const { site, other } = sites;
    reviewer = await site.client('reviewer', '顾青禾');
    second = await other.client('reviewer', '陆知远');
    const uploaded = (await upload(await site.client('clerk'), samples(NAMES))).json<Uploaded>();
    batchId = uploaded.batch.id;
    await readAll(site);
    all = (await list()).rows;
  }, 60_000);

  describe('the list', () => {
    it('has every finding with its document, its evidence and no decision', () => {
      expect(all.length).toBeGreaterThanOrEqual(6);
      const total = all.find(({ rule }) => rule === 'score/total-mismatch')!;
      expect(total).toMatchObject({
        source: 'report',
        name: 'half-width-libreoffice.pdf',
        severity: 'error',
        outcome: 'fail',
        decision: null,
        version: 0,
        decidedBy: null,
      });
      expect(total.at).toMatchObject({ path: 'score.total', page: expect.any(Number) as number });
      expect(total.at.box).toHaveLength(4);
      // Both places: what is printed, and what it was computed from.
      expect(total.related.length).toBeGreaterThan(0);
      expect(total.related.every(({ page, box, note }) => page !== null && box?.length === 4 && note.zh !== '' && note.en !== '')).toBe(
        true,
      );
      expect(Object.keys(total.data)).toEqual(expect.arrayContaining(['reported', 'computed']));
    });

    it('is narrowed by each filter', async () => {
      const by = (test: (finding: StoredFinding) => boolean): string[] =>
        all
          .filter(test)
          .map(({ id }) => id)
          .toSorted();
      const ids = async (query: string): Promise<string[]> => (await list(query)).rows.map(({ id }) => id).toSorted();
      const { rule, organization, documentId } = all[0]!;
      expect(await ids(`rule=${rule}`)).toEqual(by((one) => one.rule === rule));
      expect(await ids(`rule=${rule}&rule=score/total-mismatch`)).toEqual(by((one) => [rule, 'score/total-mismatch'].includes(one.rule)));
      for (const severity of ['error', 'warning', 'info'] as const)
        expect(await ids(`severity=${severity}`)).toEqual(by((one) => one.severity === severity));
      for (const outcome of ['fail', 'open'] as const)
        expect(await ids(`outcome=${outcome}`)).toEqual(by((one) => one.outcome === outcome));
      expect(await ids(`organization=${enc(organization!)}`)).toEqual(by((one) => one.organization === organization));
      expect(await ids(`documentId=${documentId}`)).toEqual(by((one) => one.documentId === documentId));
      expect(await ids(`batchId=${batchId}`)).toEqual(by(() => true));
      expect(await ids('batchId=another')).toEqual([]);
      expect(await ids('source=archive')).toEqual([]);
      expect(await ids('decision=none')).toEqual(by(() => true));
      const document = (await reviewer.get(`/api/documents?organization=${enc(organization!)}`)).json<{
        rows: { auditStart: string; star: string }[];
      }>().rows[0]!;
      expect(await ids(`auditFrom=${document.auditStart}&auditTo=${document.auditStart}`)).toContain(all[0]!.id);
      expect(await ids(`star=${document.star}&organization=${enc(organization!)}`)).toContain(all[0]!.id);
      expect(await ids('star=no-star')).toEqual([]);
    });

    it('finds words of the report, and of the finding in both languages', async () => {
      const total = all.find(({ rule }) => rule === 'score/total-mismatch')!;
      for (const text of [
        total.organization!,
        total.projectNumber!,
        total.message.zh.slice(0, 5),
        total.message.en.split(' ').slice(0, 3).join(' '),
      ])
        expect((await list(`text=${enc(text)}`)).rows.map(({ id }) => id)).toContain(total.id);
      expect((await list(`text=${enc('绝无此词')}`)).total).toBe(0);
      for (const text of ['"', 'a*', "'; DROP TABLE findings; --", '%', 'NOT', '（）'])
        expect((await reviewer.get(`/api/findings?text=${enc(text)}`)).statusCode).toBe(200);
    });

    it('is sorted both ways, and its pages neither repeat nor leave out', async () => {
      for (const sort of ['created', 'severity', 'rule', 'organization']) {
        const up = (await list(`sort=${sort}&limit=200`)).rows;
        expect((await list(`sort=${sort}&descending=true&limit=200`)).rows).toEqual(up.toReversed());
        const paged: string[] = [];
        for (let offset = 0; offset < all.length; offset += 2)
          paged.push(...(await list(`sort=${sort}&offset=${offset}&limit=2`)).rows.map(({ id }) => id));
        expect(paged).toEqual(up.map(({ id }) => id));
      }
      const gravity = ['error', 'warning', 'info'];
      const severities = (await list('sort=severity')).rows.map(({ severity }) => gravity.indexOf(severity));
      expect(severities).toEqual(severities.toSorted());
    });

    it('has counts of every value, under the other filters alone', async () => {
      const tally = (found: StoredFinding[], key: 'rule' | 'severity' | 'outcome'): Record<string, number> => {
        const counted: Record<string, number> = {};
        for (const finding of found) counted[finding[key]] = (counted[finding[key]] ?? 0) + 1;
        return counted;
      };
      expect(await counts()).toEqual({
        rule: tally(all, 'rule'),
        severity: tally(all, 'severity'),
        outcome: tally(all, 'outcome'),
        decision: { none: all.length },
      });
      const errors = all.filter(({ severity }) => severity === 'error');
      const filtered = await counts('severity=error');
      expect(filtered).toMatchObject({ severity: tally(all, 'severity'), rule: tally(errors, 'rule'), decision: { none: errors.length } });
      expect(filtered.rule).toEqual(tally(errors, 'rule'));
    });

    it('refuses what it does not know', async () => {
      for (const query of [
        'rules=x',
        'outcome=pass',
        'decision=maybe',
        'sort=name',
        'auditFrom=today',
        'limit=500',
        'documentId=a%00',
        'rule=a%00',
        'text=a%00',
      ]) {
        expect([query, ...code(await reviewer.get(`/api/findings?${query}`))]).toEqual([query, 400, 'request/invalid']);
      }
      expect(code(await reviewer.get('/api/findings/counts?limit=1'))).toEqual([400, 'request/invalid']);
      expect(code(await reviewer.get('/api/findings/nothing'))).toEqual([404, 'request/not-found']);
    });
  });

  describe('a decision', () => {
    it('is taken, changed and taken back, and each step is told with who and when', async () => {
      const { id } = all[0]!;
      const confirmed = (await decide(reviewer, [{ findingId: id, version: 0, decision: 'confirmed' }])).json<Results>().results[0]!;
      expect(confirmed).toMatchObject({
        findingId: id,
        outcome: 'decided',
        finding: { decision: 'confirmed', version: 1, decidedBy: { user: '顾青禾', userId: reviewer.userId } },
      });
      expect((await decide(second, [dismiss(id, 1)])).json()).toMatchObject({
        results: [{ finding: { decision: 'dismissed', reason: '已核对原件', version: 2 } }],
      });
      expect((await list('decision=dismissed')).rows.map((row) => row.id)).toEqual([id]);
      expect((await counts('decision=dismissed')).decision).toEqual({ dismissed: 1, none: all.length - 1 });
      const { documentId } = all[0]!;
      const whole = (await reviewer.get(`/api/documents/${documentId}`)).json<{ decisions: unknown[] }>();
      expect(whole.decisions).toMatchObject([{ findingId: id, decision: 'dismissed', user: '陆知远', version: 2 }]);
      expect((await decide(reviewer, [{ findingId: id, version: 2, decision: null }])).statusCode).toBe(200);
      expect(await one(id)).toMatchObject({ decision: null, reason: null, version: 3, decidedBy: { user: '顾青禾' } });
      const history = (await reviewer.get(`/api/findings/${id}/history`)).json<{
        rows: { user: string; before: unknown; after: unknown }[];
        total: number;
      }>();
      expect(history.rows.map(({ user }) => user)).toEqual(['顾青禾', '陆知远', '顾青禾']);
      expect(history.rows[1]).toMatchObject({
        before: { decision: 'confirmed', version: 1 },
        after: { decision: 'dismissed', reason: '已核对原件', version: 2 },
      });
    });

    it('against a finding needs a reason, unless that is set otherwise', async () => {
      const { id } = all[1]!;
      for (const reason of [null, '', '  ']) {
        const answer = await decide(reviewer, [dismiss(id, 0, reason)]);
        expect(code(answer)).toEqual([400, 'request/invalid']);
        expect(answer.body).toContain('decisions.0.reason');
      }
      expect(await one(id)).toMatchObject({ decision: null, version: 0 });
    });

    it('that comes second is told the first, and overwrites nothing', async () => {
      const { id } = all[1]!;
      expect((await decide(second, [{ findingId: id, version: 0, decision: 'confirmed' }])).statusCode).toBe(200);
      const answer = await decide(reviewer, [dismiss(id, 0)]);
      expect(code(answer)).toEqual([409, 'store/conflict']);
      const body = answer.json<z.infer<typeof DecisionConflict>>();
      expect(body.message.zh).toMatch(/\p{Script=Han}/u);
      expect(body.results).toMatchObject([
        { findingId: id, outcome: 'conflict', finding: { decision: 'confirmed', version: 1, decidedBy: { user: '陆知远' } } },
      ]);
      expect(await one(id)).toMatchObject({ decision: 'confirmed', version: 1 });
    });

    it('of many is all or none, or each for itself', async () => {
      const [taken, ...free] = all.slice(1, 5).map(({ id }) => id);
      const decisions = [taken!, ...free].map((id) => dismiss(id, 0, '同一原因'));
      const none = await decide(reviewer, [...decisions, dismiss('0'.repeat(32), 0)]);
      expect(none.statusCode).toBe(409);
      expect(none.json<Results>().results.map(({ outcome }) => outcome)).toEqual(['conflict', ...free.map(() => 'unchanged'), 'gone']);
      expect((await list('decision=dismissed')).total).toBe(0);
      const each = await decide(reviewer, [...decisions, dismiss('0'.repeat(32), 0)], true);
      expect(each.statusCode).toBe(200);
      expect(each.json<Results>().results.map(({ outcome, finding }) => [outcome, finding?.reason ?? null])).toEqual([
        ['conflict', null],
        ...free.map(() => ['decided', '同一原因']),
        ['gone', null],
      ]);
      expect((await list('decision=dismissed')).total).toBe(free.length);
      const back = free.map((findingId) => ({ findingId, version: 1, decision: null }));
      expect((await decide(reviewer, back)).statusCode).toBe(200);
      expect((await list('decision=dismissed')).total).toBe(0);
    });

    it('raced for from two servers is won by one', async () => {
      const { id, version } = await one(all[5]!.id);
      const answers = await Promise.all(
        [...Array(8).keys()].map((i) => decide(i % 2 === 0 ? reviewer : second, [dismiss(id, version, String(i))])),
      );
      const statuses = answers.map(({ statusCode }) => statusCode).toSorted();
      expect(statuses).toEqual([200, ...Array<number>(7).fill(409)]);
      const winner = answers.findIndex(({ statusCode }) => statusCode === 200);
      expect(await one(id)).toMatchObject({ reason: String(winner), version: version + 1 });
      expect((await reviewer.get(`/api/findings/${id}/history`)).json()).toMatchObject({ total: 1 });
    });

    it('stays when its document is read again, also while its finding is gone', async () => {
      const { site } = sites;
      const { id, documentId } = all[5]!;
      const { version, decision } = await one(id);
      const again = async (change: Parameters<typeof readAll>[1]): Promise<void> => {
        await reviewer.send('POST', '/api/documents/reread', { ids: [documentId] });
        await readAll(site, change);
      };
      await again((result) => (result.findings = []));
      expect(code(await reviewer.get(`/api/findings/${id}`))).toEqual([404, 'request/not-found']);
      const { decisions } = (await reviewer.get(`/api/documents/${documentId}`)).json<{ decisions: unknown[] }>();
      expect(decisions).toMatchObject([{ findingId: null, decision, version }]);
      expect((await reviewer.get(`/api/findings/${id}/history`)).json()).toMatchObject({ total: 1 });
      await again(undefined);
      expect(await one(id)).toMatchObject({ decision, version });
    });

    it('is asked for properly, and only by those who may', async () => {
      const { id } = all[0]!;
      const wrong = [
        [],
        [{ findingId: id }],
        [{ findingId: id, version: -1, decision: null }],
        [dismiss(id, 0, 'x'.repeat(2001))],
        [dismiss(id, 0, 'a\0b')],
        [dismiss(id, 3), dismiss(id, 3)],
        Array.from({ length: 501 }, (_, i) => dismiss(String(i), 0)),
      ];
      for (const decisions of wrong) expect(code(await decide(reviewer, decisions))).toEqual([400, 'request/invalid']);
      const auditor = await sites.site.client('auditor');
      expect(code(await decide(auditor, [dismiss(id, 3)]))).toEqual([403, 'auth/forbidden']);
      // As many as there may be, with reasons as long as they may be, fit into one request.
      const many = Array.from({ length: 500 }, (_, i) => dismiss(`none-${i}`, 0, '长'.repeat(2000)));
      expect((await decide(reviewer, many, true)).json<Results>().results.every(({ outcome }) => outcome === 'gone')).toBe(true);
      // The audit log of others than findings is not for everybody.
      expect(code(await reviewer.get(`/api/findings/${reviewer.userId}/history`))).toEqual([400, 'request/invalid']);
    });
  });
});
