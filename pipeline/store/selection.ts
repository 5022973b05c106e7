import { sql, type RawBuilder } from 'kysely';
import type { Connection } from './connection.js';

/**
 * How rows of a list are found without looking at every row of a table, however long it is. One condition that few rows meet brings
 * them by its index, and the others are tried on those. Where each is met by many, rows are taken in the list's order and tried until the page is
 * full, which is soon. Databases guess which of the two is better, and with most of these conditions guess wrong; here it is looked up first.
 */
export interface Condition {
  /** Written so that an index may bring the rows. */
  seek: Sql;
  /** Written so that no index is used: to be tried on rows that are there already. */
  test: Sql;
  /** Rows that meet it: any columns, to be cut off by a limit. */
  rows: Sql;
  /** Rows that `seek` brings stand in order of their running number; of these conditions the columns of one index tell. */
  ordered?: boolean;
  /** The column, with its table's alias, of which it asks for one value or range: a list in that order need not look outside. */
  column?: string;
  /** Another table that brings the rows in order of their running number: its join, its condition, its column of that number. */
  source?: Source;
}

export interface Source {
  from: Sql;
  where: Sql;
  seq: string;
}

export type Sql = RawBuilder<unknown>;

/** Up to so many rows are few. */
export const FEW = 2000;
/** So far matches are counted where no condition brings them; and where one index tells. */
export const COUNTED = 1000;
const INDEXED = 10_000;

export interface Selection {
  /** Met by few: it brings the rows. Undefined when every condition is met by many, or there is none. */
  driver: Condition | undefined;
  where: Sql;
  source: Source | undefined;
  /** Up to which number matches are counted; all of them when null. */
  countTo: number | null;
}

/** Decides between the two ways. `sort`: the column the list is ordered by, null when its order is that of the running numbers. */
export async function select(connection: Connection, conditions: readonly Condition[], sort: string | null): Promise<Selection> {
  let driver: Condition | undefined;
  let fewest = FEW + 1;
  for (const condition of conditions) {
    const size = await countUpTo(connection, condition.rows, fewest);
    if (size < fewest) [driver, fewest] = [condition, size];
    if (fewest === 0) break;
  }
  const inTurn = conditions.find(({ source }) => source !== undefined) ?? conditions.find(({ ordered }) => ordered === true);
  // The index that gives the order begins and ends where the condition does.
  const along = conditions.find(({ column }) => column === sort);
  const leader = driver ?? (sort === null ? inTurn : along);
  const source = driver === undefined ? leader?.source : undefined;
  const parts = conditions.map((condition) => {
    if (condition !== leader) return condition.test;
    return source === undefined ? condition.seek : source.where;
  });
  return {
    driver,
    source,
    where: parts.length === 0 ? sql`1 = 1` : sql.join(parts, sql` AND `),
    countTo:
      driver !== undefined || conditions.length === 0
        ? null
        : conditions.length === 1 && conditions[0]!.ordered === true
          ? INDEXED
          : COUNTED,
  };
}

/** How many rows the query has, as far as they are counted; `least` are known to be there. */
export async function totalOf(
  connection: Connection,
  query: Sql,
  { countTo }: Selection,
  least: number,
): Promise<{ total: number; exact: boolean }> {
  if (countTo === null) {
    const [counted] = await connection.rows<{ count: number }>(sql`SELECT count(*) AS count FROM (${query}) AS matching`);
    return { total: counted?.count ?? 0, exact: true };
  }
  const counted = await countUpTo(connection, query, countTo + 1);
  return { total: Math.max(Math.min(counted, countTo), least), exact: counted <= countTo };
}

/** Rows of the query, but no more than `limit`. */
export async function countUpTo({ rows }: Connection, query: Sql, limit: number): Promise<number> {
  const [counted] = await rows<{ count: number }>(sql`SELECT count(*) AS count FROM (${query} LIMIT ${limit}) AS matching`);
  return counted?.count ?? 0;
}

/** What each value of the column makes true; `column` is written with its table's alias. */
export function isOneOf(kind: Connection['kind'], table: string, column: string, values: readonly (string | number)[]): Condition {
  const name = sql.ref(column);
  const list = sql`(${values.length === 0 ? sql`NULL` : sql.join(values)})`;
  const seek = values.length === 1 ? sql`${name} = ${values[0]!}` : sql`${name} IN ${list}`;
  return {
    seek,
    // A plus keeps SQLite from using the column's index.
    test: kind === 'sqlite' ? sql`+${seek}` : seek,
    rows: sql`SELECT 1 FROM ${sql.raw(table)} WHERE ${seek}`,
    ...(values.length === 1 ? { ordered: true, column } : {}),
  };
}

/** A column from one value to another, both included. */
export function isBetween(
  kind: Connection['kind'],
  table: string,
  column: string,
  from: string | undefined,
  to: string | undefined,
): Condition {
  const bounds = (name: Sql): Sql =>
    sql.join([...(from === undefined ? [] : [sql`${name} >= ${from}`]), ...(to === undefined ? [] : [sql`${name} <= ${to}`])], sql` AND `);
  const seek = bounds(sql.ref(column));
  return {
    seek,
    test: kind === 'sqlite' ? bounds(sql`+${sql.ref(column)}`) : seek,
    rows: sql`SELECT 1 FROM ${sql.raw(table)} WHERE ${seek}`,
    column,
  };
}

/** Order by a column and then the running number; null is the smallest of all. */
export function order(kind: Connection['kind'], columns: readonly string[], descending: boolean): Sql {
  const direction = sql.raw(descending ? 'DESC' : 'ASC');
  const nulls = sql.raw(kind === 'sqlite' ? '' : descending ? 'NULLS LAST' : 'NULLS FIRST');
  return sql.join(columns.map((column) => sql`${sql.ref(column)} ${direction} ${column.endsWith('.seq') ? sql`` : nulls}`));
}
