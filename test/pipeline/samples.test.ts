import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scoreResult, type GroundTruth } from '../../bench/eval/score.js';
import { checkDocument } from '../../pipeline/stages/check-document.js';

const SAMPLES = new URL('../../fixtures/samples/', import.meta.url);

/** The whole way, from a PDF's bytes to findings, against the ground truth checked in beside it. */
describe('sample reports', () => {
  const names = readdirSync(SAMPLES).filter((name) => name.endsWith('.pdf'));

  it('are there', () => expect(names.length).toBeGreaterThanOrEqual(10));

  it.each(names)('%s is read exactly, and only what was planted is found', async (name) => {
    const truth = JSON.parse(readFileSync(new URL(name.replace(/\.pdf$/, '.json'), SAMPLES), 'utf8')) as GroundTruth;
    const result = await checkDocument(readFileSync(new URL(name, SAMPLES)), name, {});
    const score = scoreResult(truth, result);
    expect(score).toMatchObject({ status: 'checked', wrongFields: [], wrongCells: [], missed: [], unplanted: [] });
    expect(score.fields).toBeGreaterThan(60);
    expect(score.scoreCells).toBeGreaterThan(60);
  });
});
