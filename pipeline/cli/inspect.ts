import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { GoujiError } from '../../model/index.js';
import { checkSources } from '../dispatch/pool.js';
import { readDocument } from '../intake/read-file.js';
import type { OcrChoice } from '../../extractors/ocr/engine.js';
import { logPage } from './check.js';
import { EXIT } from './exit-codes.js';
import type { CommandIo } from './io.js';
import type { Language } from './locale.js';
import { Log } from './log.js';
import { say } from './words.js';

/** The options of `gouji inspect` after parsing. */
export interface InspectCommand {
  file: string;
  folder: string;
  password?: string | undefined;
  language: Language;
  ocr: OcrChoice;
  maxBytes: number;
  maxPages: number;
  timeoutSeconds: number;
  memoryMegabytes: number;
}

/** Draws one document's pages into a folder; resolves to the exit code (0 drawn, 2 not). Findings do not count here. */
export async function runInspect(command: InspectCommand, io: CommandIo): Promise<number> {
  const { file, folder, language, password, ocr, maxBytes, maxPages, timeoutSeconds, memoryMegabytes } = command;
  const log = new Log(io.stderr, () => '');
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new GoujiError('output/not-writable', { file: folder, reason }, { cause: error });
  }
  const source = { file, read: () => readDocument(file, file, maxBytes) };
  for await (const { result, inspected } of checkSources([source], {
    check: { password, maxPages, language, ocr },
    jobs: 1,
    timeoutSeconds,
    memoryMegabytes,
    snippets: false,
    inspectFolder: resolve(folder),
    onLog: (text) => log.line(text),
    onPage: (name, progress) => logPage(log, name, progress, language),
    signal: io.signal,
  })) {
    if (result.error !== null) {
      log.line(`${result.file}: ${result.error.message} ${result.error.hint} [${result.error.code}]`);
      return EXIT.trouble;
    }
    if (inspected === null) return EXIT.trouble;
    for (const warning of inspected.warnings) {
      if (warning.startsWith('missing-fonts:')) log.line(say('missingFonts', language, { what: warning.slice('missing-fonts:'.length) }));
      else log.line(`${result.file}: ${warning}`);
    }
    log.line(say('inspected', language, { n: inspected.files.length, what: folder }));
  }
  return EXIT.clean;
}
