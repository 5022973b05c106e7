import { DOUBT_THRESHOLD, type AuditReport, type Provenance } from '../../model/index.js';

/** A reading by two engines that is at least this sure stands against a sum; any other is doubted where the figures do not fit. */
export const SURE = 0.97;
/** What the confidence of a figure is lowered to that is not sure and does not fit. */
const DOUBTED = DOUBT_THRESHOLD - 0.05;
/** Figures are printed with one or two decimals. */
const ROUNDING = 0.051;

type Figures = Pick<AuditReport, 'score' | 'result'>;

/**
 * Raises doubt about scanned figures that do not add up. No figure is ever changed so that a sum fits: a cell that is less than sure
 * only becomes doubtful, so that a person looks; figures both engines read alike and surely keep standing against each other.
 */
export function doubtSums({ score, result }: Figures, provenance: Provenance): void {
  const doubt = (paths: readonly string[]): void => {
    for (const path of paths) {
      const reading = provenance[path];
      if (reading === undefined || reading.confidence === null) continue;
      const engines = reading.readers.filter((reader) => reader === 'paddle' || reader === 'tesseract');
      if (reading.confidence >= SURE && engines.length > 1) continue;
      provenance[path] = { ...reading, confidence: Math.min(reading.confidence, DOUBTED) };
    }
  };
  const groups = (score.groups ?? []).map((group, index) => {
    const path = `score.groups[${index}]`;
    const rows = group.indicators.map((row, at) => ({ ...row, path: `${path}.indicators[${at}]` })).filter(({ deleted }) => !deleted);
    return { ...group, path, rows, sum: sumOf(rows.map((row) => row.score)), points: sumOf(rows.map((row) => row.max)) };
  });
  for (const { path, rows, subtotal, max, sum, points, indicators } of groups) {
    const scores = rows.map((row) => `${row.path}.score`);
    if (subtotal !== null && sum !== null && !near(subtotal, sum)) doubt([...scores, `${path}.subtotal`]);
    const all = indicators.map((_, at) => `${path}.indicators[${at}].max`);
    if (max !== null && points !== null && !near(max, points)) doubt([...all, `${path}.max`]);
    for (const row of rows)
      if (row.score !== null && row.max !== null && row.score > row.max) doubt([`${row.path}.score`, `${row.path}.max`]);
  }
  const cells = groups.flatMap(({ rows }) => rows.map((row) => `${row.path}.score`));
  const points = groups.flatMap(({ rows }) => rows.map((row) => `${row.path}.max`));
  const special = ['score.specialDeduction', 'score.specialBonus'];
  const got = sumOf(groups.map(({ sum }) => sum));
  const applicable = sumOf(groups.map((group) => group.points));
  const { specialDeduction: less, specialBonus: more } = score;
  const sums = got === null || groups.length === 0 ? [] : [got, got - (less ?? 0), got + (more ?? 0), got - (less ?? 0) + (more ?? 0)];
  const shares = applicable === null || applicable === 0 ? [] : sums.map((sum) => (sum / applicable) * 100);
  const fits = (value: number | null, expected: readonly number[]): boolean =>
    value === null || expected.length === 0 || expected.some((each) => near(each, value));
  if (!fits(score.total, [...sums, ...shares])) doubt([...cells, ...special, 'score.total']);
  if (applicable !== null && groups.length > 0 && !fits(score.totalMax, [applicable, 100])) doubt([...points, 'score.totalMax']);
  const figures = [...sums, ...shares, ...(score.total === null ? [] : [score.total])];
  if (!fits(score.formulaResult, figures)) doubt([...cells, ...points, ...special, 'score.total', 'score.formulaResult']);
  const results = [...figures, ...(score.formulaResult === null ? [] : [score.formulaResult])];
  if (!fits(result.score, results)) doubt(['score.total', 'score.formulaResult', 'result.score']);
}

function near(one: number, other: number): boolean {
  return Math.abs(one - other) < ROUNDING;
}

/** Null where a figure of the sum is not known. */
function sumOf(figures: readonly (number | null)[]): number | null {
  return figures.reduce<number | null>((sum, figure) => (sum === null || figure === null ? null : sum + figure), 0);
}
