import pc from 'picocolors';
import { readConfig } from '../config/config.js';
import { diagnose } from '../service/doctor.js';
import { EXIT } from './exit-codes.js';
import { wantsColor, write, type CommandIo } from './io.js';
import type { Language } from './locale.js';

const MARK = { ok: '✓', warning: '!', failed: '✗' } as const;
const COLOR = { ok: 'green', warning: 'yellow', failed: 'red' } as const;

/** Says what is missing for reading, storing and queueing; exit code 2 when something is. */
export async function runDoctor({ language }: { language: Language }, io: CommandIo): Promise<number> {
  const diagnoses = await diagnose(readConfig(io.env));
  const colors = pc.createColors(wantsColor(io.stdout, io.env));
  for (const { what, state, note, advice } of diagnoses) {
    const line = `${colors[COLOR[state]](MARK[state])} ${what[language]}: ${note}`;
    await write(io.stdout, `${line}\n${advice === undefined ? '' : `    ${advice[language]}\n`}`);
  }
  return diagnoses.some(({ state }) => state === 'failed') ? EXIT.trouble : EXIT.clean;
}
