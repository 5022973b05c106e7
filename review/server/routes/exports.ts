import type { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { GoujiError } from '../../../model/index.js';
import { note, visibleBatch } from '../access.js';
import type { App } from '../app.js';
import type { Context } from '../config.js';
import { AUDIT_COLUMNS, DOCUMENT_COLUMNS, FINDING_COLUMNS, RECEIPT_COLUMNS, RULE_COLUMNS, type Column } from '../export/columns.js';
import { pagesOf, TYPES, writeExport, type Format } from '../export/write.js';
import { Bytes } from './documents.js';
import { auditFilter, AuditFilterQuery } from './administration.js';
import { StatisticsQuery } from './archive.js';
import { receiptView } from '../schemas/batches.js';
import { ERRORS, Id } from '../schemas/common.js';
import { documentFilter, DocumentFilterQuery, listedDocumentView } from '../schemas/documents.js';
import { findingFilter, FindingFilterQuery, findingView } from '../schemas/findings.js';
import { readSettings } from '../settings.js';

/** Exports that may be written at the same time: each goes through the whole store. */
const MOST_EXPORTS = 8;

const How = z.object({ format: z.enum(['csv', 'xlsx', 'json']), language: z.enum(['zh', 'en']).optional() });

/** Any view of documents or findings as a file, under the filters of its list. */
export function exportRoutes(app: App, context: Context): void {
  const { store } = context;
  const access = ['export'] as const;
  const tags = ['exports'];
  let running = 0;

  const response = {
    200: {
      description: 'The file',
      content: Object.fromEntries(Object.values(TYPES).map((type) => [type.split(';')[0]!, { schema: Bytes }])),
    },
    ...ERRORS,
  };

  const send = async <Row>(
    request: FastifyRequest,
    reply: FastifyReply,
    what: { name: string; format: Format; language: 'zh' | 'en' | undefined; filter: object },
    pages: AsyncIterable<Row[]>,
    columns: readonly Column<Row>[],
  ): Promise<FastifyReply> => {
    if (running >= MOST_EXPORTS) throw new GoujiError('server/busy');
    const { name, format, filter } = what;
    running += 1;
    let content: Readable;
    try {
      const language = what.language ?? (await readSettings(store.settings)).language;
      await note(request, context, { action: 'export', subject: name, after: { format, filter } });
      content = writeExport(format, pages, columns, language);
    } catch (error) {
      running -= 1;
      throw error;
    }
    // Whoever stopped reading must not keep the server from closing.
    const end = (): void => void content.destroy();
    context.closing.addEventListener('abort', end);
    content.once('close', () => {
      running -= 1;
      context.closing.removeEventListener('abort', end);
    });
    const day = new Date().toISOString().slice(0, 10);
    return reply.type(TYPES[format]).header('content-disposition', `attachment; filename="gouji-${name}-${day}.${format}"`).send(content);
  };

  app.get(
    '/api/exports/findings',
    {
      config: { access },
      schema: { tags, summary: 'Findings as CSV, XLSX or JSON', querystring: FindingFilterQuery.extend(How.shape), response },
    },
    (request, reply) => {
      const { format, language, ...query } = request.query;
      const filter = findingFilter(query);
      const pages = mapped(
        pagesOf((page) => store.findings.list(filter, page)),
        findingView,
      );
      return send(request, reply, { name: 'findings', format, language, filter }, pages, FINDING_COLUMNS);
    },
  );

  app.get(
    '/api/exports/documents',
    {
      config: { access },
      schema: { tags, summary: 'Documents as CSV, XLSX or JSON', querystring: DocumentFilterQuery.extend(How.shape), response },
    },
    (request, reply) => {
      const { format, language, ...query } = request.query;
      const filter = documentFilter(query);
      const pages = mapped(
        pagesOf((page) => store.documents.list(filter, page)),
        listedDocumentView,
      );
      return send(request, reply, { name: 'documents', format, language, filter }, pages, DOCUMENT_COLUMNS);
    },
  );

  app.get(
    '/api/exports/receipts',
    {
      config: { access: ['export', 'batches.own'] },
      schema: { tags, summary: 'The receipts of a batch as CSV, XLSX or JSON', querystring: How.extend({ batchId: Id }), response },
    },
    async (request, reply) => {
      const { format, language, batchId } = request.query;
      await visibleBatch(request, context, batchId);
      const pages = mapped(
        pagesOf((page) => store.batches.receipts(batchId, page)),
        receiptView,
      );
      return send(request, reply, { name: 'receipts', format, language, filter: { batchId } }, pages, RECEIPT_COLUMNS);
    },
  );

  app.get(
    '/api/exports/audit',
    {
      config: { access: ['audit.read'] },
      schema: { tags, summary: 'The audit log as CSV, XLSX or JSON', querystring: AuditFilterQuery.extend(How.shape), response },
    },
    (request, reply) => {
      const { format, language, ...query } = request.query;
      // What is written into the log meanwhile, this export to begin with, would move the pages.
      const filter = { ...auditFilter(query), to: query.to ?? new Date().toISOString() };
      const pages = pagesOf((page) => store.audit.list(filter, page));
      return send(request, reply, { name: 'audit', format, language, filter }, pages, AUDIT_COLUMNS);
    },
  );

  app.get(
    '/api/exports/statistics',
    {
      config: { access },
      schema: {
        tags,
        summary: 'Findings by rule and year as CSV, XLSX or JSON',
        querystring: StatisticsQuery.extend(How.shape),
        response,
      },
    },
    async (request, reply) => {
      const { format, language, from, to } = request.query;
      const { rules } = await store.statistics.summary({ from, to });
      return send(request, reply, { name: 'statistics', format, language, filter: { from, to } }, onePage(rules), RULE_COLUMNS);
    },
  );
}

// eslint-disable-next-line @typescript-eslint/require-await -- pages come one by one everywhere
async function* onePage<Row>(rows: Row[]): AsyncGenerator<Row[]> {
  yield rows;
}

async function* mapped<Row, View>(pages: AsyncIterable<Row[]>, view: (row: Row) => View): AsyncGenerator<View[]> {
  for await (const rows of pages) yield rows.map(view);
}
