import swagger from '@fastify/swagger';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { version } from '../../pipeline/cli/version.js';
import type { App } from './app.js';
import type { Context } from './config.js';
import { cookieName, CSRF_HEADER } from './sessions.js';

const UPLOAD = {
  type: 'object',
  properties: { files: { type: 'array', items: { type: 'string', format: 'binary' } } },
  required: ['files'],
};

/** Describes every route from its schemas; to be registered before them. */
export async function describeRoutes(app: App, { config }: Pick<Context, 'config'>): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'gouji',
        version: version(),
        description: `Requests that change something carry the session's token in the header ${CSRF_HEADER}; GET /api/session tells it.`,
      },
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: cookieName(config) } } },
      security: [{ session: [] }],
    },
    // Bodies that are streamed have no schema of zod's.
    transform: (document) => {
      const { schema, url } = jsonSchemaTransform(document);
      const isUpload = document.schema.consumes?.includes('multipart/form-data') === true;
      return { schema: isUpload ? { ...schema, body: UPLOAD } : schema, url };
    },
  });
}

export function openApiRoute(app: App): void {
  app.get('/api/openapi.json', { config: { access: 'signed-in' }, schema: { hide: true } }, (_, reply) =>
    reply.serializer(JSON.stringify).send(app.swagger()),
  );
}
