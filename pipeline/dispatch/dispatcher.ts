import type { Documents } from '../store/tables.js';

/**
 * Brings documents to those who read them. The database row is the truth: a dispatcher may lose or double what it was told, and finds
 * unfinished documents by their state after a restart.
 */
export interface Dispatcher {
  /** Begins to take work, where this process does any; documents left unfinished before are found. */
  start(): Promise<void>;
  /** There is new work: these documents, or (empty) whatever waits, as after a batch is resumed. Never rejects; work is found later anyway. */
  wake(documents: readonly Pick<Documents, 'id' | 'priority'>[]): Promise<void>;
  /** Whether work can be handed over at this moment. @throws GoujiError queue/unavailable */
  ping(): Promise<void>;
  /** Takes nothing new, lets what is being read end within that time, gives the rest back. */
  stop(graceSeconds: number): Promise<void>;
}
