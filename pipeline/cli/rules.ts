import pc from 'picocolors';
import { ARCHIVE_RULES } from '../../validators/archive/index.js';
import { RULES } from '../../validators/index.js';
import type { RuleMeta } from '../../validators/rule.js';
import { padEnd, wrap } from '../formatters/width.js';
import { word } from '../formatters/words.js';
import { wantsColor, write, type CommandIo } from './io.js';
import type { Language } from './locale.js';

/** Rules over one report, then those between reports. */
const ALL: readonly RuleMeta[] = [...RULES, ...ARCHIVE_RULES];

/** `gouji rules`: every rule with severity and title, by group; or the same as JSON with descriptions and the fields read. */
export async function runRules(command: { format: 'text' | 'json'; language: Language; color: boolean }, io: CommandIo): Promise<void> {
  if (command.format === 'json') {
    const rules = ALL.map(({ id, severity, title, description, clause, reads }) => ({
      id,
      severity,
      title,
      description,
      clause: clause ?? null,
      reads,
    }));
    await write(io.stdout, `${JSON.stringify({ version: 1, rules }, null, 2)}\n`);
    return;
  }
  const c = pc.createColors(command.color && wantsColor(io.stdout, io.env));
  const color = { error: c.red, warning: c.yellow, info: c.cyan };
  const columns = Math.min(120, io.stdout.columns ?? 100);
  const idWidth = Math.max(...ALL.map(({ id }) => id.length), 0);
  const lead = 2 + idWidth + 2 + 7 + 2;
  let group = '';
  const lines: string[] = [];
  for (const { id, severity, title } of ALL) {
    const own = id.slice(0, id.indexOf('/'));
    if (own !== group) lines.push(...(group === '' ? [] : ['']), c.bold(own));
    group = own;
    const [first, ...rest] = wrap(title[command.language], columns - lead);
    lines.push(`  ${id.padEnd(idWidth)}  ${color[severity](padEnd(word(severity, command.language), 7))}  ${first ?? ''}`);
    lines.push(...rest.map((line) => ' '.repeat(lead) + line));
  }
  await write(io.stdout, `${lines.join('\n')}\n`);
}
