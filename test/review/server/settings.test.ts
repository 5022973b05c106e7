import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reading } from '../../../model/index.js';
import { doubted, judged } from '../../../pipeline/stages/judge.js';
import { checkedResult, finding } from '../../pipeline/sample-results.js';
import { newBatch, stored } from '../../pipeline/store/databases.js';
import { openSite, type Client, type Site } from './harness.js';

let site: Site;
let admin: Client;
beforeEach(async () => {
  site = await openSite();
  admin = await site.client('admin');
});
afterEach(() => site.close());

const DEFAULTS = { sessionHours: 12, dismissalNeedsReason: true, language: 'zh', doubtThreshold: 0.9, severities: {} };
const put = (changes: object) => admin.send('PUT', '/api/settings', { ...DEFAULTS, ...changes });

describe('settings', () => {
  it('are validated, kept and told in the log', async () => {
    expect((await admin.get('/api/settings')).json()).toEqual(DEFAULTS);
    const wrong = [
      { doubtThreshold: 0.5 },
      { doubtThreshold: 1 },
      { severities: { 'no/rule': 'info' } },
      { severities: { 'score/total-mismatch': 'fatal' } },
      { sessionHours: 0 },
      { more: 1 },
    ];
    for (const changes of wrong) expect([changes, (await put(changes)).statusCode]).toEqual([changes, 400]);
    const wanted = { sessionHours: 4, doubtThreshold: 0.97, severities: { 'score/total-mismatch': 'warning' } };
    expect((await put(wanted)).statusCode).toBe(200);
    expect((await admin.get('/api/settings')).json()).toEqual({ ...DEFAULTS, ...wanted });
    const { rows } = (await admin.get('/api/audit?subject=settings')).json<{ rows: unknown[] }>();
    expect(rows).toMatchObject([{ action: 'settings.changed', before: DEFAULTS, after: wanted }]);
  });

  it('of severities count for stored findings at once, for later ones too, and can be taken back', async () => {
    const batch = await newBatch(site.store);
    const severities = async () => (await site.store.findings.list({}, { offset: 0, limit: 9 })).rows.map(({ severity }) => severity);
    await stored(site.store, batch, 1, undefined, [finding()]);
    await put({ severities: { 'score/total-mismatch': 'info' } });
    await stored(site.store, batch, 2, undefined, [finding()]);
    expect(await severities()).toEqual(['info', 'info']);
    const listed = (await admin.get('/api/findings?severity=info')).json<{ total: number }>();
    expect(listed.total).toBe(2);
    await put({});
    expect(await severities()).toEqual(['error', 'error']);
  });

  it('of doubt turn accusations on less sure readings into questions, and leave the readings as they are', () => {
    const result = checkedResult();
    const total = result.report!.score.total!;
    const reading: Reading = { text: String(total - 1), page: 1, box: [0, 0, 9, 9], confidence: 0.95 } as Reading;
    const report = structuredClone(result.report!);
    report.score.total = total - 1;
    const read = { ...result, report, provenance: { 'score.total': reading } };
    const of = (doubtThreshold: number) =>
      judged({ ...read, findings: [finding({ outcome: 'fail' })] }, { doubtThreshold, severities: {} });
    expect(of(0.9).findings[0]!.outcome).toBe('fail');
    const strict = of(0.97);
    expect(strict.findings.filter(({ rule }) => rule === 'score/total-mismatch').map(({ outcome }) => outcome)).toEqual(['open']);
    expect(strict.provenance['score.total']!.confidence).toBe(0.95);
    expect(doubted({ a: { ...reading, confidence: 0.98 } }, { doubtThreshold: 0.97, severities: {} })['a']!.confidence).toBe(0.98);
  });

  it('of rules have names to show, and clerks see none of it', async () => {
    const rules = (await admin.get('/api/rules')).json<{ id: string; source: string; title: { zh: string } }[]>();
    expect(rules.map(({ id }) => id)).toEqual(expect.arrayContaining(['score/total-mismatch', 'archive/copied-narrative']));
    expect((await (await site.client('clerk')).get('/api/rules')).statusCode).toBe(403);
    expect((await (await site.client('auditor')).send('PUT', '/api/settings', DEFAULTS)).statusCode).toBe(403);
  });
});
