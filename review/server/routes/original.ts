import { z } from 'zod';
import { notModified } from '../access.js';
import type { App } from '../app.js';
import type { Context } from '../config.js';
import { ERRORS, IdParams } from '../schemas/common.js';
import { Bytes, documentOf } from './documents.js';

const TYPE = 'application/octet-stream';

/** The file itself, whole or in parts: viewers of long documents ask for the pages they show. */
export function originalRoute(app: App, context: Context): void {
  const { files } = context;
  const file = (description: string) => ({ description, content: { [TYPE]: { schema: Bytes } } });
  app.get(
    '/api/documents/:id/original',
    {
      config: { access: ['documents.read'] },
      schema: {
        tags: ['documents'],
        summary: 'The file as it was uploaded; one range of its bytes when asked for',
        params: IdParams,
        headers: z.looseObject({ range: z.string().max(200).optional(), 'if-range': z.string().max(200).optional() }),
        response: {
          200: file('The file'),
          206: file('A part of the file'),
          416: z.null().meta({ description: 'It has no such bytes' }),
          ...ERRORS,
        },
      },
    },
    async (request, reply) => {
      const { name, sha256, size } = await documentOf(context, request.params.id);
      if (notModified(request, reply, sha256)) return reply.send(null);
      // Never shown by the browser itself: what it holds comes from outside.
      void reply.type(TYPE).header('accept-ranges', 'bytes').header('content-disposition', attachment(name));
      const { range, 'if-range': condition } = request.headers;
      const part = range === undefined || (condition !== undefined && condition !== `"${sha256}"`) ? 'all' : partOf(range, size);
      if (part === 'none') return reply.status(416).header('content-range', `bytes */${size}`).send(null);
      if (part === 'all') return reply.header('content-length', size).send(await files.stream(sha256));
      const [start, end] = part;
      const content = await files.range(sha256, start, end);
      return reply
        .status(206)
        .header('content-range', `bytes ${start}-${end}/${size}`)
        .header('content-length', end - start + 1)
        .send(content);
    },
  );
}

/** The first and last byte a Range header asks for; `all` for several ranges and for what is none (RFC 9110, 14.2), `none` beyond the end. */
export function partOf(header: string, size: number): [start: number, end: number] | 'all' | 'none' {
  const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header.trim()) ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return 'all';
  if (first === '') return Number(last) === 0 || size === 0 ? 'none' : [Math.max(0, size - Number(last)), size - 1];
  if (last !== '' && Number(last) < Number(first)) return 'all';
  if (Number(first) >= size) return 'none';
  return [Number(first), last === '' ? size - 1 : Math.min(Number(last), size - 1)];
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
