import { z } from 'zod';
import { notModified } from '../access.js';
import type { App } from '../app.js';
import type { Context } from '../config.js';
import { ERRORS, Id } from '../schemas/common.js';
import { binary, documentOf } from './documents.js';

/** Pixels per point: 4 is 288 dpi. */
const Scale = z.coerce.number().min(0.2).max(4).default(1.5);

/** Pages as pictures; they are drawn by children, never in this process. */
export function pageRoutes(app: App, context: Context): void {
  const { pictures, files } = context;
  app.get(
    '/api/documents/:id/pages/:page/image',
    {
      config: { access: ['documents.read'] },
      schema: {
        tags: ['documents'],
        summary: 'A page as PNG; scale in pixels per point',
        params: z.object({ id: Id, page: z.coerce.number().int().min(1).max(100_000) }),
        querystring: z.object({ scale: Scale }),
        response: { 200: binary('The page', 'image/png'), ...ERRORS },
      },
    },
    async (request, reply) => {
      const { id, page } = request.params;
      // A few sizes, so that browsers find them again.
      const scale = Math.round(request.query.scale * 20) / 20;
      const { sha256 } = await documentOf(context, id);
      if (notModified(request, reply, `${sha256}-${page}-${scale}`)) return reply.send(null);
      const gone = new AbortController();
      reply.raw.once('close', () => gone.abort());
      try {
        const png = await pictures.draw({ sha256, read: () => files.read(sha256) }, page, scale, gone.signal);
        return await reply.type('image/png').send(Buffer.from(png));
      } catch (error) {
        // Whoever leafs on does not wait: nobody is there to be answered.
        if (gone.signal.aborted) return reply.hijack();
        throw error;
      }
    },
  );
}
