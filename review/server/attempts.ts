/** Failed sign-ins that are let pass, and how long they count. */
export interface AttemptLimits {
  /** For one name from one address. */
  pair: number;
  /** From one address, whatever the names. */
  address: number;
  /** For one name, from wherever: high, since whoever knows a name could lock its owner out. */
  name: number;
  seconds: number;
}

export const ATTEMPT_LIMITS: AttemptLimits = { pair: 5, address: 50, name: 100, seconds: 900 };

/** Beyond so many names and addresses the oldest are forgotten. */
const MOST_KEYS = 50_000;

/** Counts failed sign-ins in this process. */
export class Attempts {
  readonly #failures = new Map<string, { count: number; until: number }>();

  constructor(readonly limits: AttemptLimits = ATTEMPT_LIMITS) {}

  /** Seconds until another attempt is let pass; 0 when one is now. */
  wait(name: string, address: string, now = Date.now()): number {
    const waits = this.#keys(name, address).map(([key, limit]) => {
      const known = this.#failures.get(key);
      return known === undefined || known.until <= now || known.count < limit ? 0 : known.until - now;
    });
    return Math.ceil(Math.max(...waits) / 1000);
  }

  /** Counts an attempt before it is known how it ends: those made at once count as well. */
  begin(name: string, address: string, now = Date.now()): void {
    for (const [key] of this.#keys(name, address)) {
      const known = this.#failures.get(key);
      const count = known === undefined || known.until <= now ? 0 : known.count;
      this.#failures.delete(key);
      this.#failures.set(key, { count: count + 1, until: count === 0 ? now + this.limits.seconds * 1000 : known!.until });
    }
    for (const key of this.#failures.keys()) {
      if (this.#failures.size <= MOST_KEYS) break;
      this.#failures.delete(key);
    }
  }

  /** It was the right password: nothing failed. */
  succeeded(name: string, address: string): void {
    const [[pair], ...others] = this.#keys(name, address) as [[string, number], ...[string, number][]];
    this.#failures.delete(pair);
    for (const [key] of others) {
      const known = this.#failures.get(key);
      if (known !== undefined) known.count -= 1;
    }
  }

  /** Lets somebody try again from wherever: their password was set anew. */
  forget(name: string): void {
    const lower = plainName(name);
    for (const key of this.#failures.keys()) {
      if (key === `name ${lower}` || (key.startsWith('pair ') && key.slice(key.indexOf(' ', 5) + 1) === lower)) this.#failures.delete(key);
    }
  }

  #keys(name: string, address: string): [key: string, limit: number][] {
    const { pair, address: perAddress, name: perName } = this.limits;
    const lower = plainName(name);
    return [
      [`pair ${address} ${lower}`, pair],
      [`address ${address}`, perAddress],
      [`name ${lower}`, perName],
    ];
  }
}

/** Spellings that people take for one name count as one. */
function plainName(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}
