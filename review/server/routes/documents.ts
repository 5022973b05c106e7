import { z } from 'zod';
import { FileResult, GoujiError } from '../../../model/index.js';
import type { Documents } from '../../../pipeline/store/tables.js';
import { allows, note, notModified, visibleBatch } from '../access.js';
import type { App } from '../app.js';
import type { Context } from '../config.js';
import { ERRORS, Id, IdParams, listed, listing, PageQuery } from '../schemas/common.js';
import {
  Correction,
  correctionView,
  Document,
  documentFilter,
  DocumentFilterQuery,
  documentView,
  ListedDocument,
  listedDocumentView,
  Run,
  runView,
} from '../schemas/documents.js';
import { findingView, StoredFinding } from '../schemas/findings.js';

/** Decisions of one document that are told with it. */
const MOST_DECISIONS = 1000;

const WholeDocument = z.object({
  document: Document,
  runs: z.array(Run),
  corrections: z.array(Correction),
  decided: z.array(StoredFinding),
});

/** Documents, what was read of them, and their files. */
export function documentRoutes(app: App, context: Context): void {
  const { store, files, dispatcher } = context;
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
      const [runs, corrections, decided] = await Promise.all([
        store.documents.runs(document.id),
        store.documents.corrections(document.id),
        store.findings.list({ documentId: document.id, decision: ['confirmed', 'dismissed'] }, { offset: 0, limit: MOST_DECISIONS }),
      ]);
      return {
        document: documentView(document),
        runs: runs.map(runView),
        corrections: corrections.map(correctionView),
        decided: decided.rows.map(findingView),
      };
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
      // Written as it was stored: it was checked when it was read.
      return reply.type('application/json; charset=utf-8').serializer(JSON.stringify).send(result);
    },
  );

  app.get(
    '/api/documents/:id/original',
    {
      config: { access },
      schema: {
        tags,
        summary: 'The file as it was uploaded',
        params: IdParams,
        response: { 200: binary('The file', 'application/octet-stream'), ...ERRORS },
      },
    },
    async (request, reply) => {
      const { name, sha256, size } = await documentOf(context, request.params.id);
      if (notModified(request, reply, sha256)) return reply.send(null);
      const content = await files.stream(sha256);
      return reply
        .type('application/octet-stream')
        .header('content-length', size)
        .header('content-disposition', attachment(name))
        .send(content);
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
      for (const id of requeued) await note(request, context, { action: 'document.reread', subject: id });
      await dispatcher.wake(await Promise.all(requeued.map((id) => documentOf(context, id))));
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

/** Content-Disposition for a download: the last part of the name, in ASCII for old programs and in UTF-8. */
export function attachment(name: string): string {
  const last = name
    .split('/')
    .at(-1)!
    .replace(/[\p{C}]/gu, '_');
  const ascii = last.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(Buffer.from(last).toString()).replace(
    /['()*!]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
