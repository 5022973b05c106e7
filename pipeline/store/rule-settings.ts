import type { Kysely } from 'kysely';
import { DEFAULT_RULE_SETTINGS, RuleSettings } from '../stages/judge.js';
import type { StoredTables } from './columns.js';

/** How rules are applied, for the whole installation. */
export interface RuleSettingStore {
  /** As set, or as the rules have it. */
  get(): Promise<RuleSettings>;
  /** Severities count at once, for stored findings too; the threshold of doubt from the next reading or correction of each document on. */
  set(settings: RuleSettings): Promise<void>;
}

/** Where the settings keep them. */
export const RULES_KEY = 'rules';

/** As they stand in a transaction; the defaults where nothing was set, or what was set names rules that are no more. */
export async function ruleSettings(trx: Kysely<StoredTables>): Promise<RuleSettings> {
  const row = await trx.selectFrom('settings').select('value').where('key', '=', RULES_KEY).executeTakeFirst();
  const stored = row === undefined ? null : RuleSettings.safeParse(JSON.parse(row.value));
  return stored?.success === true ? stored.data : DEFAULT_RULE_SETTINGS;
}
