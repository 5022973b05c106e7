import type { Cell } from '../../model/index.js';
import { freeText, nameText } from './normalise/texts.js';
import { piece } from './passage.js';
import type { Evidence } from './record.js';
import { cellPassage } from './scan-labels.js';
import { DEDUCTION_ROW, LIMIT_WORDS } from './score-words.js';

/** "特别减分项（超过5分不通过）": the limit of special deductions, in brackets behind the name (which may hold brackets) or in a cell beside. */
export function readLimit(cells: readonly Cell[], evidence: Evidence): string | null {
  for (const cell of cells) {
    const printed = cellPassage(cell);
    const bracket = /[（(]((?:[^（()）]|[（(][^（()）]*[）)])*)[）)]/u.exec(printed.text);
    const words = DEDUCTION_ROW.test(nameText(printed.text))
      ? bracket === null
        ? null
        : piece(printed, bracket.index + 1, bracket.index + bracket[0].length - 1)
      : printed;
    if (words === null || !LIMIT_WORDS.test(words.text) || !/[\d０-９一二三四五六七八九十]/u.test(words.text)) continue;
    return evidence.value('score.deductionLimit.table', freeText(words.text), words);
  }
  return null;
}
