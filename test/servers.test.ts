import { Redis } from 'ioredis';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, startPostgres, startRedis, type TestServer } from './servers.js';

describe('throwaway PostgreSQL', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startPostgres();
  }, 300_000);
  afterAll(() => server.stop());

  it('keeps what was committed across kill -9 and restart', async () => {
    const { url, drop } = await createDatabase(server);
    await query(url, 'CREATE TABLE kept (word text)');
    await query(url, "INSERT INTO kept VALUES ('here')");
    await server.kill();
    await expect(query(url, 'SELECT 1')).rejects.toThrow(/ECONNREFUSED/);
    await server.restart();
    expect(await query(url, 'SELECT word FROM kept')).toEqual([{ word: 'here' }]);
    await drop();
    await expect(query(url, 'SELECT 1')).rejects.toThrow(/does not exist/);
  });

  it('writes through to the disk', async () => {
    expect(await query(server.url, 'SHOW fsync')).toEqual([{ fsync: 'on' }]);
  });
});

describe('throwaway Redis', () => {
  it('never evicts, and keeps its file across kill -9 and restart', async () => {
    const server = await startRedis();
    const redis = new Redis(server.url, { lazyConnect: true });
    redis.on('error', () => undefined);
    await redis.connect();
    expect(await redis.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction']);
    await redis.config('SET', 'appendfsync', 'always');
    await redis.set('kept', 'here');
    redis.disconnect();
    await server.restart();
    const again = new Redis(server.url);
    expect(await again.get('kept')).toBe('here');
    again.disconnect();
    await server.stop();
    const late = new Redis(server.url, { lazyConnect: true, retryStrategy: () => null });
    late.on('error', () => undefined);
    await expect(late.connect()).rejects.toThrow();
  }, 300_000);
});

async function query(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows as unknown[];
  } finally {
    await client.end();
  }
}
