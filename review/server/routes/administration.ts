import { z } from 'zod';
import { LocalizedText, Severity } from '../../../model/index.js';
import { RuleSettings } from '../../../pipeline/stages/judge.js';
import type { AuditFilter } from '../../../pipeline/store/store.js';
import { ARCHIVE_RULES } from '../../../validators/archive/index.js';
import { RULES } from '../../../validators/index.js';
import type { RuleMeta } from '../../../validators/rule.js';
import { note } from '../access.js';
import type { App } from '../app.js';
import type { Context } from '../config.js';
import { ERRORS, given, Id, listed, listing, PageQuery } from '../schemas/common.js';
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

/** `action` names one, or with a dot at its end all that begin so. `from` is included, `to` is not. */
export const AuditFilterQuery = z.object({
  subject: Id.optional(),
  user: Id.optional(),
  action: z
    .string()
    .regex(/^[a-z][a-z./-]{0,60}$/)
    .optional(),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
});

export function auditFilter({ subject, user, action, from, to }: z.output<typeof AuditFilterQuery>): AuditFilter {
  const time = (text: string | undefined) => (text === undefined ? undefined : new Date(text).toISOString());
  return given({ subject, userId: user, action, from: time(from), to: time(to) });
}

const AllSettings = Settings.extend(RuleSettings.shape);
type AllSettings = z.infer<typeof AllSettings>;

/** A rule as lists and the page of a finding show it; `severity` is its own, before the settings. */
const RuleView = z.object({
  id: z.string(),
  source: z.enum(['report', 'archive']),
  severity: Severity,
  title: LocalizedText,
  description: LocalizedText,
  clause: z.string().nullable(),
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
        querystring: AuditFilterQuery.extend(PageQuery.shape),
        response: { 200: listed(AuditEntry), ...ERRORS },
      },
    },
    async (request) => {
      const { offset, limit, ...query } = request.query;
      return listing(await store.audit.list(auditFilter(query), { offset, limit }), (entry) => entry as z.infer<typeof AuditEntry>);
    },
  );

  const settings = async (): Promise<AllSettings> => ({ ...(await readSettings(store.settings)), ...(await store.rules.get()) });

  app.get(
    '/api/settings',
    {
      config: { access: ['settings.read'] },
      schema: { tags: ['settings'], summary: 'The settings', response: { 200: AllSettings, ...ERRORS } },
    },
    settings,
  );

  app.put(
    '/api/settings',
    {
      config: { access: ['settings.write'] },
      schema: {
        tags: ['settings'],
        summary:
          'Set them. Severities count at once, the threshold of doubt from the next reading or correction, hours from the next sign-in',
        body: z.strictObject(AllSettings.shape),
        response: { 200: AllSettings, ...ERRORS },
      },
    },
    async (request) => {
      const before = await settings();
      const { doubtThreshold, severities, ...own } = request.body;
      await writeSettings(store.settings, own);
      await store.rules.set({ doubtThreshold, severities });
      await note(request, context, { action: 'settings.changed', subject: 'settings', before, after: request.body });
      return request.body;
    },
  );

  app.get(
    '/api/rules',
    {
      config: { access: ['rules.read'] },
      schema: { tags: ['rules'], summary: 'Every rule, and what it is about', response: { 200: z.array(RuleView), ...ERRORS } },
    },
    () => [...RULES.map((rule) => ruleView(rule, 'report')), ...ARCHIVE_RULES.map((rule) => ruleView(rule, 'archive'))],
  );
}

function ruleView({ id, severity, title, description, clause }: RuleMeta, source: 'report' | 'archive'): z.infer<typeof RuleView> {
  return { id, source, severity, title, description, clause: clause ?? null };
}
