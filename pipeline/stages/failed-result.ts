import { describeError, type ErrorCode, type ErrorDetails, type FileResult } from '../../model/index.js';
import type { CheckOptions } from './options.js';
import { sha256 } from './sha256.js';

/** The result of a document that could not be checked; `bytes` is null when they could not be read. */
export function failedResult(
  file: string,
  bytes: Uint8Array | null,
  code: ErrorCode,
  details: ErrorDetails,
  language: CheckOptions['language'],
): FileResult {
  return {
    file,
    sha256: bytes === null ? null : sha256(bytes),
    status: 'failed',
    error: describeError(code, details, language),
    issues: [],
    pages: [],
    report: null,
    provenance: {},
    findings: [],
    outcomes: { pass: 0, fail: 0, open: 0, notApplicable: 0 },
  };
}
