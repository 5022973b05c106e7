import { checkSources, defaultJobs } from '../dispatch/pool.js';
import type { Checked } from '../dispatch/protocol.js';
import { loadFormatter, type Format, type FormatContext } from '../formatters/formatter.js';
import { safeText } from '../formatters/safe-text.js';
import { collectSources } from '../intake/collect.js';
import type { ChildLimits } from '../dispatch/child.js';
import type { OcrChoice } from '../../extractors/ocr/engine.js';
import type { PageProgress } from '../../extractors/index.js';
import { EXIT } from './exit-codes.js';
import { wantsColor, type CommandIo } from './io.js';
import type { Language } from './locale.js';
import { Log } from './log.js';
import { fileOutput, streamOutput } from './output.js';
import { version } from './version.js';
import { say } from './words.js';

/** The options of `gouji check` after parsing. */
export interface CheckCommand {
  paths: string[];
  format: Format;
  language: Language;
  ocr: OcrChoice;
  password?: string | undefined;
  jobs?: number | undefined;
  out?: string | undefined;
  maxBytes: number;
  maxPages: number;
  timeoutSeconds: number;
  memoryMegabytes: number;
  color: boolean;
  /** Another child program, in tests. */
  child?: Partial<ChildLimits> | undefined;
}

/** Files named on stderr before the list is cut. */
const NAMED_FILES = 5;

/** Checks everything the paths hold and writes the results; resolves to the exit code. */
export async function runCheck(command: CheckCommand, io: CommandIo): Promise<number> {
  const { language, format, out } = command;
  const log = new Log(io.stderr, (n, total) => say('progress', language, { n, total }));
  const output = out === undefined ? streamOutput(io.stdout) : await fileOutput(out);
  let finished = false;
  const intake = await collectSources(command.paths, { maxBytes: command.maxBytes });
  try {
    const { sources, skipped, hidden } = intake;
    if (skipped.length > 0) log.line(say('skipped', language, { n: skipped.length, what: named(skipped, language) }));
    if (hidden > 0) log.line(say('hidden', language, { n: hidden }));
    let done = 0;
    log.progress(0, sources.length);
    const checked = checkSources(sources, {
      check: { password: command.password, maxPages: command.maxPages, language, ocr: command.ocr },
      jobs: command.jobs ?? defaultJobs(sources.length),
      timeoutSeconds: command.timeoutSeconds,
      memoryMegabytes: command.memoryMegabytes,
      snippets: format === 'html',
      onLog: (text) => log.line(text),
      onDone: () => log.progress(++done, sources.length),
      onPage: (file, progress) => logPage(log, file, progress, language),
      signal: io.signal,
      ...(command.child === undefined ? {} : { child: command.child }),
    });
    const verdict: { code: number } = { code: EXIT.clean };
    const missingFonts = new Set<string>();
    const context: FormatContext = {
      language,
      color: out === undefined && command.color && wantsColor(io.stdout, io.env),
      columns: out === undefined ? (io.stdout.columns ?? 100) : 100,
      version: version(),
      startedAt: new Date(),
    };
    const formatter = await loadFormatter(format);
    for await (const piece of formatter(watched(checked, verdict, missingFonts, log), context)) {
      log.pause();
      await output.write(piece);
    }
    if (missingFonts.size > 0) log.line(say('missingFonts', language, { what: [...missingFonts].join(', ') }));
    await output.commit();
    finished = true;
    return verdict.code;
  } finally {
    intake.close();
    if (!finished) await output.discard();
  }
}

/** Lets results pass and keeps the exit code they add up to: an unread file outweighs findings. */
async function* watched(
  results: AsyncIterable<Checked>,
  verdict: { code: number },
  missingFonts: Set<string>,
  log: Log,
): AsyncGenerator<Checked> {
  for await (const checked of results) {
    verdict.code = Math.max(verdict.code, exitCodeOf(checked));
    for (const warning of checked.snippets?.warnings ?? []) {
      if (warning.startsWith('missing-fonts:'))
        for (const font of warning.slice('missing-fonts:'.length).split(',')) missingFonts.add(font);
      else log.line(`${checked.result.file}: ${warning}`);
    }
    yield checked;
  }
}

export function exitCodeOf({ result }: Checked): number {
  if (result.status === 'failed') return EXIT.trouble;
  return result.findings.some(({ outcome, severity }) => outcome === 'fail' && severity !== 'info') ? EXIT.findings : EXIT.clean;
}

/** One line per page of a scan; pages of text are too quick to speak of. */
export function logPage(log: Log, file: string, { page, pages, source }: PageProgress, language: Language): void {
  if (source === 'scan' && pages > 1) log.page(page, pages, say('pageProgress', language, { n: page, total: pages, what: safeText(file) }));
}

function named(files: readonly string[], language: Language): string {
  const shown = files.slice(0, NAMED_FILES).join(language === 'zh' ? '、' : ', ');
  return files.length > NAMED_FILES ? `${shown} ${say('andMore', language)}` : shown;
}
