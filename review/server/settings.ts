import { z } from 'zod';
import type { SettingStore } from '../../pipeline/store/store.js';

/** What an administrator sets while the server runs; everything else is the environment's. */
export const Settings = z.object({
  /** Hours after which whoever signed in has to sign in again. */
  sessionHours: z.number().int().min(1).max(72),
  /** Whether dismissing a finding needs a reason. */
  dismissalNeedsReason: z.boolean(),
  /** Language of exports that do not ask for one, and of the reasons in receipts. */
  language: z.enum(['zh', 'en']),
});
export type Settings = z.infer<typeof Settings>;

export const DEFAULT_SETTINGS: Settings = { sessionHours: 12, dismissalNeedsReason: true, language: 'zh' };

const KEY = 'review';

/** As set, with the defaults for what never was. */
export async function readSettings(settings: Pick<SettingStore, 'get'>): Promise<Settings> {
  const stored = Settings.safeParse({ ...DEFAULT_SETTINGS, ...((await settings.get(KEY)) as object | null) });
  return stored.success ? stored.data : DEFAULT_SETTINGS;
}

export function writeSettings(settings: Pick<SettingStore, 'set'>, value: Settings): Promise<void> {
  return settings.set(KEY, value);
}
