import type { AuditReport, Cell, Table } from '../../model/index.js';
import { figure } from './normalise/figures.js';
import { nameText } from './normalise/texts.js';
import { blankCell, readingOf } from './passage.js';
import type { Evidence } from './record.js';
import { cellPassage } from './scan-labels.js';
import { cellAt, textOf } from './score-columns.js';
import { readLimit } from './score-limit.js';
import { TOTAL_LABELS } from './score-words.js';

type Totals = Pick<AuditReport['score'], 'specialDeduction' | 'specialBonus' | 'totalMax' | 'total'> & { limit: string | null };

/**
 * Total figures that stand in a table of their own, each beside its label ("特别减分项 | 0 | 总得分 | 85") or, where the next
 * cell is a label too, below it. What the score table itself says stays.
 */
export function readTotals(tables: readonly Table[], result: Totals, evidence: Evidence): void {
  for (const table of tables) {
    const labels = new Map(
      table.cells.flatMap((cell) => {
        const key = keyOf(cell);
        return key === null ? [] : [[cell, key] as const];
      }),
    );
    for (const [cell, key] of labels) {
      const right = cellAt(table, cell.row, cell.column + cell.columnSpan);
      const value = right === undefined || labels.has(right) ? cellAt(table, cell.row + cell.rowSpan, cell.column) : right;
      const path = `score.${key}`;
      if (value === undefined || labels.has(value) || path in evidence.provenance) continue;
      const text = cellPassage(value);
      const printed = figure(text.text);
      if (printed === null && nameText(text.text) !== '') continue;
      result[key] = printed;
      evidence.reading(path, readingOf(text) ?? blankCell(value, cell.lines.slice(0, 1)));
      if (key === 'specialDeduction') result.limit ??= readLimit([cell], evidence);
    }
  }
}

function keyOf(cell: Cell): (typeof TOTAL_LABELS)[number][0] | null {
  const text = textOf(cell).replace(/[:：]$/u, '');
  if (text.length > 30) return null;
  return TOTAL_LABELS.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}
