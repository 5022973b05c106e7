import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { describeError, GoujiError, type ErrorCode, type ErrorDetails } from '../../model/index.js';
import type { ErrorBody } from './schemas/common.js';
import { languageOf, type Complaint } from './validation.js';

/** HTTP status by code; codes of the same beginning share one. The first that fits counts. */
const STATUS: readonly (readonly [code: RegExp, status: number])[] = [
  [/^auth\/(required|wrong-credentials)$/, 401],
  [/^auth\/locked$/, 429],
  [/^auth\//, 403],
  [/^request\/not-found$/, 404],
  [/^request\/too-large$|^file\/too-large$/, 413],
  [/^request\/unsupported$/, 415],
  [/^request\/too-many$/, 429],
  [/^request\//, 400],
  [/^(store\/conflict|batch\/.*|user\/.*)$/, 409],
  [/^(correction\/impossible|page\/not-drawn)$/, 422],
  [/^storage\/full$/, 507],
  [/^storage\/(missing|corrupt)$/, 500],
  [/^(storage|store|queue|server)\//, 503],
  [/^(file|archive|pdf|image)\//, 422],
];

/** @returns 500 for codes that say nothing about the request */
export function statusOf(code: ErrorCode): number {
  return STATUS.find(([pattern]) => pattern.test(code))?.[1] ?? 500;
}

/** The one shape of errors. */
export function errorBody(code: ErrorCode, details: ErrorDetails = {}, fields?: ErrorBody['fields']): ErrorBody {
  const [zh, en] = [describeError(code, details, 'zh'), describeError(code, details, 'en')];
  return {
    code,
    message: { zh: zh.message, en: en.message },
    hint: { zh: zh.hint, en: en.hint },
    ...(fields === undefined ? {} : { fields }),
  };
}

/** What fastify and its plugins throw, by status. */
const BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  404: 'request/not-found',
  406: 'request/unsupported',
  413: 'request/too-large',
  415: 'request/unsupported',
};

/** The answer to whatever was thrown. Bugs are logged with their stack, under the request's id, and answered without it. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const { status, body } = answerOf(error, request);
  if (status >= 500) request.log.error({ err: loggable(error), code: body.code }, 'request failed');
  // A stream that broke off half-way cannot say why.
  if (reply.raw.headersSent) {
    reply.raw.destroy();
    return;
  }
  if (status === 503) void reply.header('retry-after', '5');
  void reply.status(status).type('application/json; charset=utf-8').serializer(JSON.stringify).send(body);
}

function answerOf(error: unknown, request: FastifyRequest): { status: number; body: ErrorBody } {
  if (error instanceof GoujiError) return { status: statusOf(error.code), body: errorBody(error.code, withoutReason(error)) };
  if (hasZodFastifySchemaValidationErrors(error)) return { status: 400, body: invalid(error.validation, error.validationContext, request) };
  const status = error instanceof Error && 'statusCode' in error ? ((error as FastifyError).statusCode ?? 500) : 500;
  if (status < 500) {
    const code = BY_STATUS[status] ?? 'request/invalid';
    const reason = (error as FastifyError).code;
    return { status, body: errorBody(code, { what: request.method, field: 'body', reason }) };
  }
  return { status: 500, body: errorBody('internal/bug', { reason: request.id }) };
}

/** Names every field that was refused; the reasons stand in the language asked for. */
function invalid(complaints: readonly Complaint[], context: string | undefined, request: FastifyRequest): ErrorBody {
  const language = languageOf(request);
  const told = complaints.map(({ instancePath, message = '', params }) => {
    const field = [context ?? 'request', ...instancePath.split('/').filter((step) => step !== '')].join('.');
    return { field, zh: params.zh ?? message, en: message };
  });
  const { field, zh, en } = told[0]!;
  const [inChinese, inEnglish] = [errorBody('request/invalid', { field, reason: zh }), errorBody('request/invalid', { field, reason: en })];
  return {
    ...inEnglish,
    message: { zh: inChinese.message.zh, en: inEnglish.message.en },
    fields: told.map((one) => ({ field: one.field, reason: one[language] })),
  };
}

/** What the environment said of itself (paths, addresses) is for the log, not for whoever asks. */
function withoutReason({ code, details }: GoujiError): ErrorDetails {
  return /^(storage|store|queue|internal)\//.test(code) && 'reason' in details ? { ...details, reason: '…' } : details;
}

function loggable(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error);
  const { name, message, stack } = error;
  return { type: name, message, stack, ...(error instanceof GoujiError ? { code: error.code, details: error.details } : {}) };
}
