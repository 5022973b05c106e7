import { type AuditReport } from '../../model/index.js';

/** A record's ground truth: everything but what the pages show beside it. */
export type Truth = Omit<AuditReport, 'observed'>;

/** One value of the record that was not read exactly. */
export interface Difference {
  path: string;
  expected: unknown;
  actual: unknown;
}

export interface Comparison {
  fields: number;
  scoreCells: number;
  differences: Difference[];
}

/** Compares every leaf of the truth with the record read; values the record has beyond the truth count as differences too. */
export function compareRecords(truth: Truth, actual: Truth): Comparison {
  const expected = flatten(truth);
  const found = flatten(actual);
  const differences: Difference[] = [];
  for (const [path, value] of expected) {
    if (found.get(path) !== value) differences.push({ path, expected: value, actual: found.get(path) });
  }
  for (const [path, value] of found) {
    if (!expected.has(path)) differences.push({ path, expected: undefined, actual: value });
  }
  const scoreCells = [...expected.keys()].filter(isScoreCell).length;
  return { fields: expected.size - scoreCells, scoreCells, differences };
}

/** Figures, deletions and names of the score table. */
export function isScoreCell(path: string): boolean {
  return /^score\.(groups|total|special)/.test(path);
}

/** Path -> leaf; an empty list is a leaf '[]' of its own, so that [] and null differ. */
function flatten(value: unknown, path = '', into = new Map<string, unknown>()): Map<string, unknown> {
  if (Array.isArray(value)) {
    if (value.length === 0) into.set(path, '[]');
    value.forEach((item, index) => flatten(item, `${path}[${index}]`, into));
  } else if (value !== null && typeof value === 'object') {
    for (const [key, item] of Object.entries(value))
      if (path !== '' || key !== 'observed') flatten(item, path === '' ? key : `${path}.${key}`, into);
  } else into.set(path, value);
  return into;
}
