import { createReadStream } from 'node:fs';
import { describeError, GoujiError, type ErrorData } from '../../model/index.js';
import type { FileStore, StoredFile } from '../files/file-store.js';
import type { AuditStore, BatchStore } from '../store/store.js';
import type { Batches, Receipts } from '../store/tables.js';
import { MAX_ENTRIES, openArchive, refuseNestedZip, type Archive, type ArchiveEntry } from './archive.js';
import { brokenOff, Incoming } from './incoming.js';
import { fileKind } from './kind.js';
import { asFileError, refuseTooLarge, refuseUnreadable } from './read-file.js';

/** One person's single upload overtakes a bulk batch: lower goes first. */
export const PRIORITY = { single: 0, bulk: 10 } as const;

export interface ReceiveLimits {
  /** Bytes of one document, inflated (default 300 MB). */
  maxBytes: number;
  /** Bytes of a ZIP as it comes (default 50 GB). */
  maxArchiveBytes: number;
  /** Entries of a ZIP (default 20,000). */
  maxEntries: number;
  /** Bytes of all documents of a ZIP, inflated (default 100 GB). */
  maxInflated: number;
}

export const RECEIVE_LIMITS: ReceiveLimits = { maxBytes: 300e6, maxArchiveBytes: 50e9, maxEntries: MAX_ENTRIES, maxInflated: 100e9 };

/** Where received files go, and on whose behalf. */
export interface ReceiveContext {
  store: { batches: Pick<BatchStore, 'create' | 'find' | 'setState' | 'addReceipt'>; audit: Pick<AuditStore, 'add'> };
  files: FileStore;
  batchName: string;
  /** Id of the user, null for the command line. */
  user: string | null;
  /** The upload is one file: it overtakes bulk batches unless its content is a ZIP. */
  single?: boolean;
  limits?: Partial<ReceiveLimits>;
  /** Language of the reasons in receipts (default Chinese). */
  language?: 'zh' | 'en';
  /** Called once per receipt, when it is stored. */
  onReceipt?: (receipt: Receipts) => void | Promise<void>;
  /** Stops receiving: methods then throw its reason. */
  signal?: AbortSignal | undefined;
}

/** A file that arrives. */
export interface IncomingFile {
  /** As the sender calls it, with folders if it has any. A label: it is never used as a path. */
  name: string;
  /** Its bytes; what it throws counts as a transfer that broke off. */
  content: AsyncIterable<Uint8Array>;
  /** Asked when the content has ended: whether a limit in front of us has cut it. */
  cut?: () => boolean;
}

/**
 * What came, in files. `found` is counted as files are come upon, the others as they are dealt with, so that at the end found = accepted +
 * duplicate + rejected + skipped; it is more when the upload was stopped. Skipped are the traces of systems (.DS_Store, Thumbs.db, __MACOSX, other hidden files), a hidden folder counting as one:
 * nobody uploaded them on purpose, they have no receipt. Every other file has exactly one, side files too: what cannot be read is rejected.
 */
export interface Totals {
  found: number;
  accepted: number;
  duplicate: number;
  rejected: number;
  skipped: number;
  /** Bytes of the accepted files. */
  bytes: number;
}

export interface Received {
  batch: Batches;
  totals: Totals;
}

/**
 * Receives the files of one batch, one after the other: each is stored, synced to disk, and only then has its receipt. Methods resolve
 * whatever is wrong with a file (its receipt says so); they throw when the storage or the database fails, which ends the upload.
 * `finish` is to be called in any case: what came stays, and is worked on.
 */
export class Receiver {
  readonly #context: ReceiveContext;
  readonly #limits: ReceiveLimits;
  readonly #totals: Totals = { found: 0, accepted: 0, duplicate: 0, rejected: 0, skipped: 0, bytes: 0 };
  #batch: Batches | null = null;

  constructor(context: ReceiveContext) {
    this.#context = context;
    this.#limits = { ...RECEIVE_LIMITS, ...context.limits };
  }

