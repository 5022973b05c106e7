import type { AuditReport, Block } from '../../model/index.js';
import { readTeam } from './auditors.js';
import { answerOf } from './choices.js';
import { readIncidents, readRisks } from './incidents.js';
import { SECTION_1_LABELS } from './labels.js';
import { standardCode, STANDARD_CODE } from './normalise/codes.js';
import { freeText, nameText } from './normalise/texts.js';
import { AUDIT_MODES, AUDIT_TYPES } from './options.js';
import type { Frame } from './paragraphs.js';
import { join, piece, type Passage } from './passage.js';
import { readPeriod } from './periods.js';
import type { Evidence } from './record.js';
import { readRemote } from './remote.js';
import { Fields, scanLabels, type Field } from './scan-labels.js';
import { readScope } from './scopes.js';
import { branchRows, readMysteryVisit, readSites } from './visits.js';

type Basic = AuditReport['basic'];

/** Section 1, whatever its order and layout. */
export function readBasic(blocks: readonly Block[], frame: Frame | null, evidence: Evidence): Basic {
  const team = readTeam(blocks, evidence);
  const fields = new Fields(scanLabels(team.rest, SECTION_1_LABELS, frame));
  const text = (path: string, key: string, normalise: (value: string) => string): string | null =>
    evidence.text(`basic.${path}`, fields.get(key), normalise);
  const period = (key: 'audit' | 'coverage'): Basic['audit'] => {
    const field = fields.get(key);
    return field === undefined ? { start: null, end: null } : readPeriod(evidence, `basic.${key}`, join(field.value, ' '), field.place);
  };
  const question = fields.get('purpose');
  const mode = fields.get('auditMode');
  const scope = fields.get('scope');
  return {
    organization: text('organization', 'organization', nameText),
    projectNumber: text('projectNumber', 'projectNumber', nameText),
    registeredAddress: text('registeredAddress', 'registeredAddress', freeText),
    auditAddress: text('auditAddress', 'auditAddress', freeText),
    ...readSites(fields.get('siteType'), branchRows(team.rest), evidence),
    contact: readContact(fields, evidence),
    purpose:
      question === undefined ? null : evidence.answer('basic.purpose', answerOf(join(question.value, ' '), AUDIT_TYPES), question.place),
    criteriaStandardCode: readCriteria(fields.get('criteria'), evidence),
    scope:
      scope === undefined
        ? { text: null, star: null }
        : readScope(evidence, 'basic.scope', join(scope.value), scope.place, scope.label.limit),
    auditMode: mode === undefined ? null : evidence.answer('basic.auditMode', answerOf(join(mode.value, ' '), AUDIT_MODES), mode.place),
    ...readMysteryVisit(fields.get('mysteryVisit'), evidence),
    audit: period('audit'),
    coverage: period('coverage'),
    auditors: team.auditors,
    ...readIncidents(fields, evidence),
    ...readRisks(fields.get('risks'), evidence),
    remoteAudit: readRemote(fields, evidence),
  };
}

const PHONE = /(?:\+?86[-\s]?)?(?:1\d{2}[\s-]?\d{4}[\s-]?\d{4}|0\d{2,3}[-\s—]?\d{7,8}(?:-\d{1,5})?)/u;

/** Name, position, phone and mail; from one unlabelled line where the form has no labels of their own. */
function readContact(fields: Fields, evidence: Evidence): Basic['contact'] {
  const read = (name: 'name' | 'position' | 'phone' | 'email', key: string, normalise: (value: string) => string): string | null =>
    evidence.text(`basic.contact.${name}`, fields.get(key), normalise);
  const together = join(fields.get('contact')?.value ?? [], ' ');
  const inLine = (name: 'name' | 'phone', key: string, pattern: RegExp): string | null => {
    if (fields.get(key) !== undefined) return read(name, key, name === 'name' ? nameText : freeText);
    const match = pattern.exec(together.text);
    if (match === null) return null;
    const printed: Passage = piece(together, match.index, match.index + match[0].length);
    return evidence.value(`basic.contact.${name}`, freeText(printed.text), printed);
  };
  const named = withPosition(fields);
  return {
    name:
      named === null
        ? inLine('name', 'contactName', /^[\u4e00-\u9fff·]{2,4}(?=[\s,，、;；/(（]|$)/u)
        : evidence.value('basic.contact.name', nameText(named.name.text), named.name),
    position:
      named === null
        ? read('position', 'position', freeText)
        : evidence.value('basic.contact.position', freeText(named.position.text), named.position),
    phone: inLine('phone', 'phone', PHONE),
    email: read('email', 'email', nameText),
  };
}

/** "某某（部门经理）": the position in brackets behind the name, on a form that does not ask for it apart. */
function withPosition(fields: Fields): { name: Passage; position: Passage } | null {
  const field = fields.get('contactName');
  if (field === undefined || fields.get('position') !== undefined) return null;
  const printed = join(field.value);
  const match = /^(\s*[\u4e00-\u9fff·\s]{2,8})[（(]([\u4e00-\u9fff、\s]{2,16})[）)]\s*$/u.exec(printed.text);
  if (match === null || /^(?:先生|女士|小姐)$/u.test(match[2]!)) return null;
  const from = match[1]!.length + 1;
  return { name: piece(printed, 0, match[1]!.length), position: piece(printed, from, from + match[2]!.length) };
}

function readCriteria(field: Field | undefined, evidence: Evidence): string | null {
  if (field === undefined) return null;
  const lines = [...field.value].sort((a, b) => Number(/27922|售后|评价体系/u.test(b.text)) - Number(/27922|售后|评价体系/u.test(a.text)));
  for (const line of lines) {
    const match = STANDARD_CODE.exec(line.text);
    if (match === null) continue;
    const printed = piece(line, match.index, match.index + match[0].length);
    return evidence.value('basic.criteriaStandardCode', standardCode(match[0]), printed);
  }
  if (join(field.value).text === '') evidence.blank('basic.criteriaStandardCode', field.place);
  return null;
}
