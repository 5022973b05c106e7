import { GoujiError } from '../../model/index.js';
import type { Dispatcher } from './dispatcher.js';
import type { Lanes } from './lanes.js';

/** Waiting documents are looked for this often even when nobody says that there are new ones: backoffs end, claims of dead processes lapse. */
const LOOK_SECONDS = 1;

/** Reads documents in this process's own lanes; no server needed, several such processes may share one database. */
export function embeddedDispatcher(lanes: Lanes, onTrouble: (error: unknown) => void, lookSeconds = LOOK_SECONDS): Dispatcher {
  const ending = new AbortController();
  const isEnding = (): boolean => ending.signal.aborted;
  const sleepers = new Set<() => void>();
  const wakeAll = (): void => {
    for (const wakeUp of [...sleepers]) wakeUp();
  };
  const sleep = (): Promise<void> =>
    new Promise((resolve) => {
      const wakeUp = (): void => {
        clearTimeout(timer);
        sleepers.delete(wakeUp);
        resolve();
      };
      const timer = setTimeout(wakeUp, lookSeconds * 1000);
      sleepers.add(wakeUp);
    });
  const loop = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      try {
        if (!(await lanes.work())) await sleep();
      } catch (error) {
        // The database may come back; what is a bug shows in the log and must not end the other lanes.
        if (isEnding()) return;
        onTrouble(error);
        await sleep();
      }
    }
  };
  let loops: Promise<void>[] = [];
  return {
    start() {
      lanes.warm();
      loops = Array.from({ length: lanes.count }, () => loop());
      return Promise.resolve();
    },
    wake() {
      wakeAll();
      return Promise.resolve();
    },
    ping() {
      return isEnding() ? Promise.reject(new GoujiError('queue/unavailable', { reason: 'stopping' })) : Promise.resolve();
    },
    async stop(graceSeconds) {
      ending.abort();
      wakeAll();
      await lanes.stop(graceSeconds);
      await Promise.all(loops);
    },
  };
}
