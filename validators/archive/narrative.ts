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

/** Masked characters of a sentence for each of its anchors; one at least. */
const PER_ANCHOR = 30;

/** A shingle that stands for its sentence where reports are looked up: its hash, and a longer one that is hardly another shingle's. */
export interface Anchor {
  shingle: number;
  key: string;
}

/** One sentence of a narrative, masked and cut into shingles. */
export interface Sentence {
  /** Field path of its paragraph. */
  path: string;
  /** As printed. */
  text: string;
  /** Its characters after masking. */
  length: number;
  /** Hashes of its shingles, 30 bits. */
  shingles: Uint32Array;
  /** Its shingles of the smallest hashes (MinHash): a sentence of which a word was changed mostly keeps them. */
  anchors: Anchor[];
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
  const shingles = new Uint32Array(masked.length - SHINGLE + 1);
  for (let from = 0; from < shingles.length; from += 1) shingles[from] = hash(masked, from, 0x811c9dc5);
  const anchors = smallestOf(shingles, Math.max(1, Math.round(masked.length / PER_ANCHOR))).map((from) => ({
    shingle: shingles[from]!,
    key: `narrative:${shingles[from]!.toString(36)}${hash(masked, from, 0x2f0b4c47).toString(36)}`,
  }));
  return { path, text, length: masked.length, shingles, anchors };
}

/** Places of the `count` smallest different numbers, smallest first. */
function smallestOf(numbers: Uint32Array, count: number): number[] {
  const places: number[] = [];
  for (let round = 0, floor = -1; round < count; round += 1) {
    let smallest = -1;
    for (let at = 0; at < numbers.length; at += 1)
      if (numbers[at]! > floor && (smallest < 0 || numbers[at]! < numbers[smallest]!)) smallest = at;
    if (smallest < 0) break;
    floor = numbers[smallest]!;
    places.push(smallest);
  }
  return places;
}

/** FNV-1a over one shingle's UTF-16 units, with a final mix so that the smallest hash favours no character. */
function hash(text: string, from: number, seed: number): number {
  let value = seed;
  for (let at = from; at < from + SHINGLE; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  // 30 bits are kept as small integers, which sets look up several times as fast.
  return (value ^ (value >>> 16)) >>> 2;
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
