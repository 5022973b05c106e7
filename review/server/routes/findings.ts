import { z } from 'zod';
import { GoujiError } from '../../../model/index.js';
import type { FindingRow } from '../../../pipeline/store/store.js';
import { note, sessionFor } from '../access.js';
import type { App } from '../app.js';
import type { Context } from '../config.js';
import { ERRORS, IdParams, listed, listing, PageQuery } from '../schemas/common.js';
import { Decisions, findingFilter, FindingFilterQuery, findingView, StoredFinding } from '../schemas/findings.js';
import { readSettings } from '../settings.js';

const byValue = z.record(z.string(), z.number().int());
const Counts = z.object({ rule: byValue, severity: byValue, outcome: byValue, decision: byValue });

/** Findings of all documents, and what people decide on them. */
export function findingRoutes(app: App, context: Context): void {
  const { store } = context;
  const access = ['findings.read'] as const;
  const tags = ['findings'];

  app.get(
    '/api/findings',
    {
      config: { access },
      schema: {
        tags,
        summary: 'Findings by rule, severity, decision, organization, words …',
        querystring: FindingFilterQuery.extend(PageQuery.shape),
        response: { 200: listed(StoredFinding), ...ERRORS },
      },
    },
    async (request) => {
      const { offset, limit, ...query } = request.query;
      return listing(await store.findings.list(findingFilter(query), { offset, limit }), findingView);
    },
  );

  app.get(
    '/api/findings/counts',
    {
      config: { access },
      schema: {
        tags,
        summary: 'How many findings each filter would leave',
        querystring: FindingFilterQuery,
        response: { 200: Counts, ...ERRORS },
      },
    },
    (request) => store.findings.counts(findingFilter(request.query)),
  );

  app.get(
    '/api/findings/:id',
    { config: { access }, schema: { tags, summary: 'One finding', params: IdParams, response: { 200: StoredFinding, ...ERRORS } } },
    async (request) => findingView(await findingOf(request.params.id)),
  );

  app.post(
    '/api/findings/decisions',
    {
      config: { access: ['findings.decide'] },
      schema: {
        tags,
        summary: 'Confirm, dismiss or take back, all or none; 409 when somebody has decided since the version named',
        body: Decisions,
        response: { 200: z.object({ rows: z.array(StoredFinding) }), ...ERRORS },
      },
    },
    async (request) => {
      const { decisions } = request.body;
      const { dismissalNeedsReason } = await readSettings(store.settings);
      for (const [index, { decision, reason }] of decisions.entries()) {
        if (!dismissalNeedsReason || decision !== 'dismissed' || (reason ?? '') !== '') continue;
        throw new GoujiError('request/invalid', { field: `body.decisions.${index}.reason`, reason: 'required' });
      }
      if (new Set(decisions.map(({ findingId }) => findingId)).size < decisions.length)
        throw new GoujiError('request/invalid', { field: 'body.decisions', reason: 'a finding twice' });
      const before: FindingRow[] = [];
      for (const { findingId } of decisions) before.push(await findingOf(findingId));
      await store.findings.decide(decisions, sessionFor(request).user.id);
      const rows: StoredFinding[] = [];
      for (const finding of before) {
        const after = await findingOf(finding.id);
        const { document_id, fingerprint, rule } = finding;
        await note(request, context, {
          action: 'finding.decided',
          subject: finding.id,
          before: decisionOf(finding),
          after: { ...decisionOf(after), document: document_id, fingerprint, rule },
        });
        rows.push(findingView(after));
      }
      return { rows };
    },
  );

  const findingOf = async (id: string): Promise<FindingRow> => {
    const finding = await store.findings.find(id);
    if (finding === null) throw new GoujiError('request/not-found', { what: 'finding' });
    return finding;
  };
}

function decisionOf({ decision, reason, version }: FindingRow): object {
  return { decision, reason, version };
}
