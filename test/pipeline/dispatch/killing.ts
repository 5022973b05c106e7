import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ENTRY = fileURLToPath(new URL('service-process.ts', import.meta.url));
const LEASE_SECONDS = 4;

/** What can be killed at any moment and comes back. */
export interface Victim {
  name: string;
  kill: () => void | Promise<void>;
  restart: () => void | Promise<void>;
}

/** A worker or server process of its own. */
export class ServiceProcess implements Victim {
  #child: ChildProcess;
  #said = '';

  constructor(
    readonly name: string,
    readonly role: 'worker' | 'server',
    readonly env: Record<string, string>,
  ) {
    this.#child = this.#start();
  }

  /** The last it said, for whoever looks into a failure. */
  get said(): string {
    return this.#said;
  }

  /** kill -9, as the kernel does when memory runs out. */
  async kill(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await gone;
  }

  restart(): void {
    this.#child = this.#start();
  }

  #start(): ChildProcess {
    const env = { ...process.env, GOUJI_LOG: 'warn', ...this.env };
    const child = spawn(process.execPath, ['--import', 'tsx', ENTRY, this.role, String(LEASE_SECONDS)], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => (this.#said = (this.#said + text.toString()).slice(-3000)));
    return child;
  }
}

/** A random number from 0 to 1 after another, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  };
}

/** Kills one after the other at random, and starts them again at once, so many times in all: how often each was killed. */
export async function killAtRandom(victims: readonly Victim[], random: () => number, kills: number): Promise<Record<string, number>> {
  const killed: Record<string, number> = {};
  // Each is hit once before any is hit again: no run may be lenient on one of them.
  let round: Victim[] = [];
  for (let kill = 0; kill < kills; kill++) {
    // Time enough to start and to be in the middle of something.
    await sleep(2000 + random() * 3000);
    if (round.length === 0) round = [...victims];
    const [victim] = round.splice(Math.floor(random() * round.length), 1);
    await victim!.kill();
    killed[victim!.name] = (killed[victim!.name] ?? 0) + 1;
    await victim!.restart();
  }
  return killed;
}
