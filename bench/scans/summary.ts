import { LONG_TEXT, type ScanScore } from './score-scan.js';

/** Shares promised for scans, in per cent; planted discrepancies all, false fail findings none. */
export const PROMISED = { cells: 99.5, fields: 98.5, silent: 0.2 } as const;

const BUCKETS = [0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 1];

interface Figures {
  scans: number;
  pages: number;
  failed: number;
  cells: number;
  cellsRight: number;
  fields: number;
  fieldsRight: number;
  planted: number;
  missed: number;
  falseFails: number;
  silent: number;
  longWrong: number;
  widthOnly: number;
  missing: number;
  doubtful: number;
  read: number;
  secondsPerPage: number;
  processorSecondsPerPage: number;
}

/** Figures of many scans added up. */
export function figuresOf(scores: readonly ScanScore[]): Figures {
  const sum = (count: (score: ScanScore) => number): number => scores.reduce((total, score) => total + count(score), 0);
  // The width of punctuation cannot be seen in most fonts ("," with a space and "，" are one picture): counted apart.
  const wrong = (score: ScanScore, of: (value: ScanScore['wrong'][number]) => boolean): number =>
    score.wrong.filter((value) => !value.widthOnly && of(value)).length;
  const pages = sum((score) => score.pages);
  const [cells, fields] = [sum((score) => score.cells), sum((score) => score.fields)];
  return {
    scans: scores.length,
    pages,
    failed: scores.filter(({ status }) => status !== 'checked').length,
    cells,
    cellsRight: cells - sum((score) => wrong(score, ({ cell }) => cell)),
    fields,
    fieldsRight: fields - sum((score) => wrong(score, ({ cell }) => !cell)),
    planted: sum((score) => score.plantedScores),
    missed: sum((score) => score.missedScores.length),
    falseFails: sum((score) => score.falseFails.length),
    silent: sum((score) => wrong(score, ({ kind }) => kind === 'silent')),
    longWrong: sum((score) => wrong(score, ({ cell, long }) => !cell && long)),
    widthOnly: sum((score) => score.wrong.filter(({ widthOnly }) => widthOnly).length),
    missing: sum((score) => wrong(score, ({ kind }) => kind === 'missing')),
    doubtful: sum((score) => score.doubtful),
    read: sum((score) => score.read),
    secondsPerPage: sum((score) => score.seconds) / Math.max(pages, 1),
    processorSecondsPerPage: sum((score) => score.processorSeconds) / Math.max(pages, 1),
  };
}

/** What these figures break of what is promised; empty when they keep all of it. */
export function broken(figures: Figures): string[] {
  const { cells, cellsRight, fields, fieldsRight, silent, missed, falseFails } = figures;
  const wrongs = [
    cells === 0 || percent(cellsRight, cells) < PROMISED.cells ? `cells below ${PROMISED.cells} %` : '',
    fields === 0 || percent(fieldsRight, fields) < PROMISED.fields ? `fields below ${PROMISED.fields} %` : '',
    missed > 0 ? 'planted score discrepancies neither found nor open' : '',
    falseFails > 0 ? 'fail findings nobody planted' : '',
    percent(silent, cells + fields) > PROMISED.silent ? `silently wrong values above ${PROMISED.silent} %` : '',
  ];
  return wrongs.filter((wrong) => wrong !== '');
}

const COLUMNS = [
  'scans',
  'pages',
  'partial',
  'cells %',
  'fields %',
  'planted',
  'false',
  'silent %',
  'missing',
  'long',
  'doubtful %',
  's/page',
];

/** The table by condition with the total last, and the reliability of confidences. */
export function summaryTable(scores: readonly ScanScore[]): string {
  const conditions = new Map<string, ScanScore[]>();
  for (const score of scores) conditions.set(score.condition, [...(conditions.get(score.condition) ?? []), score]);
  const rows = [...conditions.entries()].map(([name, group]) => row(name, figuresOf(group)));
  const header = `${'condition'.padEnd(26)}${COLUMNS.map((name) => name.padStart(11)).join('')}`;
  return [header, ...rows, row('all', figuresOf(scores))].join('\n');
}

function row(name: string, figures: Figures): string {
  const { cells, cellsRight, fields, fieldsRight, planted, missed } = figures;
  const columns = [
    figures.scans,
    figures.pages,
    figures.failed,
    percent(cellsRight, cells).toFixed(2),
    percent(fieldsRight, fields).toFixed(2),
    `${planted - missed}/${planted}`,
    figures.falseFails,
    percent(figures.silent, cells + fields).toFixed(2),
    figures.missing,
    figures.longWrong,
    percent(figures.doubtful, figures.read).toFixed(1),
    figures.secondsPerPage.toFixed(2),
    figures.processorSecondsPerPage.toFixed(2),
  ];
  return `${name.padEnd(26)}${columns.map((value) => String(value).padStart(11)).join('')}`;
}

/** How often a value is right, by the confidence it was read with. A well calibrated reader's shares lie within their buckets. */
export function reliabilityTable(scores: readonly ScanScore[]): string {
  const readings = scores.flatMap(({ reliability }) => reliability);
  const rows = BUCKETS.slice(0, -1).map((from, index) => {
    const to = BUCKETS[index + 1]!;
    const within = readings.filter(({ confidence }) => confidence >= from && (confidence < to || to === 1));
    const right = within.filter((reading) => reading.right).length;
    const share = within.length === 0 ? '-' : `${percent(right, within.length).toFixed(2)} %`;
    return `  ${from.toFixed(3)} to ${to.toFixed(3)}  ${String(within.length).padStart(7)} values  ${share.padStart(9)} right`;
  });
  return ['confidence', ...rows].join('\n');
}

/** Every difference of one scan with both texts, and every finding that should not or should be there. */
export function details(score: ScanScore): string {
  const { id, condition, edition, wrong, missedScores, falseFails } = score;
  return [
    `== ${id} (${condition}, ${edition}) ${score.status}, ${(score.seconds / Math.max(score.pages, 1)).toFixed(2)} s a page`,
    ...wrong.map(
      ({ path, expected, actual, kind, confidence, long }) =>
        `${kind.toUpperCase().padEnd(8)} ${path}${long ? ` (over ${LONG_TEXT} characters)` : ''} ${confidence?.toFixed(3) ?? '-'}\n    printed ${JSON.stringify(expected)}\n    read    ${JSON.stringify(actual)}`,
    ),
    ...missedScores.map((rule) => `MISSED   ${rule}`),
    ...falseFails.map(({ rule, at, message }) => `FALSE    ${rule} ${at.path}: ${message.zh}`),
  ].join('\n');
}

function percent(part: number, whole: number): number {
  return (100 * part) / Math.max(whole, 1);
}
