import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { finding } from '../../pipeline/sample-results.js';
import { newBatch, stored } from '../../pipeline/store/databases.js';
import { openSite, type Client, type Site } from './harness.js';

let site: Site;
let reviewer: Client;
beforeEach(async () => {
  site = await openSite();
  reviewer = await site.client('reviewer');
  const batch = await newBatch(site.store);
  const report = (n: number, organization: string, day: string, total: number, person: string) =>
    stored(
      site.store,
      batch,
      n,
      (it) => {
        it.basic.organization = organization;
        it.basic.projectNumber = `${n}-2024-SA`;
        it.basic.audit = { start: day, end: day };
        it.score.total = total;
        it.basic.auditors = [{ ...it.basic.auditors![0]!, name: person }];
      },
      [finding({ fingerprint: `f${n}`, outcome: n === 3 ? 'open' : 'fail' })],
    );
  await report(1, '青岚家政服务有限公司', '2023-05-04', 95.1, '顾青禾');
  await report(2, '青岚家政服务有限公司', '2024-05-06', 94.9, '顾青禾');
  await report(3, '远山物业管理有限公司', '2024-05-06', 95, '顾青禾');
  await report(4, '远山物业管理有限公司', '2022-01-02', 89.99, '陆知远');
});
afterEach(() => site.close());

describe('the archive', () => {
  it('tells an organization’s reports by the day of their audit', async () => {
    const url = `/api/archive/organizations/timeline?name=${encodeURIComponent('青岚家政服务有限公司')}`;
    const timeline = (await reviewer.get(url)).json<{ reports: { auditStart: string }[]; complete: boolean }>();
    expect([timeline.complete, timeline.reports.map(({ auditStart }) => auditStart)]).toEqual([true, ['2023-05-04', '2024-05-06']]);
  });

  it('tells an auditor’s reports and days, and where two audits meet', async () => {
    const record = (await reviewer.get(`/api/archive/auditors/reports?name=${encodeURIComponent('顾青禾')}`)).json<object>();
    expect(record).toMatchObject({ days: 3, calendarDays: 2, overlaps: [{ day: '2024-05-06' }] });
  });

  it('finds past certifications by what stands in them', async () => {
    const found = (await reviewer.get(`/api/documents?text=${encodeURIComponent('远山物业')}`)).json<{ total: number }>();
    expect(found.total).toBe(2);
  });

  it('counts findings by rule and year, scores beside the thresholds, doubt by batch', async () => {
    const all = (await reviewer.get('/api/archive/statistics')).json<Record<string, unknown>>();
    expect(all).toMatchObject({
      years: [
        { year: '2022', reports: 1, withFailures: 1, withOpen: 0 },
        { year: '2023', reports: 1 },
        { year: '2024', reports: 2, withFailures: 1, withOpen: 1 },
      ],
      rules: [
        { year: '2022', fail: 1 },
        { year: '2023', fail: 1 },
        { rule: 'score/total-mismatch', year: '2024', fail: 1, open: 1, dismissed: 0 },
      ],
      scores: [
        { from: 89.5, reports: 1 },
        { from: 94.5, reports: 1 },
        { from: 95, reports: 2 },
      ],
      batches: [{ documents: 4, pages: 4, doubtful: 0 }],
    });
    expect(all['heaping']).toEqual(
      expect.arrayContaining([
        { threshold: 95, star: 'five-star', below: 1, above: 2 },
        { threshold: 90, star: 'four-star', below: 1, above: 0 },
      ]),
    );
    const one = (await reviewer.get('/api/archive/statistics?from=2024-01-01&to=2024-12-31')).json<{ years: unknown[] }>();
    expect(one.years).toHaveLength(1);
  });

  it('keeps what was dismissed out of the discrepancies', async () => {
    const [first] = (await site.store.findings.list({}, { offset: 0, limit: 1 })).rows;
    await site.store.findings.decide([{ findingId: first!.id, version: 0, decision: 'dismissed', reason: '复核无误' }], reviewer.userId);
    const { rules } = (await reviewer.get('/api/archive/statistics?from=2023-01-01&to=2023-12-31')).json<{ rules: unknown[] }>();
    expect(rules).toMatchObject([{ fail: 0, dismissed: 1 }]);
  });
});
