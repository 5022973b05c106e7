import { IncidentKind, type AuditReport, type Presence } from '../../model/index.js';
import { answerOf } from './choices.js';
import { freeText, isBlank } from './normalise/texts.js';
import { PRESENCE } from './options.js';
import { join, piece } from './passage.js';
import type { Evidence } from './record.js';
import type { Field, Fields } from './scan-labels.js';

type Basic = AuditReport['basic'];

/** 1.14: the four questions, each answered 无 or 有 with an explanation. */
export function readIncidents(fields: Fields, evidence: Evidence): Pick<Basic, 'incidents' | 'incidentNotes'> {
  const incidents: Basic['incidents'] = { accidents: null, complaints: null, spotChecks: null, enforcement: null };
  const incidentNotes: Basic['incidentNotes'] = { accidents: null, complaints: null, spotChecks: null, enforcement: null };
  for (const kind of IncidentKind.options) {
    const read = readPresence(fields.get(kind), `basic.incidents.${kind}`, `basic.incidentNotes.${kind}`, evidence);
    incidents[kind] = read.value;
    incidentNotes[kind] = read.note;
  }
  return { incidents, incidentNotes };
}

/** 1.15. */
export function readRisks(field: Field | undefined, evidence: Evidence): Pick<Basic, 'risks' | 'riskNote'> {
  const { value, note } = readPresence(field, 'basic.risks', 'basic.riskNote', evidence);
  return { risks: value, riskNote: note };
}

function readPresence(
  field: Field | undefined,
  path: string,
  notePath: string,
  evidence: Evidence,
): { value: Presence | null; note: string | null } {
  if (field === undefined) return { value: null, note: null };
  const printed = join(field.value, ' ');
  const answer = answerOf(printed, PRESENCE);
  const value = evidence.answer(path, answer, field.place);
  const some = answer.options.find((option) => option.value === 'some');
  const words = some === undefined ? null : answer.marks ? some.words : printed;
  if (words === null) return { value, note: answer.options.length > 0 ? evidence.blank(notePath, field.place) : null };
  const lead =
    /^\s*(?:有|存在|发生|是|发现)?\s*[，,、（(；;.·]?\s*(?:(?:请|具体|简要|情况|如有)*\s*说\s*明|具体(?:情况|内容)(?:为)?|原因|内容|情况|描述)?\s*[：:）)，,]*\s*/u.exec(
      words.text,
    )?.[0].length ?? 0;
  const note = piece(words, lead);
  if (isBlank(note.text)) return { value, note: evidence.blank(notePath, words) };
  return { value, note: evidence.value(notePath, freeText(note.text), note) };
}
