import { z } from 'zod';
import type { Users } from '../../../pipeline/store/tables.js';
import { PASSWORD_LENGTH } from '../passwords.js';

export const Role = z.enum(['clerk', 'reviewer', 'auditor', 'admin']);

export const NewPassword = z.string().min(PASSWORD_LENGTH.least).max(PASSWORD_LENGTH.most);

/** Names are what people sign in with: no spaces around them, no control characters. */
export const UserName = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[^\s\p{C}](?:[^\p{C}]*[^\s\p{C}])?$/u);

export const User = z.object({
  id: z.string(),
  name: z.string(),
  role: Role,
  createdAt: z.string(),
  disabledAt: z.string().nullable(),
});

export const SessionView = z.object({
  user: User.pick({ id: true, name: true, role: true }),
  permissions: z.array(z.string()),
  /** To be sent as x-csrf-token with every request that changes something. */
  csrf: z.string(),
  expiresAt: z.string(),
});

/** Without the password's hash. */
export function userView({ id, name, role, created_at, disabled_at }: Users): z.infer<typeof User> {
  return { id, name, role, createdAt: created_at, disabledAt: disabled_at };
}
