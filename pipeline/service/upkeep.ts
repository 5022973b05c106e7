import { endAbandoned } from '../intake/abandoned.js';
import type { Store } from '../store/store.js';
import type { ArchiveKeeper } from './archive-keeper.js';
import { errorFields, type Logger } from './log.js';

export interface UpkeepOptions {
  /** Between two rounds. */
  roundSeconds: number;
  /** A reading that ended longer ago and is not compared yet: whoever should have compared it is gone, or a person corrected it. */
  leftSeconds: number;
  /** A batch that receives nothing for so long is received by nobody any more. */
  abandonedSeconds: number;
}

const DEFAULTS: UpkeepOptions = { roundSeconds: 5, leftSeconds: 30, abandonedSeconds: 900 };

/** Batches are looked at so often in the time after which they are abandoned. */
const LOOKS = 10;

/** What goes on beside reading as long as a process runs. */
export interface Upkeep {
  /** Resolves when the round under way is over. */
  stop(): Promise<void>;
}

/** Looks after what killed processes and people's corrections leave behind: comparisons with the archive, batches nobody receives any more. */
export function startUpkeep(
  store: Pick<Store, 'batches'>,
  archive: Pick<ArchiveKeeper, 'catchUp'>,
  log: Logger,
  options: Partial<UpkeepOptions> = {},
): Upkeep {
  const { roundSeconds, leftSeconds, abandonedSeconds } = { ...DEFAULTS, ...options };
  let lookedAt = -Infinity;
  const round = async (): Promise<void> => {
    try {
      if (performance.now() - lookedAt >= (abandonedSeconds * 1000) / LOOKS) {
        lookedAt = performance.now();
        const ended = await endAbandoned(store.batches, secondsAgo(abandonedSeconds));
        if (ended > 0) log.warn({ batches: ended }, 'abandoned batches');
      }
      const compared = await archive.catchUp(secondsAgo(leftSeconds), (document, error) =>
        log.error({ document, ...errorFields(error) }, 'archive'),
      );
      if (compared > 0) log.info({ documents: compared }, 'compared later');
    } catch (error) {
      log.error(errorFields(error), 'trouble');
    }
  };
  let timer: NodeJS.Timeout | undefined;
  let current = Promise.resolve();
  let isStopped = false;
  const next = (): void => {
    current = round().finally(() => {
      if (!isStopped) timer = setTimeout(next, roundSeconds * 1000);
    });
  };
  next();
  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await current;
    },
  };
}

function secondsAgo(seconds: number): string {
  return new Date(Date.now() - seconds * 1000).toISOString();
}
