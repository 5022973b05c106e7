import type { AuditReport, Choice, Provenance, Reader, Reading } from '../../model/index.js';
import { choiceRecord, type Answer } from './choices.js';
import type { Field } from './scan-labels.js';
import { blankAt, isFromScan, join, readingOf, type Passage } from './passage.js';
import { isBlank } from './normalise/texts.js';

/** Gathers the record's readings and choices while its values are being read. */
export class Evidence {
  readonly provenance: Provenance = {};
  readonly choices: Choice[] = [];

  /** Notes where a value is printed and gives the value back. A value without a printed place is not believed. */
  value<Value>(path: string, value: Value, printed: Passage, readers: readonly Reader[] = []): Value | null {
    const reading = readingOf(printed, readers);
    if (reading === null) return null;
    this.provenance[path] = reading;
    return value;
  }

  /** Notes a place that is there and blank. */
  blank(path: string, place: Passage): null {
    const reading = blankAt(place);
    if (reading !== null) this.provenance[path] = reading;
    return null;
  }

  /** Notes a place without the value that may stand there: blank in born-digital text; in a scan it may have been misread. */
  unread(path: string, place: Passage): null {
    if (!isFromScan(place)) return this.blank(path, place);
    this.reading(path, readingOf(place));
    return null;
  }

  /** Notes a reading made elsewhere. */
  reading(path: string, reading: Reading | null): void {
    if (reading !== null) this.provenance[path] = reading;
  }

  /** A field's text through a normaliser; blank places are noted, absurdly long values are not believed. */
  text(path: string, field: Field | undefined, normalise: (text: string) => string | null): string | null {
    if (field === undefined) return null;
    const printed = join(field.value);
    if (isBlank(printed.text)) return this.blank(path, field.place);
    if (printed.text.length > field.label.limit) return null;
    const value = normalise(printed.text);
    return value === '' ? this.blank(path, field.place) : this.value(path, value, printed);
  }

  /** A question's answer; its boxes are noted among the choices. */
  answer<Value extends string>(path: string, answer: Answer<Value>, place: Passage): Value | null {
    const choice = choiceRecord(path, answer);
    if (choice !== null) this.choices.push(choice);
    const ticked = answer.options.filter(({ state }) => state === 'ticked');
    const printed = join(ticked.length > 0 ? ticked.map((option) => option.place) : [answer.place], ' ');
    const readers: Reader[] = answer.marks ? ['tick'] : [];
    if (printed.text === '') return this.blank(path, place);
    this.reading(path, readingOf(printed, readers));
    return answer.value;
  }
}

/** A report of which nothing could be told. */
export function emptyReport(): AuditReport {
  const period = (): { start: null; end: null } => ({ start: null, end: null });
  return {
    scheme: null,
    cover: {
      certificationBody: null,
      title: null,
      organization: null,
      projectNumber: null,
      standardCode: null,
      auditType: null,
      address: null,
      phone: null,
      postcode: null,
    },
    basic: {
      organization: null,
      projectNumber: null,
      registeredAddress: null,
      auditAddress: null,
      siteType: null,
      branches: null,
      contact: { name: null, position: null, phone: null, email: null },
      purpose: null,
      criteriaStandardCode: null,
      scope: { text: null, star: null },
      auditMode: null,
      mysteryVisit: null,
      mysteryVisitDates: { onsite: period(), offsite: period() },
      audit: period(),
      coverage: period(),
      auditors: null,
      incidents: { accidents: null, complaints: null, spotChecks: null, enforcement: null },
      incidentNotes: { accidents: null, complaints: null, spotChecks: null, enforcement: null },
      risks: null,
      riskNote: null,
      remoteAudit: { applicable: null, details: null },
    },
    score: {
      groups: null,
      specialDeduction: null,
      specialBonus: null,
      totalMax: null,
      total: null,
      formulaResult: null,
      deductionLimit: { table: null, principles: null },
    },
    result: { score: null, star: null },
    narrative: { text: null, paragraphs: null },
    suggestions: null,
    internalEvaluation: { date: null, score: null, people: null },
    conclusion: {
      outcome: null,
      ticked: null,
      recommendation: null,
      tickedRecommendations: null,
      scope: { text: null, star: null },
      compiler: null,
      compiledDate: null,
    },
    observed: {
      sections: [],
      headings: [],
      unplacedHeadings: [],
      choices: [],
      runningProjectNumbers: [],
      pageNumbers: [],
      pageCount: 0,
      unreadPages: [],
      tableIssues: [],
    },
  };
}
