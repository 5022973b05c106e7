import type { AuditReport } from '../../model/index.js';
import { answerOf } from './choices.js';
import { freeText, isBlank } from './normalise/texts.js';
import { APPLICABILITY } from './options.js';
import { join, type Passage } from './passage.js';
import type { Evidence } from './record.js';
import type { Field, Fields } from './scan-labels.js';

const PATH = 'basic.remoteAudit';

/** 1.16: whether a remote audit took place, and where, about what and with which tools. */
export function readRemote(fields: Fields, evidence: Evidence): AuditReport['basic']['remoteAudit'] {
  const field = fields.get('remote');
  const filled = ['remotePlace', 'remoteRange', 'remoteTools']
    .map((key) => fields.get(key))
    .filter((each): each is Field => each !== undefined && saysSomething(join(each.value).text));
  if (field === undefined) return { applicable: null, details: null };
  const applicable = readApplicable(field, filled, evidence);
  if (applicable === false || filled.length === 0) return { applicable, details: evidence.blank(`${PATH}.details`, field.place) };
  const printed = join(
    filled.map(({ value }) => join(value)),
    '；',
  );
  return { applicable, details: evidence.value(`${PATH}.details`, freeText(printed.text), printed) };
}

function readApplicable(field: Field, filled: readonly Field[], evidence: Evidence): boolean | null {
  const first: Passage = field.value[0] ?? { text: '', marks: [] };
  const answer = answerOf(first, APPLICABILITY);
  if (answer.marks) {
    const value = evidence.answer(`${PATH}.applicable`, answer, field.place);
    return value === null ? null : value === 'yes';
  }
  // Both words side by side without boxes: neither is the answer.
  if (/(?<!不\s*)适\s*用/u.test(first.text) && /不\s*适\s*用/u.test(first.text)) {
    evidence.answer(`${PATH}.applicable`, answer, field.place);
    return null;
  }
  if (/^\s*(?:不\s*适\s*用|无(?!线)|不涉及|未实施|未采用)/u.test(first.text)) return evidence.value(`${PATH}.applicable`, false, first);
  if (/^\s*适\s*用/u.test(first.text)) return evidence.value(`${PATH}.applicable`, true, first);
  if (filled.length > 0)
    return evidence.value(
      `${PATH}.applicable`,
      true,
      join(
        filled.map(({ value }) => join(value)),
        '；',
      ),
    );
  return evidence.blank(`${PATH}.applicable`, field.place);
}

function saysSomething(text: string): boolean {
  return !isBlank(text) && !/^\s*(?:不\s*适\s*用|无|不涉及)\s*[。；;]?\s*$/u.test(text);
}
