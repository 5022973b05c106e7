import { z } from 'zod';
import { GoujiError } from '../../../model/index.js';
import type { FindingFilter } from '../../../pipeline/store/store.js';
import { sessionFor } from '../access.js';
import type { App } from '../app.js';
import type { Context } from '../config.js';
import { errorBody } from '../errors.js';
import { ERRORS, given, HistoryEntry, historyView, IdParams, listed, listing, PageQuery } from '../schemas/common.js';
import {
  DecisionConflict,
  DecisionResult,
  Decisions,
  findingFilter,
  FindingFilterQuery,
  findingView,
  StoredFinding,
} from '../schemas/findings.js';
import { readSettings } from '../settings.js';

const byValue = z.record(z.string(), z.number().int());
const FACETS = ['rule', 'severity', 'outcome', 'decision'] as const;
const Counts = z.object({ rule: byValue, severity: byValue, outcome: byValue, decision: byValue });
/** Of findings alone: other entries of the audit log are not for everybody who reads findings. */
const FindingId = z.string().regex(/^[0-9a-f]{32}$/);
/** Bytes of a request that dismisses many with a long reason each. */
const DECISIONS_LIMIT = 5e6;

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
        summary: 'How many findings each value of a filter would leave, under the other filters',
        querystring: FindingFilterQuery,
        response: { 200: Counts, ...ERRORS },
      },
    },
    (request) => countsOf(findingFilter(request.query)),
  );

  app.get(
    '/api/findings/:id',
    { config: { access }, schema: { tags, summary: 'One finding', params: IdParams, response: { 200: StoredFinding, ...ERRORS } } },
    async (request) => {
      const finding = await store.findings.find(request.params.id);
      if (finding === null) throw new GoujiError('request/not-found', { what: 'finding' });
      return findingView(finding);
    },
  );

  app.get(
    '/api/findings/:id/history',
    {
      config: { access },
      schema: {
        tags,
        summary: 'Who decided what on a finding, the last first; also when it is gone',
        params: z.object({ id: FindingId }),
        querystring: PageQuery,
        response: { 200: listed(HistoryEntry), ...ERRORS },
      },
    },
    async (request) => listing(await store.audit.list({ subject: request.params.id }, request.query), historyView),
  );

  app.post(
    '/api/findings/decisions',
    {
      config: { access: ['findings.decide'] },
      bodyLimit: DECISIONS_LIMIT,
      schema: {
        tags,
        summary: 'Confirm, dismiss or take back, all or none or each for itself; 409 when somebody has decided since the version named',
        body: Decisions,
        response: { 200: z.object({ results: z.array(DecisionResult) }), 409: DecisionConflict, ...ERRORS },
      },
    },
    async (request, reply) => {
      const { decisions, each } = request.body;
      await refuseUnreasoned(decisions);
      const ids = decisions.map(({ findingId }) => findingId);
      if (new Set(ids).size < ids.length) throw new GoujiError('request/invalid', { field: 'body.decisions', reason: 'a finding twice' });
      let late: string[] = [];
      try {
        late = await store.findings.decide(decisions, sessionFor(request).user.id, each);
      } catch (error) {
        if (!(error instanceof GoujiError) || error.code !== 'store/conflict') throw error;
        const now = await findingsById(ids);
        const results = decisions.map(({ findingId, version }): DecisionResult => {
          const finding = now.get(findingId) ?? null;
          return { findingId, outcome: finding === null ? 'gone' : finding.version === version ? 'unchanged' : 'conflict', finding };
        });
        return reply.status(409).send({ ...errorBody('store/conflict'), results });
      }
      const now = await findingsById(ids);
      const results = ids.map((findingId): DecisionResult => {
        const finding = now.get(findingId) ?? null;
        return { findingId, outcome: finding === null ? 'gone' : late.includes(findingId) ? 'conflict' : 'decided', finding };
      });
      return reply.send({ results });
    },
  );

  const refuseUnreasoned = async (decisions: z.output<typeof Decisions>['decisions']): Promise<void> => {
    const { dismissalNeedsReason } = await readSettings(store.settings);
    const index = decisions.findIndex(({ decision, reason }) => decision === 'dismissed' && (reason ?? '') === '');
    if (dismissalNeedsReason && index >= 0)
      throw new GoujiError('request/invalid', { field: `body.decisions.${index}.reason`, reason: 'required' });
  };

  const findingsById = async (ids: readonly string[]): Promise<Map<string, StoredFinding>> =>
    new Map((await store.findings.findAll(ids)).map((row) => [row.id, findingView(row)]));

  /** A filter's own values are counted without it, so that the ones not chosen have a count too. */
  const countsOf = async (filter: FindingFilter): Promise<z.infer<typeof Counts>> => {
    const counts = await store.findings.counts(filter);
    for (const facet of FACETS) {
      if (filter[facet] === undefined) continue;
      counts[facet] = (await store.findings.counts(given({ ...filter, [facet]: undefined })))[facet];
    }
    return counts;
  };
}
