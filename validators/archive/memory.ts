import { entryOf, isEarlier, type ArchiveDocument, type ArchiveEntry } from './document.js';
import { COUNTED, documentKeys, isNarrative, lookupKeys, PER_KEY } from './keys.js';
import { runArchive, type ArchiveRun } from './runner.js';
import type { ArchiveRule } from './rule.js';

/** An archive in memory: what a store answers, for tests and measurements, and the order in which a store is asked. */
export class MemoryArchive {
  readonly #entries = new Map<string, ArchiveEntry>();
  readonly #keys = new Map<string, ReadonlySet<string>>();
  /** Documents by key, in order of upload. */
  readonly #holders = new Map<string, ArchiveEntry[]>();

  /** @returns the entry; a document that is there already is replaced */
  add(document: ArchiveDocument): ArchiveEntry {
    this.remove(document.documentId);
    const entry = entryOf(document);
    const keys = new Set(documentKeys(entry));
    this.#entries.set(entry.documentId, entry);
    this.#keys.set(entry.documentId, keys);
    for (const key of keys) {
      const holders = this.#holders.get(key) ?? [];
      let at = holders.length;
      while (at > 0 && isEarlier(entry, holders[at - 1]!)) at -= 1;
      holders.splice(at, 0, entry);
      this.#holders.set(key, holders);
    }
    return entry;
  }

  remove(documentId: string): void {
    for (const key of this.#keys.get(documentId) ?? []) {
      const left = this.#holders.get(key)!.filter((entry) => entry.documentId !== documentId);
      if (left.length > 0) this.#holders.set(key, left);
      else this.#holders.delete(key);
    }
    this.#entries.delete(documentId);
    this.#keys.delete(documentId);
  }

  /** How many documents (not `documentId` itself) hold each key, those of narratives up to COUNTED; keys that none holds are left out. */
  frequencies(documentId: string, keys: readonly string[]): Record<string, number> {
    const own = this.#keys.get(documentId);
    const counts = keys.map((key) => {
      const count = (this.#holders.get(key)?.length ?? 0) - (own?.has(key) ? 1 : 0);
      return [key, isNarrative(key) ? Math.min(count, COUNTED) : count] as const;
    });
    return Object.fromEntries(counts.filter(([, count]) => count > 0));
  }

  /** Documents (not `documentId` itself) that share any of the keys: for each key at most `perKey`, the last uploaded. */
  candidates(documentId: string, keys: readonly string[], perKey: number): ArchiveEntry[] {
    const found = new Set<ArchiveEntry>();
    for (const key of keys) {
      const last = (this.#holders.get(key) ?? []).slice(-perKey - 1).filter((entry) => entry.documentId !== documentId);
      for (const entry of last.slice(-perKey)) found.add(entry);
    }
    return [...found];
  }

  /** The findings of a document that is in the archive, and whose findings it may change. Throws for an id that is not. */
  run(documentId: string, rules?: readonly ArchiveRule[]): ArchiveRun & { candidates: number } {
    const entry = this.#entries.get(documentId);
    if (!entry) throw new Error(`no document ${documentId} in this archive`);
    const keys = [...this.#keys.get(documentId)!];
    const frequencies = this.frequencies(documentId, keys);
    const candidates = this.candidates(documentId, lookupKeys(keys, frequencies), PER_KEY);
    return { ...runArchive(entry, candidates, frequencies, rules), candidates: candidates.length };
  }
}
