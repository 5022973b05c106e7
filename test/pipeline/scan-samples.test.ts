import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { scoreScan } from '../../bench/scans/score-scan.js';
import type { ScanTruth } from '../../fixtures/scanner/simulate.js';
import { checkDocument } from '../../pipeline/stages/check-document.js';

const SAMPLES = new URL('../../fixtures/scans/', import.meta.url);

/** Both engines with their real weights, on one page each: the rest of the reader is tested with scripted ones. */
it.each(['single-png-brackets', 'phone-jpeg-numbered-rows'])(
  '%s is read with both engines: values as printed, nothing wrong said surely, no false accusation',
  async (name) => {
    const truth = JSON.parse(readFileSync(new URL(`${name}.json`, SAMPLES), 'utf8')) as ScanTruth;
    const bytes = new Uint8Array(readFileSync(new URL(truth.file, SAMPLES)));
    const result = await checkDocument(bytes, truth.file, { ocr: 'auto' });
    const score = scoreScan(truth, { result, seconds: 0, processorSeconds: 0 });
    expect(result.pages.map(({ source }) => source)).toEqual(['scan']);
    expect(Object.values(result.provenance).some(({ readers }) => readers.includes('paddle') && readers.includes('tesseract'))).toBe(true);
    expect(score.fields + score.cells).toBeGreaterThan(10);
    expect(score.falseFails).toEqual([]);
    expect(score.wrong.filter(({ widthOnly }) => !widthOnly)).toEqual([]);
    expect(score.missedScores).toEqual([]);
  },
  240_000,
);
