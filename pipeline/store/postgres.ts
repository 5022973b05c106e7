import { PostgresDialect, type Dialect } from 'kysely';
import pg from 'pg';

const CONNECTIONS = 10;
const CONNECT_MS = 10_000;
/** As the documentation of PostgreSQL (20.7.2) has it for solid-state disks; its own value of 4 makes it read whole tables for a page of a list. */
const PLANNING = 'SET random_page_cost = 1.1; SET jit = off';

/** The driver gives counts and sizes as text; none of them is beyond what a number holds. */
const getTypeParser = ((type: Parameters<typeof pg.types.getTypeParser>[0], format: 'text'): unknown =>
  type === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(type, format)) as typeof pg.types.getTypeParser;

/** PostgreSQL through a pool of connections. */
export function postgresDialect(url: string): Dialect {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    application_name: 'gouji',
    types: { getTypeParser },
  });
  // A connection that breaks while nobody uses it is replaced by the next; unheard, the event would end the process.
  pool.on('error', () => undefined);
  // Asked before anything else on a new connection; one that breaks meanwhile tells whoever asks next.
  pool.on('connect', (client) => void client.query(PLANNING).catch(() => undefined));
  return new PostgresDialect({ pool });
}
