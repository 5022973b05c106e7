import type { AuditReport, CertificationScheme, FindingDatum, LocalizedText, Reading, Severity } from '../model/index.js';

/** A word a message shows: the same in both languages, or one for each. */
export type Word = string | number | LocalizedText;

/**
 * What a rule found: message and paths. The runner adds places, severity and fingerprint, and turns a fail that rests on
 * a doubtful or unread value into `open`.
 */
export interface Verdict {
  outcome: 'fail' | 'open';
  /** Key into the rule's messages. */
  message: string;
  /** Path of the field at fault; its nearest read ancestor gives the place when it has none of its own. */
  at: string;
  /** Other fields that show it, each with what it shows. */
  related: { path: string; note: LocalizedText }[];
  /** `reported` (as printed) and `computed` (what it should be) where both exist; goes into the finding as it is. */
  data: Record<string, FindingDatum>;
  /** What the message's placeholders show, where `data` alone would not read well (star names, lists). */
  words: Record<string, Word>;
  /** Page to show where no reading gives one (an unread page has no fields). */
  page: number | null;
  /** Paths the verdict rests on; all the rule's `reads` when not given. */
  basis: string[] | null;
}

type VerdictDetails = Pick<Verdict, 'at'> & Partial<Omit<Verdict, 'outcome' | 'message'>>;

/** The rule is broken. Only the runner decides whether the readings carry that. */
export function fail(message: string, details: VerdictDetails): Verdict {
  return verdict('fail', message, details);
}

/** Cannot be told from the page: a person has to look. */
export function open(message: string, details: VerdictDetails): Verdict {
  return verdict('open', message, details);
}

function verdict(outcome: Verdict['outcome'], message: string, details: VerdictDetails): Verdict {
  return { outcome, message, related: [], data: {}, words: {}, page: null, basis: null, ...details };
}

/** Yielded alone by a check whose question does not arise for this report. */
export const NOT_APPLICABLE = Symbol('not applicable');

/** What a rule may look at. Boxes are not among it: rules name paths, the runner finds the places. */
export interface RuleContext {
  report: AuditReport;
  /** Throws unless the rule declares `usesScheme`; the runner then has made sure that there is one. */
  scheme: CertificationScheme;
  /** The text as printed at a path: '' where the place is blank, null where nothing was read. */
  printed: (path: string) => string | null;
  /** Whether a rule named in `after` has a finding (fail or open): the fact is stated there, stay quiet. With a path: a finding at or below it. */
  stated: (ruleId: string, path?: string) => boolean;
  /** Whether any of the record was read from a scan, where something may have been misread or lost. */
  scanned: () => boolean;
  /** Every reading with its path (reading/* rules only need this). */
  readings: () => Iterable<[string, Reading]>;
}

/** What is said of a rule in the reference and in lists, whatever it looks at. */
export interface RuleMeta {
  /** "group/name", the path of its file below validators/rules/ (archive/name: below validators/archive/rules/). */
  id: string;
  severity: Severity;
  /** A short title and one paragraph for the rule reference. */
  title: LocalizedText;
  description: LocalizedText;
  /** Where the standard or the form says so. */
  clause?: string;
  reads: readonly string[];
  /** Rules whose findings this one must know of (see RuleContext.stated); they run before it. */
  after?: readonly string[];
  messages: Readonly<Record<string, LocalizedText>>;
}

/**
 * One rule. `reads` names the fields it needs, [] for every index:
 * - "score.total"    must be there: unread gives `open`, blank on the form gives `notApplicable`; the check does not run;
 * - "score.total~"   items looked at one by one: unread ones are left out, and turn a pass into `open`;
 * - "score.total?"   may be null; the check copes.
 * Score and points of a deleted indicator are never missed.
 */
export interface Rule extends RuleMeta {
  usesScheme?: boolean;
  /** Messages that say something is not there. On a scan it may only not have been read: they are open. */
  absence?: readonly string[];
  /**
   * Messages that rest on single characters (a spelling, a digit, a code). On a scan they are open unless everything behind them was
   * read surely and alike by two engines: one reader's slip looks just like the fault.
   */
  exact?: readonly string[];
  check(context: RuleContext): Iterable<Verdict | typeof NOT_APPLICABLE>;
}

/** Declares a rule; the identity function, there for its types. */
export function defineRule(rule: Rule): Rule {
  return rule;
}
