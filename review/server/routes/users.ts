import { z } from 'zod';
import { GoujiError } from '../../../model/index.js';
import { note } from '../access.js';
import type { App } from '../app.js';
import type { Context } from '../config.js';
import { hashPassword } from '../passwords.js';
import { ERRORS, IdParams } from '../schemas/common.js';
import { NewPassword, Role, User, UserName, userView } from '../schemas/users.js';

const NewUser = z.object({ name: UserName, role: Role, password: NewPassword });
const Change = z
  .object({ role: Role.optional(), disabled: z.boolean().optional(), password: NewPassword.optional() })
  .refine((change) => Object.values(change).some((value) => value !== undefined));

/** Who may sign in, for administrators. Whoever is changed has to sign in again. */
export function userRoutes(app: App, context: Context): void {
  const { attempts } = context;
  const { users } = context.store;
  const access = ['users'] as const;
  const tags = ['users'];

  app.get(
    '/api/users',
    { config: { access }, schema: { tags, summary: 'Everybody who may sign in, or could', response: { 200: z.array(User), ...ERRORS } } },
    async () => (await users.list()).map(userView),
  );

  app.post(
    '/api/users',
    { config: { access }, schema: { tags, summary: 'Add somebody', body: NewUser, response: { 201: User, ...ERRORS } } },
    async (request, reply) => {
      const { name, role, password } = request.body;
      if ((await users.findByName(name)) !== null) throw new GoujiError('user/exists', { name });
      const user = await users.add({ name, role, password: await hashPassword(password) });
      await note(request, context, { action: 'user.added', subject: user.id, after: { name, role } });
      return reply.status(201).send(userView(user));
    },
  );

  app.patch(
    '/api/users/:id',
    {
      config: { access },
      schema: {
        tags,
        summary: 'Change role, disable or enable, set a new password',
        params: IdParams,
        body: Change,
        response: { 200: User, ...ERRORS },
      },
    },
    async (request) => {
      const { role, disabled, password } = request.body;
      const before = await users.find(request.params.id);
      if (before === null) throw new GoujiError('request/not-found', { what: 'user' });
      const disabledAt = disabled === undefined ? before.disabled_at : disabled ? (before.disabled_at ?? new Date().toISOString()) : null;
      await users.update(before.id, {
        ...(role === undefined ? {} : { role }),
        ...(disabled === undefined ? {} : { disabled_at: disabledAt }),
        ...(password === undefined ? {} : { password: await hashPassword(password) }),
      });
      if (password !== undefined) attempts.forget(before.name);
      await users.closeSessions(before.id);
      const after = (await users.find(before.id)) ?? before;
      await note(request, context, {
        action: 'user.changed',
        subject: before.id,
        before: userView(before),
        after: { ...userView(after), passwordSet: password !== undefined },
      });
      return userView(after);
    },
  );
}
