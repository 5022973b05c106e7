import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readConfig, VARIABLES } from '../../../pipeline/config/config.js';

describe('configuration', () => {
  it('needs nothing: one machine, SQLite, its own lanes, listening to itself only', () => {
    const config = readConfig({});
    expect(config.database).toBeNull();
    expect(config.redis).toBeNull();
    expect(config.server.host).toBe('127.0.0.1');
    expect(config.files.kind).toBe('local');
    expect(config.reading.lanes).toBeGreaterThan(0);
  });

  it('takes what is given, and empty values as not given', () => {
    const config = readConfig({
      DATABASE_URL: 'postgres://gouji@db:5432/gouji',
      REDIS_URL: 'redis://queue:6379/0',
      GOUJI_LANES: '7',
      GOUJI_SECURE_COOKIES: 'true',
      GOUJI_S3_BUCKET: 'reports',
      GOUJI_S3_ENDPOINT: 'http://127.0.0.1:9000',
      GOUJI_PORT: '',
    });
    expect(config).toMatchObject({
      database: 'postgres://gouji@db:5432/gouji',
      redis: 'redis://queue:6379/0',
      reading: { lanes: 7 },
      server: { secureCookies: true, port: 8411 },
      files: { kind: 's3', bucket: 'reports', endpoint: 'http://127.0.0.1:9000', region: 'us-east-1' },
    });
  });

  it.each([
    ['GOUJI_PORT', 'eighty'],
    ['GOUJI_LANES', '0'],
    ['DATABASE_URL', 'mysql://db/gouji'],
    ['REDIS_URL', 'queue:6379'],
    ['GOUJI_OCR', 'magic'],
    ['GOUJI_METRICS_TOKEN', 'short'],
  ])('refuses %s=%s and names it', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(expect.objectContaining({ code: 'config/invalid' }));
    expect(() => readConfig({ [name]: value })).toThrow(name);
  });

  it('is listed in the README, every variable of it', () => {
    const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
    expect(Object.keys(VARIABLES).filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
  });
});
