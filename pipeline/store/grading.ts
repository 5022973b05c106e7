import { severitiesUnder } from '../stages/judge.js';
import type { Connection } from './connection.js';
import { GRAVITY } from './contents.js';
import { RULES_KEY, ruleSettings, type RuleSettingStore } from './rule-settings.js';

export function ruleSettingStore({ db, write }: Connection): RuleSettingStore {
  return {
    get: () => ruleSettings(db),
    set: (settings) =>
      write(async (trx) => {
        const [before, after] = [severitiesUnder(await ruleSettings(trx)), severitiesUnder(settings)];
        const value = JSON.stringify(settings);
        await trx
          .insertInto('settings')
          .values({ key: RULES_KEY, value })
          .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
          .execute();
        for (const [rule, severity] of after) {
          if (before.get(rule) === severity) continue;
          await trx.updateTable('findings').set({ severity, gravity: GRAVITY[severity] }).where('rule', '=', rule).execute();
        }
      }),
  };
}
