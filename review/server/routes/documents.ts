import { z } from 'zod';
import { AuditReport, FileResult, GoujiError } from '../../../model/index.js';
import type { Documents } from '../../../pipeline/store/tables.js';
import { allows, note, visibleBatch } from '../access.js';
import type { App } from '../app.js';
import type { Context } from '../config.js';
import { ERRORS, HistoryEntry, historyView, Id, IdParams, listed, listing, PageQuery } from '../schemas/common.js';
import { originalRoute } from './original.js';
import {
  Correction,
  correctionView,
  decisionView,
  Document,
  documentFilter,
  DocumentFilterQuery,
  documentView,
  ListedDocument,
  listedDocumentView,
  Run,
  runView,
  StandingDecision,
} from '../schemas/documents.js';

/** Of answers written as they were stored: they were checked then. */
const JSON_TYPE = 'application/json; charset=utf-8';

const WholeDocument = z.object({
  document: Document,
  runs: z.array(Run),
  corrections: z.array(Correction),
  decisions: z.array(StandingDecision),
});

/** Documents, and what was read of them. */
export function documentRoutes(app: App, context: Context): void {
  originalRoute(app, context);
  const { store, dispatcher } = context;
  const access = ['documents.read'] as const;
  const tags = ['documents'];

  app.get(
    '/api/documents',
    {
      config: { access: ['documents.read', 'documents.own'] },
      schema: {
        tags,
        summary: 'Documents by what they hold; clerks name a batch of their own',
        querystring: DocumentFilterQuery.extend(PageQuery.shape),
        response: { 200: listed(ListedDocument), ...ERRORS },
      },
    },
    async (request) => {
      const { offset, limit, ...query } = request.query;
      if (!allows(request, 'documents.read')) await visibleBatch(request, context, query.batchId ?? '');
      return listing(await store.documents.list(documentFilter(query), { offset, limit }), listedDocumentView);
    },
  );

  app.get(
    '/api/documents/:id',
    {
      config: { access },
      schema: {
        tags,
        summary: 'One document, with runs, corrections and decisions',
        params: IdParams,
        response: { 200: WholeDocument, ...ERRORS },
      },
    },
    async (request) => {
      const document = await documentOf(context, request.params.id);
      const [runs, corrections, decisions] = await Promise.all([
        store.documents.runs(document.id),
        store.documents.corrections(document.id),
        store.documents.decisions(document.id),
      ]);
      return {
        document: documentView(document),
        runs: runs.map(runView),
        corrections: corrections.map(correctionView),
        decisions: decisions.map(decisionView),
      };
    },
  );

  app.get(
    '/api/documents/:id/record',
    {
      config: { access },
      schema: {
        tags,
        summary: "The record that counts: what the machine read, with people's values in it",
        params: IdParams,
        response: { 200: z.object({ runId: z.string(), record: AuditReport }), ...ERRORS },
      },
    },
    async (request, reply) => {
      const found = await store.documents.record(request.params.id);
      if (found === null) throw new GoujiError('request/not-found', { what: 'report' });
      return reply.type(JSON_TYPE).serializer(JSON.stringify).send(found);
    },
  );

  app.get(
    '/api/documents/:id/history',
    {
      config: { access },
      schema: {
        tags,
        summary: 'Corrections and readings asked for: who did what, the last first',
        params: IdParams,
        querystring: PageQuery,
        response: { 200: listed(HistoryEntry), ...ERRORS },
      },
    },
    async (request) => {
      const { id } = await documentOf(context, request.params.id);
      return listing(await store.audit.list({ subject: id }, request.query), historyView);
    },
  );

  app.get(
    '/api/documents/:id/result',
    {
      config: { access },
      schema: {
        tags,
        summary: 'All the machine read and found, by the reading that counts or the one named',
        params: IdParams,
        querystring: z.object({ run: Id.optional() }),
        response: { 200: FileResult, ...ERRORS },
      },
    },
    async (request, reply) => {
      const result = await store.documents.result(request.params.id, request.query.run);
      if (result === null) throw new GoujiError('request/not-found', { what: 'result' });
      return reply.type(JSON_TYPE).serializer(JSON.stringify).send(result);
    },
  );

  app.post(
    '/api/documents/reread',
    {
      config: { access: ['documents.reread'] },
      schema: {
        tags,
        summary: 'Read documents again; decisions stay',
        body: z.object({ ids: z.array(Id).min(1).max(500) }),
        response: { 200: z.object({ requeued: z.array(z.string()) }), ...ERRORS },
      },
    },
    async (request) => {
      const requeued = await store.documents.requeue({ ids: request.body.ids });
      const documents: Documents[] = [];
      for (const id of requeued) {
        await note(request, context, { action: 'document.reread', subject: id });
        documents.push(await documentOf(context, id));
      }
      await dispatcher.wake(documents);
      return { requeued };
    },
  );
}

/** @throws GoujiError request/not-found */
export async function documentOf({ store }: Pick<Context, 'store'>, id: string): Promise<Documents> {
  const document = await store.documents.find(id);
  if (document === null) throw new GoujiError('request/not-found', { what: 'document' });
  return document;
}

/** What is streamed, for the API's document. */
export const Bytes = z.any().meta({ type: 'string', format: 'binary' });

/** A response that is no JSON. */
export function binary(description: string, type: string) {
  return { description, content: { [type]: { schema: Bytes } } };
}