  /** Takes in a stream: a document, or a ZIP of documents, which is put aside in a temporary file first. It is read to its end in any case. */
  async receive({ name, content, cut }: IncomingFile): Promise<void> {
    const incoming = new Incoming(content, brokenOff, cut);
    const { maxArchiveBytes } = this.#limits;
    await this.#take(incoming, {
      document: () => this.#accept(name, incoming, { drain: true }),
      archive: async () => {
        const spooled = await this.#guarded(name, () => this.#context.files.spool(incoming.all(maxArchiveBytes, this.#context.signal)), {
          size: () => incoming.size,
          drain: incoming,
        });
        if (spooled === null) {
          this.#totals.found += 1;
          return;
        }
        try {
          await this.#archive(spooled.path, name, spooled.size);
        } finally {
          await spooled.discard();
        }
      },
    });
  }

  /** Takes in a regular file of this machine, a document or a ZIP, of so many bytes. `name` is what its receipt says. */
  async file(path: string, name: string, size: number): Promise<void> {
    const bytes = createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Uint8Array>;
    const incoming = new Incoming(bytes, (error) => asFileError(error, name));
    await this.#take(incoming, {
      document: () => this.#accept(name, incoming, { size }),
      archive: () => this.#archive(path, name, size),
    });
  }

  /** Answers for a file that cannot be had at all. `size` in bytes, 0 where it is not known. */
  async refuse(name: string, size: number, error: GoujiError): Promise<void> {
    this.#context.signal?.throwIfAborted();
    this.#totals.found += 1;
    await this.#reject(name, size, error);
  }

  /** Counts something that is not looked at. */
  skip(): void {
    this.#totals.found += 1;
    this.#totals.skipped += 1;
  }

  /** Ends the batch's receiving, also one that broke off; what was received is worked on. Its id, name and totals. */
  async finish(): Promise<Received> {
    const { store, user } = this.#context;
    const { id } = await this.#begin(false);
    const before = await store.batches.find(id);
    if (before?.state === 'receiving') await store.batches.setState(id, 'running');
    // Documents that came after somebody cancelled are cancelled as well.
    else if (before?.state === 'cancelled') await store.batches.setState(id, 'cancelled');
    await store.audit.add({ userId: user, action: 'batch.received', subject: id, after: { ...this.#totals } });
    const batch = (await store.batches.find(id)) ?? this.#batch!;
    return { batch, totals: { ...this.#totals } };
  }

  /** The batch begins with its first file, when it is known whether that is one document or many. */
  async #begin(archive: boolean): Promise<Batches> {
    const { store, batchName, user, single = false } = this.#context;
    const priority = single && !archive ? PRIORITY.single : PRIORITY.bulk;
    this.#batch ??= await store.batches.create({ name: storable(batchName), priority, created_by: user });
    return this.#batch;
  }

  async #take(incoming: Incoming, by: { document: () => Promise<void>; archive: () => Promise<void> }): Promise<void> {
    try {
      this.#context.signal?.throwIfAborted();
      const isZip = await startsAsZip(incoming);
      await this.#begin(isZip);
      // A ZIP counts as what it holds, unless it cannot be opened or holds nothing.
      if (!isZip) this.#totals.found += 1;
      await (isZip ? by.archive() : by.document());
    } finally {
      await incoming.close();
    }
  }

  /** Every entry of a ZIP; the ZIP itself has a receipt only when it cannot be opened or holds nothing. */
  async #archive(path: string, name: string, size: number): Promise<void> {
    const archive = await this.#guarded(name, () => openArchive(path, this.#limits), { size: () => size });
    if (archive === null) {
      this.#totals.found += 1;
      return;
    }
    this.#totals.found += archive.entries.length;
    try {
      let files = 0;
      for (const entry of archive.entries) {
        if (entry.hidden && entry.refusal === null) {
          this.#totals.skipped += 1;
          continue;
        }
        files += 1;
        await this.#entry(archive, entry, `${name}/${entry.name}`);
      }
      if (files === 0) await this.refuse(name, size, new GoujiError('archive/empty', { file: name }));
    } finally {
      archive.close();
    }
  }

  async #entry(archive: Archive, entry: ArchiveEntry, name: string): Promise<void> {
    if (entry.refusal !== null) {
      await this.#reject(name, entry.size, entry.refusal);
      return;
    }
    const incoming = new Incoming(archive.read(entry), (error) => error);
    try {
      await this.#accept(name, incoming, { nested: entry.name });
    } finally {
      await incoming.close();
    }
  }

  /** Stores a document and writes its receipt, or its refusal. `size` in bytes when known; `nested` is its name inside a ZIP. */
  async #accept(name: string, incoming: Incoming, how: { size?: number; nested?: string; drain?: boolean }): Promise<void> {
    const { files, signal } = this.#context;
    const { maxBytes } = this.#limits;
    const store = async (): Promise<StoredFile> => {
      signal?.throwIfAborted();
      if (how.size !== undefined) refuseTooLarge(how.size, maxBytes);
      const head = await incoming.head();
      if (how.nested !== undefined && (await fileKind(head)).kind === 'zip') await this.#refuseNested(how.nested, incoming);
      await refuseUnreadable(head);
      return files.put(incoming.all(maxBytes, signal));
    };
    const stored = await this.#guarded(name, store, {
      size: () => how.size ?? incoming.size,
      drain: how.drain === true ? incoming : null,
    });
    if (stored === null) return;
    await this.#receipt({ name, size: stored.size, sha256: stored.sha256 });
  }

  /** What a ZIP inside a ZIP is, an office file or a plain one, stands at its end: it is put aside to be looked at. */
  async #refuseNested(name: string, incoming: Incoming): Promise<never> {
    const spooled = await this.#context.files.spool(incoming.all(this.#limits.maxBytes, this.#context.signal));
    try {
      return await refuseNestedZip(spooled.path, name);
    } finally {
      await spooled.discard();
    }
  }

  /** The result; or null after the receipt that says what is wrong with the file. Failures of storage and database, and bugs, pass. */
  async #guarded<T>(name: string, action: () => Promise<T>, refused: { size: () => number; drain?: Incoming | null }): Promise<T | null> {
    try {
      return await action();
    } catch (error) {
      this.#context.signal?.throwIfAborted();
      if (!(error instanceof GoujiError) || /^(storage|store)\//.test(error.code)) throw error;
      await refused.drain?.drain(this.#context.signal);
      await this.#reject(name, refused.size(), error);
      return null;
    }
  }

  async #reject(name: string, size: number, error: GoujiError): Promise<void> {
    this.#context.signal?.throwIfAborted();
    await this.#receipt({ name, size, sha256: null, error: describeError(error.code, error.details, this.#context.language) });
  }

  async #receipt(receipt: { name: string; size: number } & ({ sha256: string } | { sha256: null; error: ErrorData })): Promise<void> {
    const { store, onReceipt } = this.#context;
    const { id } = await this.#begin(false);
    const written = await store.batches.addReceipt({ ...receipt, batch_id: id, name: storable(receipt.name) });
    if (written.outcome === 'rejected') this.#totals.rejected += 1;
    else if (written.outcome === 'duplicate') this.#totals.duplicate += 1;
    else {
      this.#totals.accepted += 1;
      this.#totals.bytes += written.size;
    }
    await onReceipt?.(written);
  }
}

async function startsAsZip(incoming: Incoming): Promise<boolean> {
  try {
    return (await fileKind(await incoming.head())).kind === 'zip';
  } catch {
    // It is asked again when it is taken in, fails again, and gets its receipt.
    return false;
  }
}

/** A text that every database takes: without NUL and halves of characters. */
function storable(text: string): string {
  return Buffer.from(text.replaceAll('\0', '\ufffd')).toString();
}
