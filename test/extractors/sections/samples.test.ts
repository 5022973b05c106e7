import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { extractPages } from '../../../extractors/index.js';
import { readReport } from '../../../extractors/sections/index.js';
import { AuditReport, leaves, valueAt } from '../../../model/index.js';

const FOLDER = new URL('../../../fixtures/samples/', import.meta.url);
interface Truth {
  report: Record<string, unknown>;
  unscored?: string[];
}
const SAMPLES = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .map((name) => ({ name, truth: JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as Truth }))
  .filter(({ truth }) => 'report' in truth);

describe('sample reports', () => {
  it('are there', () => {
    expect(SAMPLES.length).toBeGreaterThan(3);
  });

  it.each(SAMPLES)('$name: every field as printed, every value with its place', async ({ name, truth }) => {
    const pages = await extractPages(new Uint8Array(readFileSync(new URL(name.replace('.json', '.pdf'), FOLDER))));
    const { report, provenance, issues } = readReport(pages);
    AuditReport.parse(report);
    const wrong = [...leaves(truth.report)]
      .filter(({ path }) => !(truth.unscored ?? []).some((field) => path.startsWith(field)))
      .filter(({ path, value }) => JSON.stringify(valueAt(report, path) ?? null) !== JSON.stringify(value))
      .map(({ path, value }) => ({ path, expected: value, read: valueAt(report, path) }));
    expect(wrong).toEqual([]);
    const homeless = [...leaves({ ...report, observed: null })].filter(
      ({ path, value }) => value !== null && provenance[path] === undefined,
    );
    expect(homeless).toEqual([]);
    expect(issues).toEqual([]);
  });
});
