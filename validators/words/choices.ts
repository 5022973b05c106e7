import type { AuditReport } from '../../model/index.js';

/** A question with boxes; a field whose boxes stand in several places is one question. */
export interface Question {
  field: string;
  /** Whether boxes were seen at all. */
  marks: boolean;
  /** The values whose box is ticked, each once. */
  ticked: string[];
  /** The values that have a box. */
  values: string[];
  /** Whether the state of some box could not be told. */
  unsure: boolean;
}

/** The questions with boxes on the form, in its order. */
export function questions(choices: AuditReport['observed']['choices']): Question[] {
  const byField = new Map<string, Question>();
  for (const { field, marks, options } of choices) {
    const question = byField.get(field) ?? { field, marks: false, ticked: [], values: [], unsure: false };
    byField.set(field, question);
    question.marks ||= marks;
    question.unsure ||= !marks || options.some(({ state }) => state === 'unknown');
    for (const { value, state } of options) {
      if (!question.values.includes(value)) question.values.push(value);
      if (state === 'ticked' && !question.ticked.includes(value)) question.ticked.push(value);
    }
  }
  return [...byField.values()];
}

/** Whether a field is the question which of the two conclusions was taken. */
export function asksForConclusion(field: string): boolean {
  return field === 'conclusion.outcome' || field === 'conclusion.ticked';
}
