import type { Users } from '../../pipeline/store/tables.js';

export type Role = Users['role'];
export const ROLES = ['clerk', 'reviewer', 'auditor', 'admin'] as const satisfies readonly Role[];

/**
 * All that can be done, and who may do it. The server looks here for every request; pages only to leave out what would be refused.
 * Where a permission ends in `.own`, it reaches as far as the batches somebody has created.
 */
export const PERMISSIONS = {
  'batches.create': ['clerk', 'admin'],
  'batches.own': ['clerk'],
  'batches.read': ['reviewer', 'auditor', 'admin'],
  'batches.control': ['clerk', 'admin'],
  'documents.own': ['clerk'],
  'documents.read': ['reviewer', 'auditor', 'admin'],
  'documents.reread': ['reviewer', 'admin'],
  'findings.read': ['reviewer', 'auditor', 'admin'],
  'findings.decide': ['reviewer', 'admin'],
  'corrections.write': ['reviewer', 'admin'],
  export: ['reviewer', 'auditor', 'admin'],
  archive: ['reviewer', 'auditor', 'admin'],
  'audit.read': ['auditor', 'admin'],
  'settings.read': ['auditor', 'admin'],
  'settings.write': ['admin'],
  'rules.read': ['reviewer', 'auditor', 'admin'],
  users: ['admin'],
  queues: ['admin'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

/** Whether a role may do that. */
export function may(role: Role, permission: Permission): boolean {
  return (PERMISSIONS[permission] as readonly Role[]).includes(role);
}

/** All that a role may do. */
export function permissionsOf(role: Role): Permission[] {
  return (Object.keys(PERMISSIONS) as Permission[]).filter((permission) => may(role, permission));
}

/**
 * Who reaches a route: anybody; whoever is signed in; whoever scrapes metrics (this machine, or the holder of the token); or those who may
 * do any of these things.
 */
export type Access = 'anybody' | 'signed-in' | 'metrics' | readonly Permission[];
