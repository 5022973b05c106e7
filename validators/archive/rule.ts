import type { FindingDatum, LocalizedText } from '../../model/index.js';
import type { RuleMeta, Word } from '../rule.js';
import type { ArchiveEntry } from './document.js';
import type { Timeline } from './timeline.js';

/** What an archive rule found between a report and another one. */
export interface ArchiveVerdict {
  outcome: 'fail' | 'open';
  /** Key into the rule's messages. */
  message: string;
  /** The other report. All places in `related` are on its pages; `at` is on the subject's. */
  other: ArchiveEntry;
  at: string;
  related: { path: string; note: LocalizedText }[];
  /** What makes this finding the same one after a re-run, beside rule and both files: the values it is about. */
  identity: FindingDatum[];
  data: Record<string, FindingDatum>;
  words: Record<string, Word>;
  /** Paths of the readings the verdict rests on, here (the subject) and there; doubtful ones turn a fail into open. */
  rests: { here: readonly string[]; there: readonly string[] };
}

type Details = Pick<ArchiveVerdict, 'other' | 'at' | 'related' | 'identity'> & Partial<Pick<ArchiveVerdict, 'data' | 'words' | 'rests'>>;

/** The reports contradict the rule. Only the runner decides whether the readings carry that. */
export function fail(message: string, details: Details): ArchiveVerdict {
  return { outcome: 'fail', message, data: {}, words: {}, rests: { here: [], there: [] }, ...details };
}

/** Cannot be told from the two reports: a person has to look. */
export function open(message: string, details: Details): ArchiveVerdict {
  return { ...fail(message, details), outcome: 'open' };
}

/** What an archive rule may look at. */
export interface ArchiveContext {
  subject: ArchiveEntry;
  /** Candidates uploaded before the subject: a pair is stated once, on its newer document. */
  earlier: readonly ArchiveEntry[];
  /** The subject's organization over time: stated on the later audit, whichever was uploaded first. Null when it cannot be told. */
  timeline: Timeline | null;
  /** How many other documents of the archive hold a key. */
  frequency: (key: string) => number;
}

/** One rule over a report and its candidates. `reads` is for the reference: fields of both reports, each of which may be missing. */
export interface ArchiveRule extends RuleMeta {
  check(context: ArchiveContext): Iterable<ArchiveVerdict>;
}

/** Declares an archive rule; the identity function, there for its types. */
export function defineArchiveRule(rule: ArchiveRule): ArchiveRule {
  return rule;
}
