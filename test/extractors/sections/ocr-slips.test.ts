import { readFileSync, readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { compareRecords, isScoreCell, type Truth } from '../../../bench/eval/compare.js';
import { extractPages } from '../../../extractors/index.js';
import { readReport } from '../../../extractors/sections/index.js';
import { isDoubtful, type Page } from '../../../model/index.js';
import { validate } from '../../../validators/index.js';
import { asScanned } from './ocr-slips.js';

const FOLDER = new URL('../../../fixtures/samples/', import.meta.url);
const NAMES = readdirSync(FOLDER).flatMap((name) => (name.endsWith('.json') ? [name.replace('.json', '')] : []));

interface Sample {
  name: string;
  pages: Page[];
  truth: { report: Truth; unscored?: string[]; planted: { rule: string }[] };
  failing: Set<string>;
}

/** What became of all samples, read as scans with a share of their characters wrong. */
interface Outcome {
  fields: number;
  cells: number;
  wrongFields: number;
  wrongCells: number;
  /** Wrong values that nothing warns of. */
  silent: string[];
  falseFails: string[];
  missed: string[];
  lostSections: string[];
}

describe('records of pages with misread characters', () => {
  const samples: Sample[] = [];

  beforeAll(async () => {
    for (const name of NAMES) {
      const truth = JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8')) as Sample['truth'];
      if (!('report' in truth)) continue;
      const pages = await extractPages(new Uint8Array(readFileSync(new URL(`${name}.pdf`, FOLDER))));
      const { report, provenance } = readReport(pages);
      const failing = new Set(validate(report, provenance).findings.flatMap(({ rule, outcome }) => (outcome === 'fail' ? [rule] : [])));
      samples.push({ name, pages, truth, failing });
    }
  }, 120_000);

  function readAll(rate: number, marked: number): Outcome {
    const all: Outcome = { fields: 0, cells: 0, wrongFields: 0, wrongCells: 0, silent: [], falseFails: [], missed: [], lostSections: [] };
    for (const [index, { name, pages, truth, failing }] of samples.entries()) {
      const { report, provenance, sections } = readReport(asScanned(pages, { rate, marked, seed: 100 + index }));
      const { fields, scoreCells, differences } = compareRecords(truth.report, report);
      all.fields += fields;
      all.cells += scoreCells;
      for (const { path, actual } of differences) {
        if (truth.unscored?.includes(path) === true) continue;
        if (isScoreCell(path)) all.wrongCells++;
        else all.wrongFields++;
        const reading = provenance[path];
        const isSaid = actual === null || actual === undefined || actual === '[]' || (reading !== undefined && isDoubtful(reading));
        if (!isSaid) all.silent.push(`${name} ${path}`);
      }
      const { findings, outcomes } = validate(report, provenance);
      for (const { rule, outcome, at } of findings)
        if (outcome === 'fail' && !failing.has(rule)) all.falseFails.push(`${name} ${rule} ${at.path}`);
      for (const { rule } of truth.planted) if (outcomes[rule] !== 'fail' && outcomes[rule] !== 'open') all.missed.push(`${name} ${rule}`);
      if (sections.length < 6) all.lostSections.push(name);
    }
    return all;
  }

  it('are those of the text pages when nothing is misread', { timeout: 60_000 }, () => {
    const { wrongFields, wrongCells, falseFails, missed } = readAll(0, 1);
    expect({ wrongFields, wrongCells, falseFails, missed }).toEqual({ wrongFields: 0, wrongCells: 0, falseFails: [], missed: [] });
  });

  it.each([0.005, 0.01, 0.02])(
    'of which a share of %d is wrong and in doubt: no accusation, no section lost, hardly a cell',
    { timeout: 60_000 },
    (rate) => {
      const { falseFails, missed, lostSections, silent, wrongCells, cells, wrongFields, fields } = readAll(rate, 1);
      expect({ falseFails, missed, lostSections }).toEqual({ falseFails: [], missed: [], lostSections: [] });
      expect(silent.length).toBeLessThanOrEqual(2);
      expect(wrongCells / cells).toBeLessThan(0.6 * rate);
      expect(wrongFields / fields).toBeLessThan(18 * rate);
    },
  );
});
