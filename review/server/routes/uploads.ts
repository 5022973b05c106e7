import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { GoujiError } from '../../../model/index.js';
import {
  PRIORITY,
  RECEIVE_LIMITS,
  Receiver,
  type ReceiveContext,
  type Received as ReceivedFiles,
} from '../../../pipeline/intake/receive.js';
import type { Batches, Documents, Receipts } from '../../../pipeline/store/tables.js';
import { sessionFor, visibleBatch } from '../access.js';
import type { App } from '../app.js';
import type { Context } from '../config.js';
import { batchView, Received, receiptView } from '../schemas/batches.js';
import { ERRORS, IdParams } from '../schemas/common.js';
import { readSettings } from '../settings.js';

/** Requests that may upload at the same time: each holds a connection, a temporary file and a disk that is synced. */
const MOST_UPLOADS = 16;
/** Files in one request; folders with more go in several. */
const MOST_PARTS = 20_000;
/** Receipts told in the answer. */
const MOST_TOLD = 1000;
/** Readers are woken after so many files, not only at the end. */
const WAKE_AFTER = 20;

const UploadQuery = z.object({ name: z.string().trim().min(1).max(200) });

/** Files on their way in: as multipart/form-data, each part a file, named with its folders where it has any; ZIPs are opened. */
export function uploadRoutes(app: App, context: Context): void {
  let running = 0;
  const consumes = ['multipart/form-data'];
  const tags = ['batches'];
  const access = ['batches.create'] as const;

  const receive = async (request: FastifyRequest, to: Target): Promise<z.infer<typeof Received>> => {
    if (!request.isMultipart()) throw new GoujiError('request/unsupported');
    if (running >= MOST_UPLOADS) throw new GoujiError('server/busy');
    running += 1;
    try {
      return await receiveParts(request, context, to);
    } finally {
      running -= 1;
    }
  };

  app.post(
    '/api/uploads',
    {
      config: { access },
      schema: {
        tags,
        consumes,
        summary: 'Upload a whole batch; one file that is no ZIP overtakes bulk batches',
        querystring: UploadQuery,
        response: { 201: Received, ...ERRORS },
      },
    },
    async (request, reply) => reply.status(201).send(await receive(request, { kind: 'new', ...request.query })),
  );

  app.post(
    '/api/batches/:id/files',
    {
      config: { access },
      schema: {
        tags,
        consumes,
        summary: 'Add files to a batch that is not sealed',
        params: IdParams,
        response: { 200: Received, ...ERRORS },
      },
    },
    async (request) => {
      const batch = await visibleBatch(request, context, request.params.id);
      if (batch.state !== 'receiving') throw new GoujiError('batch/not-receiving');
      return receive(request, { kind: 'open', batch });
    },
  );
}

type Target = { kind: 'new'; name: string } | { kind: 'open'; batch: Batches };

async function receiveParts(request: FastifyRequest, context: Context, to: Target): Promise<z.infer<typeof Received>> {
  const { store, files, dispatcher, config } = context;
  const told: Receipts[] = [];
  let unread: Pick<Documents, 'id' | 'priority'>[] = [];
  let priority = to.kind === 'open' ? to.batch.priority : null;
  const wake = async (): Promise<void> => {
    const documents = unread;
    unread = [];
    if (documents.length > 0) await dispatcher.wake(documents);
  };
  const receiver = new Receiver({
    store: { batches: to.kind === 'new' ? store.batches : openBatch(store.batches, to.batch), audit: store.audit },
    files,
    batchName: to.kind === 'new' ? to.name : to.batch.name,
    user: sessionFor(request).user.id,
    // Taken back with the second file.
    single: true,
    limits: { maxBytes: config.limits.maxBytes, maxEntries: config.limits.maxEntries },
    language: (await readSettings(store.settings)).language,
    signal: context.closing,
    onReceipt: async (receipt) => {
      if (told.length < MOST_TOLD) told.push(receipt);
      priority ??= (await store.batches.find(receipt.batch_id))?.priority ?? PRIORITY.bulk;
      if (receipt.number > 1 && priority === PRIORITY.single) {
        priority = PRIORITY.bulk;
        await store.batches.setPriority(receipt.batch_id, priority);
      }
      if (receipt.document_id === null || receipt.outcome === 'duplicate') return;
      unread.push({ id: receipt.document_id, priority });
      if (unread.length >= WAKE_AFTER) await wake();
    },
  });
  let received: ReceivedFiles;
  try {
    received = await takeAll(request, receiver);
  } finally {
    // What came before an upload broke off is read like any other.
    await wake();
  }
  return { batch: batchView(received.batch), totals: received.totals, receipts: told.map(receiptView) };
}

async function takeAll(request: FastifyRequest, receiver: Receiver): Promise<ReceivedFiles> {
  let files = 0;
  try {
    for await (const part of partsOf(request)) {
      if (part.type !== 'file') continue;
      files += 1;
      await receiver.receive({ name: nameOf(part.filename), content: part.file, cut: () => part.file.truncated });
    }
  } catch (error) {
    // What came stays, and is worked on; the first failure is the one to be told.
    if (files > 0) await receiver.finish().catch(() => undefined);
    throw error;
  }
  if (files === 0) throw new GoujiError('request/invalid', { field: 'body', reason: 'no file' });
  return receiver.finish();
}

/** The parts of a body. @throws GoujiError request/invalid when it is not as its header says, or ends early */
async function* partsOf(request: FastifyRequest): ReturnType<FastifyRequest['parts']> {
  const limits = { fileSize: RECEIVE_LIMITS.maxArchiveBytes, parts: MOST_PARTS, fields: 10, fieldSize: 1000 };
  try {
    yield* request.parts({ limits, preservePath: true });
  } catch (error) {
    if (!(error instanceof Error) || 'statusCode' in error) throw error;
    throw new GoujiError('request/invalid', { field: 'body', reason: error.message }, { cause: error });
  }
}

function nameOf(filename: string | undefined): string {
  return filename === undefined || filename === '' ? '?' : filename.replaceAll('\\', '/');
}

/** The batches as a receiver sees them that adds to one of them: that one is there already, and goes on receiving. */
function openBatch(batches: Context['store']['batches'], batch: Batches): ReceiveContext['store']['batches'] {
  return {
    create: () => Promise.resolve(batch),
    find: (id) => batches.find(id),
    setState: (id, state) => (state === 'running' ? Promise.resolve(true) : batches.setState(id, state)),
    addReceipt: (receipt) => batches.addReceipt(receipt),
  };
}
