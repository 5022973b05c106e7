import { z } from 'zod';
import { Finding, GoujiError, type FileResult } from '../../../model/index.js';
import type { Corrections } from '../../../pipeline/store/tables.js';
import { note, sessionFor } from '../access.js';
import type { App } from '../app.js';
import type { Context } from '../config.js';
import { canonicalPath, difference, machineValue, recheck, type Rechecked, type TypedValue } from '../recheck.js';
import { ERRORS, Id, IdParams, parsed } from '../schemas/common.js';
import { Correction, correctionView } from '../schemas/documents.js';
import { documentOf } from './documents.js';

const Typed = z.object({ path: z.string().min(1).max(200), value: z.union([z.string().max(20_000), z.number(), z.boolean(), z.null()]) });
const Corrected = z.object({ correction: Correction, appeared: z.array(Finding), vanished: z.array(Finding) });

/** Values typed by people in place of the machine's. All rules run again at once; what the machine read is kept. */
export function correctionRoutes(app: App, context: Context): void {
  const { store } = context;
  const access = ['corrections.write'] as const;
  const tags = ['corrections'];
  const inTurn = turns();

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
      const { id } = request.params;
      const { value } = request.body;
      const path = canonicalPath(request.body.path);
      const answer = await inTurn(id, async () => {
        const { result, standing } = await stateOf(id);
        const machine = machineValue(result, path);
        const after = recheck(result, [...standing.map(typed), { path, value }]);
        const correction = await store.findings.correct(
          {
            document_id: id,
            path,
            value: JSON.stringify(value),
            machine_value: JSON.stringify(machine),
            user_id: sessionFor(request).user.id,
          },
          after,
        );
        await note(request, context, {
          action: 'correction.made',
          subject: id,
          before: { path, value: valueNow(standing, path, machine) },
          after: { path, value, correction: correction.id },
        });
        return answerOf(correction, recheck(result, standing.map(typed)), after);
      });
      return reply.status(201).send(answer);
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
      const { id, correction: correctionId } = request.params;
      return inTurn(id, async () => {
        const { result, standing } = await stateOf(id);
        const correction = standing.find((one) => one.id === correctionId);
        if (correction === undefined) throw new GoujiError('request/not-found', { what: 'correction' });
        const left = standing.filter((one) => one !== correction);
        const after = recheck(result, left.map(typed));
        if (!(await store.findings.undoCorrection(correctionId, sessionFor(request).user.id, after)))
          throw new GoujiError('request/not-found', { what: 'correction' });
        const { path } = correction;
        await note(request, context, {
          action: 'correction.undone',
          subject: id,
          before: { path, value: typed(correction).value, correction: correctionId },
          after: { path, value: valueNow(left, path, machineValue(result, path)) },
        });
        const undone = (await store.documents.corrections(id)).find((one) => one.id === correctionId) ?? correction;
        return answerOf(undone, recheck(result, standing.map(typed)), after);
      });
    },
  );

  /** What the machine read, and the typed values that stand, the first typed first. */
  const stateOf = async (id: string): Promise<{ result: FileResult; standing: Corrections[] }> => {
    await documentOf(context, id);
    const result = await store.documents.result(id);
    if (result?.report == null) throw new GoujiError('request/not-found', { what: 'report' });
    const all = await store.documents.corrections(id);
    const standing = all.filter(({ undone_at }) => undone_at === null);
    return { result, standing: standing.sort((a, b) => (a.created_at < b.created_at ? -1 : a.created_at > b.created_at ? 1 : 0)) };
  };
}

function typed({ path, value }: Corrections): TypedValue {
  return { path, value: parsed(value) as TypedValue['value'] };
}

/** The value that stands: the last typed, or the machine's. */
function valueNow(corrections: readonly Corrections[], path: string, machine: unknown): unknown {
  const last = corrections.filter((one) => one.path === path).at(-1);
  return last === undefined ? machine : typed(last).value;
}

function answerOf(correction: Corrections, before: Rechecked, after: Rechecked): z.infer<typeof Corrected> {
  return { correction: correctionView(correction), ...difference(before.findings, after.findings) };
}

/** Lets what is done to one document go one after the other: each correction builds on those before. */
function turns(): <Answer>(id: string, act: () => Promise<Answer>) => Promise<Answer> {
  const last = new Map<string, Promise<unknown>>();
  return async (id, act) => {
    const before = last.get(id) ?? Promise.resolve();
    const mine = before.then(act, act);
    last.set(id, mine);
    try {
      return await mine;
    } finally {
      if (last.get(id) === mine) last.delete(id);
    }
  };
}
