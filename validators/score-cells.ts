import { fail, open, type RuleContext } from './rule.js';
import { printedFigure, type PrintedFigure } from './scoring/printed.js';
import type { SpecialCell } from './scoring/report-score.js';
import type { MatchedTable } from './scoring/rows.js';

/** What may be said of a row that is out of order: a fail, or, in a table that was not understood, only a request to look. */
export function saidOf({ understood }: MatchedTable): typeof fail {
  return understood ? fail : open;
}

/** The figure printed at a path whose value is there. */
export function printedAt(context: RuleContext, path: string, value: number): PrintedFigure {
  return printedFigure(value, context.printed(path));
}

/** The state of the special items' cells; a rule that found a cell's figure wrong leaves every number open. */
export function specialCells(context: RuleContext): { deduction: SpecialCell; bonus: SpecialCell } {
  const { specialDeduction, specialBonus } = context.report.score;
  const state = (value: number | null, path: string, wrong: boolean): SpecialCell => {
    if (value === null) return context.printed(path)?.trim() === '' ? 'blank' : 'unread';
    return wrong ? 'wrong' : 'figure';
  };
  return {
    deduction: state(
      specialDeduction,
      'score.specialDeduction',
      context.stated('score/special-deduction-limit') || context.stated('score/special-deduction-invalid'),
    ),
    bonus: state(specialBonus, 'score.specialBonus', context.stated('score/special-bonus-limit')),
  };
}

/** The rules {@link specialCells} asks about. */
export const SPECIAL_ITEM_RULES = [
  'score/special-deduction-limit',
  'score/special-deduction-invalid',
  'score/special-bonus-limit',
] as const;
