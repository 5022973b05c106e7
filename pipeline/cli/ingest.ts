import { basename, resolve } from 'node:path';
import type { FileStore } from '../files/file-store.js';
import type { ReceiptFormat } from '../formatters/receipt-formats.js';
import { receiptFormatter, totalsText } from '../formatters/receipts.js';
import { ingest } from '../intake/ingest.js';
import type { ReceiveContext, ReceiveLimits } from '../intake/receive.js';
import type { Receipts } from '../store/tables.js';
import { EXIT } from './exit-codes.js';
import { wantsColor, type CommandIo } from './io.js';
import type { Language } from './locale.js';
import { Log } from './log.js';
import { fileOutput, streamOutput } from './output.js';
import { say } from './words.js';

/** The options of `gouji ingest` after parsing. */
export interface IngestCommand {
  paths: string[];
  format: ReceiptFormat;
  language: Language;
  /** Name of the batch; from the paths when there is none. */
  name?: string | undefined;
  out?: string | undefined;
  color: boolean;
  limits?: Partial<ReceiveLimits>;
}

/** Where the files go; `onReceipt` hears of every receipt that is stored, before it is printed (a queue is told of new documents by it). */
export interface IngestInto {
  store: ReceiveContext['store'];
  files: FileStore;
  onReceipt?: (receipt: Receipts) => void | Promise<void>;
}

/** Paths that a batch is named after. */
const NAMED_PATHS = 3;

/**
 * Takes everything the paths hold into the archive, prints a receipt per file and the totals (for CSV on stderr), and resolves to the exit code: 0
 * when every file is stored, now or before; 2 when some were rejected.
 * @throws GoujiError storage/*, store/*, output/not-writable
 */
export async function runIngest(command: IngestCommand, io: CommandIo, into: IngestInto): Promise<number> {
  const { paths, format, language, out, limits } = command;
  const log = new Log(io.stderr, () => '');
  const output = out === undefined ? streamOutput(io.stdout) : await fileOutput(out);
  let finished = false;
  try {
    const formatter = receiptFormatter(format, {
      language,
      color: out === undefined && command.color && wantsColor(io.stdout, io.env),
      columns: out === undefined ? (io.stdout.columns ?? 100) : 100,
    });
    await output.write(formatter.begin());
    const received = await ingest(paths, {
      store: into.store,
      files: into.files,
      batchName: command.name ?? batchNameOf(paths, language),
      user: null,
      language,
      signal: io.signal,
      ...(limits === undefined ? {} : { limits }),
      onReceipt: async (receipt) => {
        await into.onReceipt?.(receipt);
        await output.write(formatter.receipt(receipt));
      },
    });
    await output.write(formatter.end(received));
    await output.commit();
    finished = true;
    if (format === 'csv' || out !== undefined) log.line(totalsText(received, language));
    return received.totals.rejected === 0 ? EXIT.clean : EXIT.trouble;
  } finally {
    if (!finished) await output.discard();
  }
}

function batchNameOf(paths: readonly string[], language: Language): string {
  const names = paths.slice(0, NAMED_PATHS).map((path) => basename(resolve(path)) || path);
  const shown = names.join(language === 'zh' ? '、' : ', ');
  return paths.length > NAMED_PATHS ? `${shown} ${say('andMore', language)}` : shown;
}
