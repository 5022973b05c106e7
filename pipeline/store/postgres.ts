import { PostgresDialect, type Dialect } from 'kysely';
import pg from 'pg';

const CONNECTIONS = 10;
const CONNECT_MS = 10_000;

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
  return new PostgresDialect({ pool });
}
