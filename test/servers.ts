import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { accessSync, chownSync, closeSync, constants, existsSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createConnection, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';

/** A throwaway server of a test run; `kill` and `restart` are for servers started here alone, and throw for one given by its address. */
export interface TestServer {
  url: string;
  /** SIGKILL, as a crash would end it; resolves when the process is gone. */
  kill: () => Promise<void>;
  /** Started again on the same port with the same files; resolves when it answers. */
  restart: () => Promise<void>;
  /** Ended for good, its files removed. */
  stop: () => Promise<void>;
}

interface Kind {
  name: string;
  program: string;
  debianPackage: string;
  variable: 'DATABASE_URL' | 'REDIS_URL';
}

const POSTGRES: Kind = { name: 'PostgreSQL', program: 'postgres', debianPackage: 'postgresql', variable: 'DATABASE_URL' };
const REDIS: Kind = { name: 'Redis', program: 'redis-server', debianPackage: 'redis-server', variable: 'REDIS_URL' };
const START_TRIES = 3;
const PATIENCE_MS = 30_000;

const run = promisify(execFile);

/**
 * A PostgreSQL of its own in a temporary folder on a free port, with fsync on; or DATABASE_URL when PostgreSQL is not installed.
 * Tests share its url through `createDatabase`.
 * @throws Error saying what to install when there is neither
 */
export async function startPostgres(): Promise<TestServer> {
  const program = await findProgram(POSTGRES);
  if (program === null) return given(POSTGRES);
  const user = unprivilegedUser();
  const folder = temporaryFolder('gouji-postgres-', user);
  const data = join(folder, 'data');
  await run(
    join(program, '..', 'initdb'),
    ['-D', data, '-U', 'gouji', '--auth=trust', '--encoding=UTF8', '--no-locale', '--no-instructions'],
    { ...user, cwd: folder },
  );
  return startOn(POSTGRES, folder, (port, stdio) => ({
    url: `postgres://gouji@127.0.0.1:${port}/postgres`,
    child: spawn(
      program,
      ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'max_connections=200'],
      { ...user, cwd: folder, stdio },
    ),
    answers: answersSql,
  }));
}

/**
 * A Redis of its own in a temporary folder on a free port, with noeviction and an append-only file; or REDIS_URL when Redis is not installed.
 * @throws Error saying what to install when there is neither
 */
export async function startRedis(): Promise<TestServer> {
  const program = await findProgram(REDIS);
  if (program === null) return given(REDIS);
  const folder = temporaryFolder('gouji-redis-', {});
  const settings = ['--bind', '127.0.0.1', '--dir', folder, '--appendonly', 'yes', '--save', '', '--maxmemory-policy', 'noeviction'];
  return startOn(REDIS, folder, (port, stdio) => ({
    url: `redis://127.0.0.1:${port}`,
    child: spawn(program, ['--port', String(port), ...settings], { cwd: folder, stdio }),
    answers: answersPing,
  }));
}

/** An empty database on the server, so that test files do not meet: its url, and how to remove it with everything in it. */
export async function createDatabase(server: Pick<TestServer, 'url'>): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `gouji_test_${randomUUID().replaceAll('-', '')}`;
  await ask(server.url, `CREATE DATABASE ${name}`);
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => ask(server.url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function ask(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The program's path; null when only the variable's server is left; installs the package where that is allowed. */
async function findProgram(kind: Kind): Promise<string | null> {
  const found = lookFor(kind.program);
  if (found !== null) return found;
  if (process.env[kind.variable]) return null;
  if (process.getuid?.() === 0 && lookFor('apt-get') !== null) {
    await install(kind);
    const installed = lookFor(kind.program);
    if (installed !== null) return installed;
  }
  throw new Error(
    `These tests need ${kind.name}. Install it (Debian: apt-get install ${kind.debianPackage}), or set ${kind.variable} to a server whose contents do not matter.`,
  );
}

function lookFor(program: string): string | null {
  const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql').sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...versions.map((version) => `/usr/lib/postgresql/${version}/bin`), ...(process.env['PATH'] ?? '').split(delimiter)];
  return folders.map((folder) => join(folder, program)).find(isExecutable) ?? null;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** One installation at a time, whichever test process begins; run level 1 keeps the package from starting a service. */
async function install({ debianPackage }: Kind): Promise<void> {
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }, maxBuffer: 1 << 26 };
  const commands = `apt-get update -q && apt-get install -q -y --no-install-recommends ${debianPackage}`;
  await run('flock', [join(tmpdir(), 'gouji-apt.lock'), 'sh', '-c', commands], options);
}

function given({ name, variable }: Kind): TestServer {
  const refuse = () => Promise.reject(new Error(`${name} was given by ${variable}; it is not this test's to kill. Install ${name} here.`));
  return { url: process.env[variable]!, kill: refuse, restart: refuse, stop: () => Promise.resolve() };
}

interface Started {
  url: string;
  child: ChildProcess;
  answers: (url: string) => Promise<boolean>;
}

async function startOn(kind: Kind, folder: string, start: (port: number, stdio: Stdio) => Started): Promise<TestServer> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    try {
      // Somebody else may take the port meanwhile.
      return await supervise(kind, folder, () => withLog(folder, (stdio) => start(port, stdio)));
    } catch (error) {
      if (attempt < START_TRIES) continue;
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }
}

