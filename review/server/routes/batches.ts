import { z } from 'zod';
import { GoujiError } from '../../../model/index.js';
import { PRIORITY } from '../../../pipeline/intake/receive.js';
import type { Batches } from '../../../pipeline/store/tables.js';
import { allows, note, sessionFor, visibleBatch } from '../access.js';
import type { App } from '../app.js';
import type { Context } from '../config.js';
import { Batch, batchView, Progress, progressView, Receipt, receiptView } from '../schemas/batches.js';
import { ERRORS, IdParams, listed, listing, PageQuery } from '../schemas/common.js';

const NewBatch = z.object({ name: z.string().trim().min(1).max(200), single: z.boolean().default(false) });
const BatchAndProgress = Batch.extend({ progress: Progress });

/** Batches and what can be done with them. Clerks see and control those they created. */
export function batchRoutes(app: App, context: Context): void {
  const { store, dispatcher } = context;
  const read = ['batches.read', 'batches.own'] as const;
  const control = ['batches.control'] as const;
  const tags = ['batches'];

  app.post(
    '/api/batches',
    {
      config: { access: ['batches.create'] },
      schema: {
        tags,
        summary: 'Begin a batch, to which files are added until it is sealed; a single one overtakes bulk ones until its second file',
        body: NewBatch,
        response: { 201: Batch, ...ERRORS },
      },
    },
    async (request, reply) => {
      const { name, single } = request.body;
      const priority = single ? PRIORITY.single : PRIORITY.bulk;
      const batch = await store.batches.create({ name, priority, created_by: sessionFor(request).user.id });
      await note(request, context, { action: 'batch.created', subject: batch.id, after: batchView(batch) });
      return reply.status(201).send(batchView(batch));
    },
  );

  app.get(
    '/api/batches',
    {
      config: { access: read },
      schema: { tags, summary: 'Batches, the last first', querystring: PageQuery, response: { 200: listed(BatchAndProgress), ...ERRORS } },
    },
    async (request) => {
      const createdBy = allows(request, 'batches.read') ? undefined : sessionFor(request).user.id;
      const { rows, total, exact = true } = await store.batches.list(request.query, createdBy);
      return { rows: await Promise.all(rows.map(withProgress)), total, exact };
    },
  );

  app.get(
    '/api/batches/:id',
    {
      config: { access: read },
      schema: { tags, summary: 'One batch', params: IdParams, response: { 200: BatchAndProgress, ...ERRORS } },
    },
    async (request) => withProgress(await visibleBatch(request, context, request.params.id)),
  );

  app.get(
    '/api/batches/:id/receipts',
    {
      config: { access: read },
      schema: {
        tags,
        summary: 'One line per file that was uploaded',
        params: IdParams,
        querystring: PageQuery,
        response: { 200: listed(Receipt), ...ERRORS },
      },
    },
    async (request) => {
      const { id } = await visibleBatch(request, context, request.params.id);
      return listing(await store.batches.receipts(id, request.query), receiptView);
    },
  );

  /** What changes a batch's state, from which states, and what has to be done then. */
  const act = (
    name: string,
    summary: string,
    from: readonly Batches['state'][],
    to: Batches['state'],
    then?: (batch: Batches) => unknown,
  ) =>
    app.post(
      `/api/batches/:id/${name}`,
      { config: { access: control }, schema: { tags, summary, params: IdParams, response: { 200: BatchAndProgress, ...ERRORS } } },
      async (request) => {
        const before = await visibleBatch(request, context, request.params.id);
        const { finished } = progressView(before, await store.batches.progress(before.id));
        if (finished || !(await store.batches.setState(before.id, to, from))) throw new GoujiError('batch/finished');
        await note(request, context, {
          action: `batch.${name}`,
          subject: before.id,
          before: { state: before.state },
          after: { state: to },
        });
        await then?.(before);
        return withProgress({ ...before, state: to });
      },
    );
  act('seal', 'No more files are to come', ['receiving'], 'running', () => dispatcher.wake([]));
  act('pause', 'Begin no further document', ['running'], 'paused');
  act('resume', 'Go on', ['paused'], 'running', () => dispatcher.wake([]));
  act('cancel', 'Give up what has not been read', ['receiving', 'running', 'paused'], 'cancelled');

  app.post(
    '/api/batches/:id/retry',
    {
      config: { access: control },
      schema: {
        tags,
        summary: 'Read the failed documents again',
        params: IdParams,
        response: { 200: z.object({ requeued: z.number().int() }), ...ERRORS },
      },
    },
    async (request) => {
      const batch = await visibleBatch(request, context, request.params.id);
      if (batch.state === 'cancelled') throw new GoujiError('batch/finished');
      const ids = await store.documents.requeue({ batchId: batch.id });
      await note(request, context, { action: 'batch.retry', subject: batch.id, after: { documents: ids } });
      await dispatcher.wake(ids.map((id) => ({ id, priority: batch.priority })));
      return { requeued: ids.length };
    },
  );

  const withProgress = async (batch: Batches): Promise<z.infer<typeof BatchAndProgress>> => ({
    ...batchView(batch),
    progress: progressView(batch, await store.batches.progress(batch.id)),
  });
}
