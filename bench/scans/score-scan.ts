import type { ScanTruth } from '../../fixtures/scanner/simulate.js';
import { DOUBT_THRESHOLD, leaves, valueAt, type FileResult, type Finding } from '../../model/index.js';
import { isBelow, nearestReading, parseRead } from '../../validators/reads.js';
import { RULES } from '../../validators/index.js';
import { isScoreCell, type Difference } from '../eval/compare.js';
import { scoreResult } from '../eval/score.js';
import type { ReadAnswer } from './reader-process.js';

/** A value that was not read as it is printed, and how sure the reader was of it. */
export interface WrongValue extends Difference {
  cell: boolean;
  /**
   * missing: nothing was read; doubtful: something else was, and the reader says it is not sure; silent: something else was, with
   * confidence - what must not happen.
   */
  kind: 'missing' | 'doubtful' | 'silent';
  /** The reading's confidence; null where it has none, as on text pages. */
  confidence: number | null;
  /** Whether the text asked for is longer than LONG_TEXT characters. */
  long: boolean;
  /** Whether both texts are the same but for the width of punctuation (：for :), which many fonts do not show. */
  widthOnly: boolean;
}

/** How one scan came out against its ground truth. */
export interface ScanScore {
  id: string;
  condition: string;
  edition: string;
  status: FileResult['status'];
  pages: number;
  /** Clock and processor time of the whole document. */
  seconds: number;
  processorSeconds: number;
  fields: number;
  cells: number;
  wrong: WrongValue[];
  /** Planted score discrepancies, and those of them the result is silent about. */
  plantedScores: number;
  missedScores: string[];
  /** Fail findings of any severity that nothing planted accounts for. */
  falseFails: Finding[];
  /** Values read on scanned pages with less than DOUBT_THRESHOLD, right or wrong: what a reviewer has to look at. */
  doubtful: number;
  /** Values read at all. */
  read: number;
  /** Confidence of every value read with one, and whether it is right. */
  reliability: { confidence: number; right: boolean }[];
}

/** Texts above this many characters are prose, in which one wrong character makes the whole wrong. */
export const LONG_TEXT = 60;

export function scoreScan(truth: ScanTruth, { result, seconds, processorSeconds }: ReadAnswer): ScanScore {
  const score = scoreResult(truth, result);
  const asked = (path: string): boolean => truth.unscored?.includes(path) !== true;
  const leftOut = (truth.unscored ?? []).filter((path) => valueAt(truth.report, path) !== undefined);
  const differences = [...score.wrongCells, ...score.wrongFields];
  const wrong =
    result.report === null ? lostRecord(truth).filter(({ path }) => asked(path)) : differences.map((each) => judged(each, result));
  const wrongPaths = new Set(wrong.filter(({ widthOnly }) => !widthOnly).map(({ path }) => path));
  const fields =
    result.report === null ? wrong.filter(({ cell }) => !cell).length : score.fields - leftOut.filter((path) => !isScoreCell(path)).length;
  const cells = result.report === null ? wrong.filter(({ cell }) => cell).length : score.scoreCells - leftOut.filter(isScoreCell).length;
  const values = result.report === null ? [] : [...leaves(result.report)].filter(isReadValue).filter(({ path }) => asked(path));
  const confidences = values.map(({ path }) => ({ path, confidence: confidenceAt(result, path) }));
  const planted = truth.planted.filter(({ rule }) => rule.startsWith('score/'));
  return {
    id: truth.id,
    condition: truth.condition,
    edition: truth.edition,
    status: result.status,
    pages: truth.pages.length,
    seconds,
    processorSeconds,
    fields,
    cells,
    wrong,
    plantedScores: planted.length,
    missedScores: planted.filter((each) => !isFoundOrOpen(each, result)).map(({ rule, at }) => `${rule} ${at ?? ''}`),
    falseFails: falseFails(truth, result.findings),
    doubtful: confidences.filter(({ confidence }) => confidence !== null && confidence < DOUBT_THRESHOLD).length,
    read: values.length,
    reliability: confidences.flatMap(({ path, confidence }) => (confidence === null ? [] : [{ confidence, right: !wrongPaths.has(path) }])),
  };
}

/** Nothing of the report was read: every value is missing. */
function lostRecord({ report }: ScanTruth): WrongValue[] {
  return [...leaves(report)].map(({ path, value }) => ({
    path,
    expected: value,
    actual: undefined,
    cell: isScoreCell(path),
    kind: 'missing',
    confidence: null,
    long: isLong(value),
    widthOnly: false,
  }));
}

function judged({ path, expected, actual }: Difference, result: FileResult): WrongValue {
  const confidence = confidenceAt(result, path);
  const nothing = actual === null || actual === undefined || actual === '[]' || actual === '';
  const kind = nothing ? 'missing' : confidence !== null && confidence < DOUBT_THRESHOLD ? 'doubtful' : 'silent';
  return {
    path,
    expected,
    actual,
    cell: isScoreCell(path),
    kind,
    confidence,
    long: isLong(expected),
    widthOnly: foldWidth(expected) === foldWidth(actual),
  };
}

/** Compatibility forms folded and spaces dropped. */
function foldWidth(value: unknown): unknown {
  return typeof value === 'string' ? value.normalize('NFKC').replace(/\s+/g, '') : value;
}

function isLong(value: unknown): boolean {
  return typeof value === 'string' && value.length > LONG_TEXT;
}

function confidenceAt({ provenance }: FileResult, path: string): number | null {
  return nearestReading(provenance, path)?.confidence ?? null;
}

function isReadValue({ path, value }: { path: string; value: unknown }): boolean {
  return value !== null && !path.startsWith('observed.');
}

/**
 * Whether a reviewer is led to a planted score discrepancy: its rule has a finding, fail or open; or a reading/* finding is open on a
 * field that the rule reads and that belongs to the place of the fault - the field itself, one above or below it, or one beside it in
 * the same row. Doubt about some other row of the table does not count: the report would come out clean but for chance.
 */
export function isFoundOrOpen({ rule, at }: ScanTruth['planted'][number], { findings }: FileResult): boolean {
  if (findings.some((finding) => finding.rule === rule)) return true;
  const reads = RULES.find(({ id }) => id === rule)?.reads.map((declared) => parseRead(declared).pattern) ?? [];
  return findings.some(({ rule: reading, outcome, at: { path } }) => {
    if (!reading.startsWith('reading/') || outcome !== 'open' || path === '') return false;
    const general = path.replace(/\[\d+\]/g, '[]');
    if (!reads.some((pattern) => isBelow(general, pattern) || isBelow(pattern, general))) return false;
    return at === undefined || isBelow(path, at) || isBelow(at, path) || rowOf(path) === rowOf(at);
  });
}

function rowOf(path: string): string {
  return path.replace(/\.[^.[\]]+$/, '');
}

/** Fail findings left after each planted discrepancy took its own: that at its very field, else any of its rule. */
function falseFails({ planted, consequences }: ScanTruth, findings: readonly Finding[]): Finding[] {
  const left = findings.filter(({ outcome }) => outcome === 'fail');
  for (const { rule, at } of planted) {
    const exact = left.findIndex((finding) => finding.rule === rule && finding.at.path === at);
    const index = exact >= 0 ? exact : left.findIndex((finding) => finding.rule === rule);
    if (index >= 0) left.splice(index, 1);
  }
  return left.filter(({ rule, at }) => !consequences.some((each) => each.rule === rule && each.at === at.path));
}
