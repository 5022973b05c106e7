import { GoujiError } from '../../model/index.js';

/** Of SQLite: somebody else's lock, no file, no disk. */
const SQLITE = /^SQLITE_(BUSY|LOCKED|CANTOPEN|IOERR|FULL|READONLY|PROTOCOL|CORRUPT|NOTADB)/;
/** Of PostgreSQL: connection, resources, operator's intervention, system; wrong password, no such database. */
const POSTGRES = /^(08|53|57P|58|28|3D000)/;
const NETWORK = /^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_|EACCES|ENOENT|ENOTDIR|EISDIR|ENOSPC|EROFS)/;
const WORDS =
  /Connection terminated|not queryable|timeout exceeded when trying to connect|Unable to open connection|pool after calling end|connection is not open/i;
/** Of two transactions in each other's way one is ended, and may simply begin again. */
const AGAIN = /^(40001|40P01)$/;

/** The part with every method's failures of the database's environment told as GoujiError store/unavailable. */
export function withFailures<T extends object>(part: T): T {
  const told = Object.entries(part).map(([name, method]) => [
    name,
    async (...parameters: unknown[]): Promise<unknown> => {
      try {
        return await (method as (...parameters: unknown[]) => Promise<unknown>).apply(part, parameters);
      } catch (error) {
        throw asUnavailable(error);
      }
    },
  ]);
  return Object.fromEntries(told) as T;
}

/** The error as store/unavailable when it is the environment's; else as it is. */
export function asUnavailable(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof GoujiError) return error;
  const code = codeOf(error);
  const environment = [SQLITE, POSTGRES, NETWORK].some((kind) => kind.test(code)) || WORDS.test(error.message);
  if (!environment) return error;
  return new GoujiError('store/unavailable', { reason: code === '' ? error.message : code }, { cause: error });
}

/** Whether the transaction was ended only because another was in its way. */
export function mayTryAgain(error: unknown): boolean {
  return error instanceof Error && AGAIN.test(codeOf(error));
}

/** An AggregateError (every address of a host refused) has the code of its first. */
function codeOf(error: Error): string {
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error instanceof AggregateError && error.errors[0] instanceof Error) return codeOf(error.errors[0]);
  return '';
}
