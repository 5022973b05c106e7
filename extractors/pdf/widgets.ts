import type { Box, TickState } from '../../model/index.js';
import { transformBox, type Matrix } from './matrix.js';

/** A check box or radio button of a form (AcroForm widget), in page points. */
export interface Widget {
  id: string;
  box: Box;
  state: TickState;
}

/** What pdfjs tells of an annotation, as far as it is used here. */
export interface Annotation {
  id: string;
  subtype?: string;
  fieldType?: string;
  rect?: number[];
  hidden?: boolean;
  checkBox?: boolean;
  radioButton?: boolean;
  fieldValue?: string | null;
  exportValue?: string | null;
  buttonValue?: string | null;
}

/** The tick boxes among a page's annotations. A box whose on-value is not named cannot be read. */
export function widgetsOf(annotations: readonly Annotation[], matrix: Matrix): Widget[] {
  return annotations.flatMap((annotation) => {
    const { rect, checkBox = false, radioButton = false } = annotation;
    if (annotation.subtype !== 'Widget' || annotation.hidden === true || rect === undefined) return [];
    if (!checkBox && !radioButton) return [];
    return [{ id: annotation.id, box: transformBox(matrix, rect), state: stateOf(annotation) }];
  });
}

function stateOf({ checkBox, fieldValue, exportValue, buttonValue }: Annotation): TickState {
  const on = checkBox === true ? exportValue : buttonValue;
  if (fieldValue === null || fieldValue === undefined || fieldValue === '' || fieldValue === 'Off') return 'empty';
  if (on === null || on === undefined) return 'unknown';
  return fieldValue === on ? 'ticked' : 'empty';
}
