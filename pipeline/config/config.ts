import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { GoujiError } from '../../model/index.js';

const yesNo = z.enum(['0', '1', 'true', 'false', 'yes', 'no']).transform((value) => ['1', 'true', 'yes'].includes(value));
const count = (least: number, most: number) => z.coerce.number().int().min(least).max(most);
const url = (protocols: RegExp) => z.url({ protocol: protocols, hostname: /.*/ });

/**
 * Every variable of the environment that servers, workers and the store look at; README lists them from here. Empty values count as not
 * given.
 */
export const VARIABLES = {
  GOUJI_DATA: z.string().default('gouji-data').describe('folder for the database and files when they are kept on this machine'),
  DATABASE_URL: url(/^postgres(ql)?$/)
    .optional()
    .describe('PostgreSQL (postgres://…); without it SQLite in GOUJI_DATA'),
  REDIS_URL: url(/^rediss?$/)
    .optional()
    .describe('Redis (redis://…) for BullMQ; without it this process reads documents itself'),
  GOUJI_HOST: z.string().default('127.0.0.1').describe('address the server listens on'),
  GOUJI_PORT: count(0, 65535).default(8411).describe('port the server listens on'),
  GOUJI_SECURE_COOKIES: yesNo.default(false).describe('1 when browsers reach the server over HTTPS'),
  GOUJI_TRUST_PROXY: yesNo.default(false).describe('1 behind a reverse proxy that sets X-Forwarded-For'),
  GOUJI_METRICS_TOKEN: z.string().min(16).optional().describe('bearer token that may read /metrics; without it only this machine may'),
  GOUJI_LANES: count(1, 256).optional().describe('documents read at the same time; default one per core'),
  GOUJI_OCR: z.enum(['auto', 'tesseract', 'paddle', 'off']).default('auto').describe('readers of scans'),
  GOUJI_TIMEOUT: z.coerce.number().positive().default(120).describe('seconds a page may take'),
  GOUJI_MAX_MEMORY: count(256, 1_000_000).default(2048).describe('megabytes one reading process may take'),
  GOUJI_MAX_PAGES: count(1, 100_000).default(300).describe('pages one document may have'),
  GOUJI_MAX_SIZE: z.coerce.number().positive().default(300).describe('megabytes one file may have'),
  GOUJI_MAX_ENTRIES: count(1, 10_000_000).default(20_000).describe('files one ZIP may hold'),
  GOUJI_GRACE: z.coerce.number().min(0).default(20).describe('seconds that documents being read get at shutdown'),
  GOUJI_S3_BUCKET: z.string().optional().describe('bucket for files; without it they are kept in GOUJI_DATA'),
  GOUJI_S3_ENDPOINT: url(/^https?$/)
    .optional()
    .describe('S3-compatible server, when it is not AWS'),
  GOUJI_S3_REGION: z.string().default('us-east-1').describe('region of the bucket; credentials are taken as the AWS SDK does'),
  GOUJI_LOG: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info').describe('least level that is logged'),
} as const;

const Environment = z.object(VARIABLES).transform((env) => ({
  dataFolder: resolve(env.GOUJI_DATA),
  database: env.DATABASE_URL ?? null,
  databaseFile: join(resolve(env.GOUJI_DATA), 'gouji.sqlite'),
  redis: env.REDIS_URL ?? null,
  server: {
    host: env.GOUJI_HOST,
    port: env.GOUJI_PORT,
    secureCookies: env.GOUJI_SECURE_COOKIES,
    trustProxy: env.GOUJI_TRUST_PROXY,
    metricsToken: env.GOUJI_METRICS_TOKEN ?? null,
  },
  reading: {
    lanes: env.GOUJI_LANES ?? availableParallelism(),
    ocr: env.GOUJI_OCR,
    timeoutSeconds: env.GOUJI_TIMEOUT,
    memoryMegabytes: env.GOUJI_MAX_MEMORY,
    maxPages: env.GOUJI_MAX_PAGES,
    graceSeconds: env.GOUJI_GRACE,
  },
  limits: { maxBytes: Math.floor(env.GOUJI_MAX_SIZE * 1e6), maxEntries: env.GOUJI_MAX_ENTRIES },
  files:
    env.GOUJI_S3_BUCKET === undefined
      ? { kind: 'local' as const, folder: join(resolve(env.GOUJI_DATA), 'files') }
      : { kind: 's3' as const, bucket: env.GOUJI_S3_BUCKET, endpoint: env.GOUJI_S3_ENDPOINT, region: env.GOUJI_S3_REGION },
  logLevel: env.GOUJI_LOG,
}));

/** How servers, workers and the store are set up. */
export type Config = z.output<typeof Environment>;

/** @throws GoujiError config/invalid, which names the variable */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([name, value]) => name in VARIABLES && value !== ''));
  const read = Environment.safeParse(given);
  if (read.success) return read.data;
  const { path, message } = read.error.issues[0]!;
  throw new GoujiError('config/invalid', { name: path.join('.'), reason: message });
}
