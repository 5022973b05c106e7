import { z } from 'zod';
import type { DocumentRow } from '../../../pipeline/store/store.js';
import type { Summary } from '../../../pipeline/store/summary.js';
import { SCHEMES } from '../../../validators/index.js';
import type { App } from '../app.js';
import type { Context } from '../config.js';
import { auditorDays } from '../auditor-days.js';
import { ERRORS } from '../schemas/common.js';
import { ListedDocument, listedDocumentView } from '../schemas/documents.js';
import { findingView, StoredFinding } from '../schemas/findings.js';

/** Reports and findings of one name that are told; more than any office has, and `complete` says when it was not enough. */
const MOST = 1000;
const STRIDE = 200;

const Name = z.object({ name: z.string().trim().min(1).max(200) });
const Timeline = z.object({ reports: z.array(ListedDocument), findings: z.array(StoredFinding), complete: z.boolean() });
const AuditorRecord = z.object({
  reports: z.array(ListedDocument),
  /** Days on audit, added up; how many days of the calendar these are; and the days on which audits of different reports meet. */
  days: z.number().int(),
  calendarDays: z.number().int(),
  overlaps: z.array(z.object({ day: z.string(), documents: z.array(z.string()) })),
  complete: z.boolean(),
});

export const StatisticsQuery = z.object({ from: z.iso.date().optional(), to: z.iso.date().optional() });
const year = z.string().nullable();
const count = z.number().int();
const Statistics = z.object({
  years: z.array(z.object({ year, reports: count, withFailures: count, withOpen: count })),
  rules: z.array(z.object({ rule: z.string(), year, fail: count, open: count, dismissed: count })),
  /** Reports whose score is at least `from` and below `from` + 0.5. */
  scores: z.array(z.object({ from: z.number(), reports: count })),
  /** Reports within one point below and above the score a star needs: offices that round up show more above than below. */
  heaping: z.array(z.object({ threshold: z.number(), star: z.string(), below: count, above: count })),
  batches: z.array(z.object({ id: z.string(), name: z.string(), createdAt: z.string(), documents: count, pages: count, doubtful: count })),
});

/** What the archive knows of an organization, and of an auditor. */
export function archiveRoutes(app: App, context: Context): void {
  const { store } = context;
  const access = ['archive'] as const;
  const tags = ['archive'];

  app.get(
    '/api/archive/organizations/timeline',
    {
      config: { access },
      schema: {
        tags,
        summary: 'The reports of an organization by the day of the audit, and what contradicts between them',
        querystring: Name,
        response: { 200: Timeline, ...ERRORS },
      },
    },
    async (request) => {
      const { name: organization } = request.query;
      const { rows, complete } = await all((offset) => store.documents.list({ organization, sort: 'audit' }, { offset, limit: STRIDE }));
      const found = await all((offset) => store.findings.list({ organization, source: 'archive' }, { offset, limit: STRIDE }));
      return { reports: rows.map(listedDocumentView), findings: found.rows.map(findingView), complete: complete && found.complete };
    },
  );

  app.get(
    '/api/archive/auditors/reports',
    {
      config: { access },
      schema: {
        tags,
        summary: 'The reports an auditor had part in, and the days these took',
        querystring: Name,
        response: { 200: AuditorRecord, ...ERRORS },
      },
    },
    async (request) => {
      const { name: auditor } = request.query;
      const { rows, complete } = await all((offset) => store.documents.list({ auditor, sort: 'audit' }, { offset, limit: STRIDE }));
      return { reports: rows.map(listedDocumentView), ...auditorDays(latest(rows)), complete };
    },
  );

  app.get(
    '/api/archive/statistics',
    {
      config: { access },
      schema: {
        tags,
        summary: 'Findings by rule and year, scores and how they heap above the thresholds, doubtful readings by batch',
        querystring: StatisticsQuery,
        response: { 200: Statistics, ...ERRORS },
      },
    },
    async (request) => statisticsView(await store.statistics.summary(request.query)),
  );
}

/** Hundredths in a bin of the distribution, and on each side of a threshold. */
const BIN = 50;
const BESIDE = 100;

function statisticsView({ years, rules, totals, batches }: Summary): z.infer<typeof Statistics> {
  const bins = new Map<number, number>();
  for (const { total, reports } of totals) {
    const from = Math.floor(total / BIN) * BIN;
    bins.set(from, (bins.get(from) ?? 0) + reports);
  }
  const between = (from: number, to: number): number =>
    totals.reduce((sum, { total, reports }) => (total >= from && total < to ? sum + reports : sum), 0);
  const thresholds = SCHEMES.flatMap(({ stars }) => stars).map(({ star, from }) => ({ star, from: from * 100 }));
  return {
    years,
    rules,
    scores: [...bins].map(([from, reports]) => ({ from: from / 100, reports })),
    heaping: thresholds.map(({ star, from }) => ({
      threshold: from / 100,
      star,
      below: between(from - BESIDE, from),
      above: between(from, from + BESIDE),
    })),
    batches: batches.map(({ created_at, ...batch }) => ({ ...batch, createdAt: created_at })),
  };
}

async function all<Row>(list: (offset: number) => Promise<{ rows: Row[] }>): Promise<{ rows: Row[]; complete: boolean }> {
  const found: Row[] = [];
  while (found.length < MOST) {
    const { rows } = await list(found.length);
    found.push(...rows);
    if (rows.length < STRIDE) return { rows: found, complete: true };
  }
  return { rows: found, complete: false };
}

/** Of versions of one report only the last: one audit is not two. */
function latest(rows: readonly DocumentRow[]): DocumentRow[] {
  const earlier = new Set(rows.map((row) => row.version_of));
  return rows.filter(({ id }) => !earlier.has(id));
}
