import { entryOf, isEarlier, type ArchiveDocument, type ArchiveEntry } from './document.js';
import { documentKeys, lookupKeys, PER_KEY } from './keys.js';
import { runArchive, type ArchiveRun } from './runner.js';
import type { ArchiveRule } from './rule.js';

/** An archive in memory: what a store answers, for tests and measurements, and the order in which a store is asked. */
export class MemoryArchive {
  readonly #entries = new Map<string, ArchiveEntry>();
  readonly #holders = new Map<string, string[]>();

  /** @returns the entry; a document that is there already is replaced */
  add(document: ArchiveDocument): ArchiveEntry {
    this.remove(document.documentId);
    const entry = entryOf(document);
    this.#entries.set(entry.documentId, entry);
    for (const key of documentKeys(entry)) {
      const holders = this.#holders.get(key);
      if (holders) holders.push(entry.documentId);
      else this.#holders.set(key, [entry.documentId]);
    }
    return entry;
  }

  remove(documentId: string): void {
    const entry = this.#entries.get(documentId);
    if (!entry) return;
    for (const key of documentKeys(entry)) {
      const left = (this.#holders.get(key) ?? []).filter((id) => id !== documentId);
      if (left.length > 0) this.#holders.set(key, left);
      else this.#holders.delete(key);
    }
    this.#entries.delete(documentId);
  }

  /** How many documents (not `documentId` itself) hold each key; keys that none holds are left out. */
  frequencies(documentId: string, keys: readonly string[]): Record<string, number> {
    const found = keys.map((key) => {
      const holders = this.#holders.get(key) ?? [];
      return [key, holders.length - (holders.includes(documentId) ? 1 : 0)] as const;
    });
    return Object.fromEntries(found.filter(([, count]) => count > 0));
  }

  /** Documents (not `documentId` itself) that share any of the keys: for each key at most `perKey`, the last uploaded. */
  candidates(documentId: string, keys: readonly string[], perKey: number): ArchiveEntry[] {
    const ids = new Set<string>();
    for (const key of keys) {
      const holders = (this.#holders.get(key) ?? []).filter((id) => id !== documentId);
      const last = holders.length <= perKey ? holders : this.#lastOf(holders, perKey);
      for (const id of last) ids.add(id);
    }
    return [...ids].map((id) => this.#entries.get(id)!);
  }

  /** The findings of a document that is in the archive, and whose findings it may change. Throws for an id that is not. */
  run(documentId: string, rules?: readonly ArchiveRule[]): ArchiveRun & { candidates: number } {
    const entry = this.#entries.get(documentId);
    if (!entry) throw new Error(`no document ${documentId} in this archive`);
    const keys = documentKeys(entry);
    const frequencies = this.frequencies(documentId, keys);
    const candidates = this.candidates(documentId, lookupKeys(keys, frequencies), PER_KEY);
    return { ...runArchive(entry, candidates, frequencies, rules), candidates: candidates.length };
  }

  #lastOf(ids: readonly string[], count: number): string[] {
    const byUpload = (a: string, b: string): number => (isEarlier(this.#entries.get(a)!, this.#entries.get(b)!) ? -1 : 1);
    return [...ids].sort(byUpload).slice(-count);
  }
}
