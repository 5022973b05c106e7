import type { FastifyReply, FastifyRequest, FastifySchemaCompiler, HookHandlerDoneFunction } from 'fastify';
import { validatorCompiler } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { GoujiError } from '../../model/index.js';

const chinese = z.locales.zhCN().localeError;

/** What is wrong with one field of a request; `params.zh` says in Chinese what `message` says in English. */
export interface Complaint {
  instancePath: string;
  message?: string;
  params: { zh?: string };
}

/** Validates by zod's schemas. The reasons why something is refused are told in both languages. */
export const validatorInBothLanguages: FastifySchemaCompiler<z.ZodType> = (route) => {
  const validate = validatorCompiler(route);
  return (data: unknown) => {
    const result = validate(data) as { value: unknown } | { error: Complaint[] };
    if (!('error' in result)) return result;
    const again = route.schema.safeParse(data, { error: chinese });
    const error = result.error.map((complaint, index) => ({
      ...complaint,
      params: { ...complaint.params, zh: again.error?.issues[index]?.message ?? complaint.message },
    }));
    return { error } as never;
  };
};

/**
 * Refuses texts with a NUL in them, wherever in a request they stand: PostgreSQL takes none, and nobody types one.
 * Bodies that are streamed are not looked at.
 */
export function refuseNul(request: FastifyRequest, _: FastifyReply, done: HookHandlerDoneFunction): void {
  const parts = { params: request.params, querystring: request.query, body: request.body };
  const found = Object.entries(parts).find(([, part]) => holdsNul(part));
  done(found === undefined ? undefined : new GoujiError('request/invalid', { field: found[0], reason: 'U+0000' }));
}

function holdsNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0');
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return false;
  return Object.entries(value).some(([key, inner]) => key.includes('\0') || holdsNul(inner));
}

/** The language a browser asks for before the other; Chinese when it asks for neither. */
export function languageOf({ headers }: Pick<FastifyRequest, 'headers'>): 'zh' | 'en' {
  const wanted = (headers['accept-language'] ?? '').split(',').flatMap((part) => {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
    const language = /^(zh|en)\b/.exec(tag)?.[1] as 'zh' | 'en' | undefined;
    const weight = Number(/^\s*q=([\d.]+)/.exec(parameters.join(';'))?.[1] ?? 1);
    return language === undefined || !(weight > 0) ? [] : [{ language, weight }];
  });
  return wanted.sort((a, b) => b.weight - a.weight)[0]?.language ?? 'zh';
}
