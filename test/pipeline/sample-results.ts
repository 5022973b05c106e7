import type { FileResult, Finding, Reading } from '../../model/index.js';
import type { Checked } from '../../pipeline/dispatch/protocol.js';
import { failedResult } from '../../pipeline/stages/failed-result.js';
import { cleanReport } from '../validators/clean-report.js';

/** Everything a hostile document could put into a name or a field. */
export const HOSTILE = '<script>alert("x")</script>&\u202egpj.exe';

export function finding(changes: Partial<Finding> = {}): Finding {
  return {
    rule: 'score/total-mismatch',
    outcome: 'fail',
    severity: 'error',
    message: { zh: '总计为 96.5，各项得分合计为 95.5。', en: 'The total is printed as 96.5; the scores add up to 95.5.' },
    data: { reported: 96.5, computed: 95.5 },
    at: { path: 'score.total', page: 5, box: [400, 500, 440, 514] },
    related: [{ path: 'score.groups[0].subtotal', page: 4, box: [400, 300, 440, 314], note: { zh: '小计 38.5', en: 'subtotal 38.5' } }],
    clause: 'GB/T 27922-2011, 6.2',
    fingerprint: 'f00d',
    ...changes,
  };
}

export function checkedResult(changes: Partial<FileResult> = {}): FileResult {
  return {
    file: 'in/a.pdf',
    sha256: 'ab'.repeat(32),
    status: 'checked',
    error: null,
    issues: [],
    pages: [{ number: 1, width: 595, height: 842, rotation: 0, source: 'text', issues: [] }],
    report: cleanReport(),
    provenance: {},
    findings: [],
    outcomes: { pass: 40, fail: 0, open: 0, notApplicable: 3 },
    ...changes,
  };
}

/** One of each: with findings of every kind, clean, partial, failed. */
export function oneOfEach(): FileResult[] {
  return [
    checkedResult({
      findings: [
        finding({ rule: 'dates/order', severity: 'info', fingerprint: '1', data: {}, related: [] }),
        finding(),
        finding({
          rule: 'people/name-variant',
          outcome: 'open',
          severity: 'warning',
          fingerprint: '2',
          at: { path: 'x.y', page: null, box: null },
        }),
      ],
      outcomes: { pass: 37, fail: 2, open: 1, notApplicable: 3 },
    }),
    checkedResult({ file: 'in/clean.pdf' }),
    checkedResult({
      file: 'in/partial.pdf',
      status: 'partial',
      issues: [{ code: 'report/missing-section', message: '没有找到“评价结论”部分。' }],
      pages: [
        { number: 1, width: 595, height: 842, rotation: 0, source: 'text', issues: [] },
        {
          number: 2,
          width: 595,
          height: 842,
          rotation: 0,
          source: 'scan',
          issues: [{ code: 'needs-ocr', message: '本页需要识别。' }],
        },
      ],
    }),
    failedResult('in/broken.pdf', new Uint8Array(3), 'pdf/damaged', { reason: 'xref' }, 'en'),
  ];
}

export async function* asChecked(results: FileResult[]): AsyncGenerator<Checked> {
  for (const result of results) yield await Promise.resolve({ result, snippets: null, inspected: null });
}

/** A scan of seven pages and one of text and images, with findings that rest on doubtful readings or speak of them. */
export function scannedResults(): FileResult[] {
  const page = (number: number, changes: Partial<FileResult['pages'][number]> = {}): FileResult['pages'][number] => ({
    number,
    width: 595,
    height: 842,
    rotation: 0,
    source: 'scan',
    issues: [],
    ...changes,
  });
  const reading = (on: number, text: string, confidence: number, second?: string): Reading => ({
    page: on,
    // One place per text.
    box: [400, 300, 440 + text.length, 314],
    text,
    confidence,
    readers: ['paddle', 'tesseract'],
    ...(second === undefined
      ? {}
      : {
          alternatives: [
            { reader: 'paddle', text },
            { reader: 'tesseract', text: second },
          ],
        }),
  });
  const open: Partial<Finding> = { outcome: 'open', related: [], data: {} };
  const scan = checkedResult({
    file: 'in/scan.tif',
    pages: [1, 2, 3, 4, 5, 6, 7].map((number) => page(number)),
    provenance: {
      'score.total': reading(5, '96.5', 0.995),
      'score.groups[0].indicators[2].score': reading(4, '4.5', 0.629, '45'),
      'score.groups[0].indicators[2].deleted': reading(4, '4.5', 0.629, '45'),
      'score.groups[1].subtotal': reading(5, '', 0.81),
      'basic.contact.phone': reading(2, '13800000000', 0.55, '1380000000'),
      'conclusion.compiler': reading(7, '王某', 0.85, '玉某'),
    },
    findings: [
      finding({ outcome: 'open', doubts: ['score.groups[1].subtotal', 'score.groups[0].indicators[2].score'] }),
      finding({
        ...open,
        severity: 'warning',
        rule: 'reading/engines-disagree',
        fingerprint: '2',
        at: { path: 'basic.contact.phone', page: 2, box: [1, 2, 3, 4] },
      }),
      finding({
        ...open,
        severity: 'info',
        rule: 'reading/doubtful-field',
        fingerprint: '3',
        at: { path: 'conclusion.compiler', page: 7, box: [1, 2, 3, 4] },
      }),
    ],
    outcomes: { pass: 37, fail: 0, open: 3, notApplicable: 3 },
  });
  const mixed = checkedResult({
    file: 'in/mixed.pdf',
    status: 'partial',
    pages: [
      page(1, { source: 'text' }),
      page(2),
      page(3),
      page(4, { issues: [{ code: 'needs-ocr', message: '本页需要识别。' }] }),
      page(5),
    ],
  });
  return [scan, mixed];
}
