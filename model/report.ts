import { z } from 'zod';
import { TickState } from './page.js';
import { SectionId } from './section.js';

const text = z.string().nullable();
/** yyyy-mm-dd; null when not printed, not readable, or not a day of the calendar. */
const date = z.iso.date().nullable();
const figure = z.number().nullable();

export const AuditType = z.enum(['initial', 'surveillance', 'recertification']);
export type AuditType = z.infer<typeof AuditType>;
export const Recommendation = z.enum([...AuditType.options, 'reinstatement', 'scope-change']);
export type Recommendation = z.infer<typeof Recommendation>;
export const Star = z.enum(['five-star', 'four-star', 'three-star', 'qualified', 'fail']);
export type Star = z.infer<typeof Star>;
export const Verdict = z.enum(['meets', 'fails']);
export type Verdict = z.infer<typeof Verdict>;
export const Presence = z.enum(['none', 'some']);
export type Presence = z.infer<typeof Presence>;
export const IncidentKind = z.enum(['accidents', 'complaints', 'spotChecks', 'enforcement']);
export type IncidentKind = z.infer<typeof IncidentKind>;

const Scope = z.object({ text, star: Star.nullable() });
const Period = z.object({ start: date, end: date });
export type Period = z.infer<typeof Period>;

export const Auditor = z.object({
  code: text,
  name: text,
  role: text,
  certificateNumber: text,
  specialtyCode: text,
  phone: text,
});
export type Auditor = z.infer<typeof Auditor>;

/** One row of the score table. A deleted (删减) indicator has score null and deleted true; a blank score is null and not deleted. */
export const Indicator = z.object({ name: z.string(), max: figure, score: figure, deleted: z.boolean(), remark: text });
export type Indicator = z.infer<typeof Indicator>;
export const IndicatorGroup = z.object({
  name: z.string(),
  max: figure,
  subtotal: figure,
  indicators: z.array(Indicator),
});
export type IndicatorGroup = z.infer<typeof IndicatorGroup>;

/**
 * A question with boxes as seen on the form: `field` is the report path it answers, each option the value it
 * stands for and the state of its box. `marks` is false when no box could be seen at all (text without marks).
 */
export const Choice = z.object({
  field: z.string(),
  marks: z.boolean(),
  options: z.array(z.object({ value: z.string(), state: TickState })),
});
export type Choice = z.infer<typeof Choice>;

/** What the pages show beside the record's own values; rules read it like any field. */
export const Observed = z.object({
  sections: z.array(SectionId),
  /** The number before the heading of each section found by its heading, in reading order; null for a heading without one. */
  headings: z.array(z.object({ section: SectionId, number: z.number().int().nullable() })),
  /** Lines set like headings that head no section known, and the section (or cover) they stand in. */
  unplacedHeadings: z.array(z.object({ within: SectionId, text: z.string() })),
  choices: z.array(Choice),
  /** Project numbers printed in running headers and footers, one entry per distinct value. */
  runningProjectNumbers: z.array(z.string()),
  /** One entry per page that prints its number. */
  pageNumbers: z.array(z.object({ page: z.number().int(), printed: z.number().int(), total: z.number().int().nullable() })),
  /** Pages the file has, whether read or not. */
  pageCount: z.number().int().nonnegative(),
  /** Pages that could not be read whole, with the page issue's code ("needs-ocr", "page/failed", ...). */
  unreadPages: z.array(z.object({ page: z.number().int(), code: z.string() })),
  /** Structural doubts about tables, by the page a table starts on (Table.issues). */
  tableIssues: z.array(z.object({ page: z.number().int(), issue: z.enum(['overlapping-cells', 'ragged-rows']) })),
});
export type Observed = z.infer<typeof Observed>;

/**
 * The record of one report. Plain data: null = could not tell, or blank on the form (the reading then has text '');
 * [] = looked, found none. Dates are ISO yyyy-mm-dd; names are NFKC with inner spaces removed.
 */
export const AuditReport = z.object({
  scheme: z.string().nullable(),
  cover: z.object({
    certificationBody: text,
    title: text,
    organization: text,
    projectNumber: text,
    standardCode: text,
    auditType: AuditType.nullable(),
    address: text,
    phone: text,
    postcode: text,
  }),
  basic: z.object({
    organization: text,
    projectNumber: text,
    registeredAddress: text,
    auditAddress: text,
    siteType: z.enum(['single', 'multiple']).nullable(),
    branches: z.array(z.string()).nullable(),
    contact: z.object({ name: text, position: text, phone: text, email: text }),
    purpose: AuditType.nullable(),
    criteriaStandardCode: text,
    scope: Scope,
    auditMode: z.enum(['onsite', 'remote', 'hybrid']).nullable(),
    mysteryVisit: z.enum(['onsite', 'offsite', 'none']).nullable(),
    /** Dates filled in beside the mystery-visit boxes (1.11); null where blank. */
    mysteryVisitDates: z.object({ onsite: Period, offsite: Period }),
    audit: Period,
    coverage: Period,
    auditors: z.array(Auditor).nullable(),
    incidents: z.object({
      accidents: Presence.nullable(),
      complaints: Presence.nullable(),
      spotChecks: Presence.nullable(),
      enforcement: Presence.nullable(),
    }),
    incidentNotes: z.object({ accidents: text, complaints: text, spotChecks: text, enforcement: text }),
    /** 1.15 audit risks and uncertainties. */
    risks: Presence.nullable(),
    riskNote: text,
    /** 1.16: false when the form says 不适用, true when remote audit details are filled in. */
    remoteAudit: z.object({ applicable: z.boolean().nullable(), details: text }),
  }),
  score: z.object({
    groups: z.array(IndicatorGroup).nullable(),
    specialDeduction: figure,
    specialBonus: figure,
    totalMax: figure,
    total: figure,
    formulaResult: figure,
    /** The limit of special deductions as worded in the table (超过5分不通过) and in the principles (达到5个以上（含5个）). */
    deductionLimit: z.object({ table: text, principles: text }),
  }),
  result: z.object({ score: figure, star: Star.nullable() }),
  narrative: z.object({ text, paragraphs: z.array(z.string()).nullable() }),
  suggestions: z.array(z.string()).nullable(),
  internalEvaluation: z.object({ date, score: figure, people: z.array(z.string()).nullable() }),
  conclusion: z.object({
    outcome: Verdict.nullable(),
    ticked: z.array(Verdict).nullable(),
    recommendation: Recommendation.nullable(),
    /** Every ticked recommendation and the conclusion it stands under. */
    tickedRecommendations: z.array(z.object({ under: Verdict, value: Recommendation })).nullable(),
    scope: Scope,
    compiler: text,
    compiledDate: date,
  }),
  observed: Observed,
});
export type AuditReport = z.infer<typeof AuditReport>;
