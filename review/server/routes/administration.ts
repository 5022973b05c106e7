import { z } from 'zod';
import { note } from '../access.js';
import type { App } from '../app.js';
import type { Context } from '../config.js';
import { ERRORS, Id, listed, listing, PageQuery } from '../schemas/common.js';
import { readSettings, Settings, writeSettings } from '../settings.js';

const AuditEntry = z.object({
  at: z.string(),
  userId: z.string().nullable(),
  user: z.string().nullable(),
  action: z.string(),
  subject: z.string(),
  before: z.json(),
  after: z.json(),
});

/** The audit log, which nobody can change, and the settings. */
export function administrationRoutes(app: App, context: Context): void {
  const { store } = context;

  app.get(
    '/api/audit',
    {
      config: { access: ['audit.read'] },
      schema: {
        tags: ['audit'],
        summary: 'Who did what, the last first',
        querystring: PageQuery.extend({ subject: Id.optional(), user: Id.optional() }),
        response: { 200: listed(AuditEntry), ...ERRORS },
      },
    },
    async (request) => {
      const { offset, limit, subject, user } = request.query;
      const filter = { ...(subject === undefined ? {} : { subject }), ...(user === undefined ? {} : { userId: user }) };
      return listing(await store.audit.list(filter, { offset, limit }), (entry) => entry as z.infer<typeof AuditEntry>);
    },
  );

  app.get(
    '/api/settings',
    {
      config: { access: ['settings.read'] },
      schema: { tags: ['settings'], summary: 'The settings', response: { 200: Settings, ...ERRORS } },
    },
    () => readSettings(store.settings),
  );

  app.put(
    '/api/settings',
    {
      config: { access: ['settings.write'] },
      schema: { tags: ['settings'], summary: 'Set them', body: Settings, response: { 200: Settings, ...ERRORS } },
    },
    async (request) => {
      const before = await readSettings(store.settings);
      await writeSettings(store.settings, request.body);
      await note(request, context, { action: 'settings.changed', subject: 'settings', before, after: request.body });
      return request.body;
    },
  );
}
