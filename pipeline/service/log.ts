import { pino, type Logger } from 'pino';
import { GoujiError } from '../../model/index.js';
import type { Config } from '../config/config.js';

export type { Logger } from 'pino';

/** One JSON line per event on stderr. Lines carry ids, codes and counts, never what a report says or what a file is called. */
export function openLog(level: Config['logLevel']): Logger {
  return pino(
    { level, base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (label) => ({ level: label }) } },
    pino.destination({ dest: 2, sync: false }),
  );
}

/** An error as a log line shows it: coded ones by their code, bugs with their stack. */
export function errorFields(error: unknown): Record<string, unknown> {
  if (error instanceof GoujiError) return { code: error.code, details: error.details };
  return error instanceof Error
    ? { code: 'internal/bug', reason: error.message, stack: error.stack }
    : { code: 'internal/bug', reason: String(error) };
}
