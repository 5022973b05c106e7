import type { AuditReport } from '../../model/index.js';
import { normalise } from '../words/normalise.js';
import { organizationCore } from '../words/organizations.js';

/** Characters of one shingle, after masking. */
export const SHINGLE = 7;
/** Sentences shorter than this, after masking, are headings and set phrases: they say nothing of where a text comes from. */
const SHORTEST = 14;
/** What a masked name and a masked figure become. */
const NAME = '〇';
const FIGURE = '0';

/** One sentence of a narrative, masked and cut into shingles. */
export interface Sentence {
  /** Field path of its paragraph. */
  path: string;
  /** As printed. */
  text: string;
  /** Its characters after masking. */
  length: number;
  /** Hashes of its shingles, unsigned 32 bits. */
  shingles: Uint32Array;
  /** The shingle of the smallest hash as a key: a sentence of which a word was changed mostly keeps it. */
  anchor: string;
}

/**
 * The sentences of a report's narrative in order, headings left out. Masked is what a copier changes first: the organization's and
 * people's names, places of its addresses, figures; spaces and punctuation do not count. [] when there is no narrative.
 */
export function narrativeSentences(report: AuditReport): Sentence[] {
  const mask = maskOf(report);
  const { paragraphs, text } = report.narrative;
  const places = paragraphs?.map((value, index) => ({ value, path: `narrative.paragraphs[${index}]` })) ?? [
    { value: text ?? '', path: 'narrative.text' },
  ];
  return places.flatMap(({ value, path }) =>
    value
      .split(/(?<=[。；;！!？?\n])/)
      .map((printed) => ({ printed: printed.trim(), masked: mask(printed) }))
      .filter(({ masked }) => masked.length >= SHORTEST)
      .map(({ printed, masked }) => sentence(path, printed, masked)),
  );
}

function sentence(path: string, text: string, masked: string): Sentence {
  const count = masked.length - SHINGLE + 1;
  const shingles = new Uint32Array(count);
  let smallest = 0;
  for (let from = 0; from < count; from += 1) {
    shingles[from] = hash(masked, from, 0x811c9dc5);
    if (shingles[from]! < shingles[smallest]!) smallest = from;
  }
  // A second hash of the same shingle makes the key unlikely to be another shingle's.
  const anchor = shingles[smallest]!.toString(36) + hash(masked, smallest, 0x2f0b4c47).toString(36);
  return { path, text, length: masked.length, shingles, anchor };
}

/** FNV-1a over one shingle's UTF-16 units, with a final mix so that the smallest hash favours no character. */
function hash(text: string, from: number, seed: number): number {
  let value = seed;
  for (let at = from; at < from + SHINGLE; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

function maskOf({ cover, basic, internalEvaluation }: AuditReport): (text: string) => string {
  const organizations = [basic.organization, cover.organization].flatMap((name) => (name === null ? [] : namesOf(name)));
  const people = [basic.contact.name, ...(internalEvaluation.people ?? []), ...(basic.auditors ?? []).map(({ name }) => name)];
  const places = [basic.registeredAddress, basic.auditAddress, basic.organization].flatMap((text) => (text === null ? [] : placesOf(text)));
  const names = [...organizations, ...people.flatMap((name) => (name === null ? [] : [normalise(name)])), ...places]
    .filter((name) => name.length >= 2)
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const known = names.length === 0 ? null : new RegExp([...new Set(names)].join('|'), 'g');
  return (text) => {
    const plain = normalise(text);
    return (known === null ? plain : plain.replace(known, NAME))
      .replace(/\d+(?:[.,]\d+)*/g, FIGURE)
      .replace(/[^\p{Script=Han}A-Za-z0〇]/gu, '')
      .replace(/〇+/g, NAME);
  };
}

/** An organization's name whole, without its legal form, and without place and legal form. */
function namesOf(name: string): string[] {
  const whole = normalise(name);
  return [whole, whole.replace(/(?:股份)?有限(?:责任)?公司$/, ''), organizationCore(name)];
}

/** Provinces, cities and districts an address or name begins with, with and without their kind. */
function placesOf(text: string): string[] {
  const named = normalise(text).match(/\p{Script=Han}{2,6}?(?:省|市|自治区|自治州|区|县)/gu) ?? [];
  return named.flatMap((place) => [place, place.replace(/(?:省|市|自治区|自治州|区|县)$/, '')]);
}
