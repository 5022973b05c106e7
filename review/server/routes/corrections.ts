import { z } from 'zod';
import { Finding, GoujiError } from '../../../model/index.js';
import { canonicalPath, difference } from '../../../pipeline/stages/recheck.js';
import type { Corrected as Change } from '../../../pipeline/store/store.js';
import { sessionFor } from '../access.js';
import type { App } from '../app.js';
import type { Context } from '../config.js';
import { ERRORS, Id, IdParams } from '../schemas/common.js';
import { Correction, correctionView } from '../schemas/documents.js';
import { documentOf } from './documents.js';

const Value = z.union([z.string().max(20_000), z.number().min(-1e6).max(1e6), z.boolean(), z.null()]);

/** `seen` is the value that was shown when this one was typed; when somebody has typed another meanwhile, that is a conflict. */
const Typed = z.object({ path: z.string().min(1).max(200), value: Value, seen: Value.optional() });
const Corrected = z.object({ correction: Correction, appeared: z.array(Finding), vanished: z.array(Finding) });

/** Values typed by people in place of the machine's. All rules run again at once; what the machine read is kept. */
export function correctionRoutes(app: App, context: Context): void {
  const { store } = context;
  const access = ['corrections.write'] as const;
  const tags = ['corrections'];

  app.post(
    '/api/documents/:id/corrections',
    {
      config: { access },
      schema: {
        tags,
        summary: 'Type the value of a field; tells which findings that changes',
        params: IdParams,
        body: Typed,
        response: { 201: Corrected, ...ERRORS },
      },
    },
    async (request, reply) => {
      const { value, seen } = request.body;
      const { id: documentId } = await documentOf(context, request.params.id);
      const path = canonicalPath(request.body.path);
      const corrected = await store.findings.correct({ documentId, path, value, seen }, sessionFor(request).user.id);
      if (corrected === null) throw new GoujiError('request/not-found', { what: 'report' });
      return reply.status(201).send(answerOf(corrected));
    },
  );

  app.delete(
    '/api/documents/:id/corrections/:correction',
    {
      config: { access },
      schema: {
        tags,
        summary: 'Take a typed value back; tells which findings that changes',
        params: IdParams.extend({ correction: Id }),
        response: { 200: Corrected, ...ERRORS },
      },
    },
    async (request) => {
      const { id, correction } = request.params;
      const undone = await store.findings.undoCorrection(id, correction, sessionFor(request).user.id);
      if (undone === null) throw new GoujiError('request/not-found', { what: 'correction' });
      return answerOf(undone);
    },
  );
}

function answerOf({ correction, before, after }: Change): z.infer<typeof Corrected> {
  return { correction: correctionView(correction), ...difference(before, after) };
}
