import { z } from 'zod';
import { Finding } from './finding.js';
import { Page, PageIssue } from './page.js';
import { Provenance } from './reading.js';
import { AuditReport } from './report.js';

/** A coded error as plain data: what happened and what to do about it. */
export const ErrorData = z.object({ code: z.string(), message: z.string(), hint: z.string() });
export type ErrorData = z.infer<typeof ErrorData>;

/** How many rules ended in each outcome. */
export const OutcomeCounts = z.object({
  pass: z.number().int(),
  fail: z.number().int(),
  open: z.number().int(),
  notApplicable: z.number().int(),
});
export type OutcomeCounts = z.infer<typeof OutcomeCounts>;

/**
 * The result for one document. checked: read whole; partial: something stayed unread, `issues` (document) and
 * `pages[].issues` say what; failed: `error` says why.
 */
export const FileResult = z.object({
  file: z.string(),
  /** Of the file's bytes, lower-case hex; null when the file could not be opened. */
  sha256: z.string().nullable(),
  status: z.enum(['checked', 'partial', 'failed']),
  error: ErrorData.nullable(),
  issues: z.array(PageIssue),
  pages: z.array(Page.pick({ number: true, width: true, height: true, rotation: true, source: true, issues: true })),
  report: AuditReport.nullable(),
  provenance: Provenance,
  findings: z.array(Finding),
  outcomes: OutcomeCounts,
});
export type FileResult = z.infer<typeof FileResult>;

/** What `gouji check --format json` prints. */
export const CheckOutput = z.object({ version: z.literal(1), files: z.array(FileResult) });
export type CheckOutput = z.infer<typeof CheckOutput>;
