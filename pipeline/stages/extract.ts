import { extractReport, type ExtractOptions, type PageProgress } from '../../extractors/index.js';
import type { CheckOptions } from './options.js';

/** What the extractors make of a document. */
export type Extracted = Awaited<ReturnType<typeof extractReport>>;

/** What stands around one extraction beside its options. */
export interface ExtractContext {
  /** Called after every page. */
  onPage?: (progress: PageProgress) => void;
  /** Other readers of images than those of `options.ocr`, in tests. */
  engines?: NonNullable<ExtractOptions['engines']>;
  /** Gets all that was extracted, for those who draw it. */
  onExtracted?: (extracted: Extracted) => void;
}

/** Bytes of a PDF or image file to pages, record and provenance. Throws GoujiError for input that cannot be read. */
export async function extractStage(bytes: Uint8Array, options: CheckOptions, context: ExtractContext = {}): Promise<Extracted> {
  const { password, maxPages, language, ocr, ocrThreads } = options;
  const { onPage, engines, onExtracted } = context;
  const extracted = await extractReport(bytes, {
    maxPages,
    language,
    ocr,
    ...(password === undefined ? {} : { password }),
    ...(ocrThreads === undefined ? {} : { ocrThreads }),
    ...(engines === undefined ? {} : { engines }),
    ...(onPage === undefined ? {} : { onPage }),
  });
  onExtracted?.(extracted);
  return extracted;
}
