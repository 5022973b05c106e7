import type { FileResult, Finding } from '../../model/index.js';
import { compareRecords, isScoreCell, type Difference, type Truth } from './compare.js';

/** What the generator says of a report. */
export interface GroundTruth {
  id: string;
  edition: string;
  engine: string;
  heldOut?: boolean;
  report: Truth;
  planted: { rule: string; at?: string; note?: string }[];
  /** Field paths for which more than one reading is right. */
  unscored?: string[];
}

/** How one report came out against its ground truth. */
export interface Score {
  id: string;
  edition: string;
  engine: string;
  heldOut: boolean;
  status: FileResult['status'];
  fields: number;
  scoreCells: number;
  wrongFields: Difference[];
  wrongCells: Difference[];
  planted: number;
  /** Planted discrepancies without a finding of their rule. */
  missed: string[];
  /** Findings of severity error or warning that nothing planted accounts for. */
  unplanted: Finding[];
}

export function scoreResult(truth: GroundTruth, result: FileResult): Score {
  const comparison = result.report === null ? null : compareRecords(truth.report, result.report);
  if (comparison !== null) comparison.differences = comparison.differences.filter(({ path }) => !truth.unscored?.includes(path));
  const open = [...result.findings];
  const missed: string[] = [];
  for (const { rule, at } of truth.planted) {
    const exact = open.findIndex((finding) => finding.rule === rule && finding.outcome === 'fail' && finding.at.path === at);
    const index = exact >= 0 ? exact : open.findIndex((finding) => finding.rule === rule && finding.outcome === 'fail');
    // Questions without any marks can only be open (completeness/undetermined-choice).
    const found = index >= 0 ? index : open.findIndex((finding) => finding.rule === rule && rule === 'completeness/undetermined-choice');
    if (found < 0) missed.push(rule);
    else open.splice(found, 1);
  }
  return {
    id: truth.id,
    edition: truth.edition,
    engine: truth.engine,
    heldOut: truth.heldOut ?? false,
    status: result.status,
    fields: comparison?.fields ?? 0,
    scoreCells: comparison?.scoreCells ?? 0,
    wrongFields: comparison?.differences.filter(({ path }) => !isScoreCell(path)) ?? [
      { path: '', expected: 'a record', actual: result.error?.code },
    ],
    wrongCells: comparison?.differences.filter(({ path }) => isScoreCell(path)) ?? [],
    planted: truth.planted.length,
    missed,
    unplanted: open.filter(({ severity }) => severity !== 'info'),
  };
}
