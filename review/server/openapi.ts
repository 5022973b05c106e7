import swagger from '@fastify/swagger';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { version } from '../../pipeline/cli/version.js';
import type { App } from './app.js';
import type { Context } from './config.js';
import { may, ROLES, type Access } from './roles.js';
import { ERRORS } from './schemas/common.js';
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
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: cookieName(config) },
          csrf: { type: 'apiKey', in: 'header', name: CSRF_HEADER },
          scraper: { type: 'http', scheme: 'bearer' },
        },
      },
    },
    // Bodies that are streamed have no schema of zod's.
    transform: (document) => {
      const { schema, url } = jsonSchemaTransform(document);
      if (document.schema.hide === true) return { schema, url };
      const { config: { access } = {}, method } = document.route;
      const isUpload = document.schema.consumes?.includes('multipart/form-data') === true;
      return { schema: { ...schema, ...(isUpload ? { body: UPLOAD } : {}), ...reach(access!, [method].flat()) }, url };
    },
  });
}

/** Who reaches a route: what they have to show, their roles, and by which permissions. */
function reach(access: Access, methods: readonly string[]): object {
  if (access === 'anybody') return { security: [] };
  if (access === 'metrics') return { security: [{ scraper: [] }, {}] };
  const changes = methods.some((method) => !['GET', 'HEAD', 'OPTIONS'].includes(method));
  const security = [changes ? { session: [], csrf: [] } : { session: [] }];
  if (access === 'signed-in') return { security, 'x-roles': ROLES };
  const roles = ROLES.filter((role) => access.some((permission) => may(role, permission)));
  return { security, 'x-roles': roles, 'x-permissions': [...access] };
}

/** The document of the API: every route with its schemas, and in x-roles who reaches it. */
export function openApiRoute(app: App): void {
  const schema = { tags: ['operations'], summary: 'This document', response: { 200: z.record(z.string(), z.json()), ...ERRORS } };
  app.get('/api/openapi.json', { config: { access: 'signed-in' }, schema }, () => app.swagger() as never);
}