async function supervise(kind: Kind, folder: string, start: () => Started): Promise<TestServer> {
  let running = await untilItAnswers(kind, folder, start());
  const killAtExit = () => killTree(running.child);
  process.once('exit', killAtExit);
  const kill = async () => {
    killTree(running.child);
    await gone(running.child);
  };
  return {
    url: running.url,
    kill,
    restart: async () => {
      await kill();
      const deadline = Date.now() + PATIENCE_MS;
      for (;;) {
        try {
          running = await untilItAnswers(kind, folder, start());
          return;
        } catch (error) {
          // Remnants of the killed one may hold on to its memory or port for a moment.
          if (Date.now() > deadline) throw error;
          await sleep(100);
        }
      }
    },
    stop: async () => {
      process.off('exit', killAtExit);
      await kill();
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}

async function untilItAnswers(kind: Kind, folder: string, started: Started): Promise<Started> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    if (hasEnded(started.child) || Date.now() > deadline) {
      killTree(started.child);
      throw new Error(`${kind.name} did not start: ${readFileSync(join(folder, 'log'), 'utf8').slice(-2_000)}`);
    }
    if (await started.answers(started.url)) return started;
    await sleep(50);
  }
}

async function answersSql(url: string): Promise<boolean> {
  return ask(url, 'SELECT 1').then(
    () => true,
    () => false,
  );
}

function answersPing(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(Number(new URL(url).port), '127.0.0.1', () => socket.write('PING\r\n'));
    socket.setTimeout(1_000, () => socket.destroy());
    socket.once('data', (data) => {
      resolve(data.toString().startsWith('+PONG'));
      socket.destroy();
    });
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
  });
}

/** With the children of a PostgreSQL server, which would outlive it for a moment. */
function killTree({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  const list = `/proc/${pid}/task/${pid}/children`;
  const children = existsSync(list) ? readFileSync(list, 'utf8').trim().split(' ').filter(Boolean).map(Number) : [];
  for (const each of [pid, ...children]) {
    try {
      process.kill(each, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
}

async function gone(child: ChildProcess): Promise<void> {
  while (!hasEnded(child)) await sleep(10);
}

/** A port nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** PostgreSQL refuses to run as root. */
function unprivilegedUser(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  const entry = lines.find((line) => line.startsWith('postgres:')) ?? lines.find((line) => line.startsWith('nobody:'));
  if (entry === undefined) throw new Error('PostgreSQL does not run as root, and there is neither a user postgres nor nobody.');
  const [, , uid, gid] = entry.split(':');
  return { uid: Number(uid), gid: Number(gid) };
}

function temporaryFolder(prefix: string, { uid, gid }: { uid?: number; gid?: number }): string {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid);
  return folder;
}

type Stdio = ['ignore', number, number];

/** What the server says goes to a file in its folder. */
function withLog(folder: string, start: (stdio: Stdio) => Started): Started {
  const log = openSync(join(folder, 'log'), 'a');
  try {
    return start(['ignore', log, log]);
  } finally {
    closeSync(log);
  }
}
