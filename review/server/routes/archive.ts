import { z } from 'zod';
import type { DocumentRow } from '../../../pipeline/store/store.js';
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
