import { GoujiError, type FileResult, type Page } from '../../model/index.js';
import { validate } from '../../validators/index.js';
import { extractStage, type ExtractContext } from './extract.js';
import { failedResult } from './failed-result.js';
import { DEFAULT_CHECK_OPTIONS, type CheckOptions } from './options.js';
import { sha256 } from './sha256.js';

/** The stages a document goes through; exchangeable so that each can be tested alone. */
export interface Stages {
  extract: typeof extractStage;
  validate: typeof validate;
}

/**
 * Checks one document: bytes to pages to record to findings. Never throws: bad input gives `failed` with its coded error, a bug
 * `failed` with internal/bug, whose stack `onBug` gets. `file` is only the name in the result. Pages read as images without an issue
 * are read like any other: their doubts are in the readings, not in the status.
 */
export async function checkDocument(
  bytes: Uint8Array,
  file: string,
  options: Partial<CheckOptions> = {},
  onBug: (error: unknown) => void = (error) => console.error(error),
  stages: Stages = { extract: extractStage, validate },
  context: ExtractContext = {},
): Promise<FileResult> {
  const all = { ...DEFAULT_CHECK_OPTIONS, ...options };
  try {
    const { pages, report, provenance, issues } = await stages.extract(bytes, all, context);
    const { findings, counts } = stages.validate(report, provenance);
    const whole = issues.length === 0 && pages.every((page) => page.issues.length === 0);
    return {
      file,
      sha256: sha256(bytes),
      status: whole ? 'checked' : 'partial',
      error: null,
      issues,
      pages: pages.map(pageSummary),
      report,
      provenance,
      findings,
      outcomes: counts,
    };
  } catch (error) {
    if (error instanceof GoujiError) return failedResult(file, bytes, error.code, error.details, all.language);
    onBug(error);
    return failedResult(file, bytes, 'internal/bug', { reason: error instanceof Error ? error.message : String(error) }, all.language);
  }
}

function pageSummary({ number, width, height, rotation, source, issues }: Page): FileResult['pages'][number] {
  return { number, width, height, rotation, source, issues };
}
