import { excerpts, isDoubtful, type FileResult, type Finding, type Reader, type Reading } from '../../model/index.js';
import { fieldName } from './field-names.js';

type Language = 'zh' | 'en';

const READER_NAMES: Readonly<Record<Reader, readonly [zh: string, en: string]>> = {
  text: ['文本层', 'text layer'],
  tesseract: ['Tesseract', 'Tesseract'],
  paddle: ['PP-OCR', 'PP-OCR'],
  tick: ['勾选框', 'tick box'],
};

const WORDS = {
  scannedOne: ['{pages}为扫描页，已识别', '{pages} is a scan, read by OCR'],
  scanned: ['{pages}为扫描页，已识别', '{pages} are scans, read by OCR'],
  doubtful: ['{n} 个字段把握不足', '{n} field(s) doubtful'],
  sure: ['各字段读数均有把握', 'no field doubtful'],
  all: ['全部 {n} 页', 'all {n} pages'],
  only: ['本页', 'the page'],
  page: ['第 {pages} 页', 'page {pages}'],
  pages: ['第 {pages} 页', 'pages {pages}'],
  onPage: ['（第 {pages} 页）', ' (page {pages})'],
  read: ['读作“{text}”', 'read as "{text}"'],
  blank: ['读作空白', 'read as blank'],
  alone: ['只有 {reader} 读过', 'read by {reader} alone'],
  oneReader: ['{reader}“{text}”', '{reader} "{text}"'],
  oneReaderBlank: ['{reader} 未读出文字', '{reader} saw nothing'],
  confidence: ['把握 {percent}', 'confidence {percent}'],
  more: ['另有 {n} 处读数把握不足', '{n} more doubtful reading(s)'],
} as const satisfies Record<string, readonly [string, string]>;

/** Doubtful readings named with one finding; a sum over a whole table may rest on dozens. */
const NAMED_DOUBTS = 4;

function say(key: keyof typeof WORDS, language: Language, values: Readonly<Record<string, string | number>> = {}): string {
  return WORDS[key][language === 'zh' ? 0 : 1]
    .replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
    .replace('(s)', values['n'] === 1 ? '' : 's');
}

/** "72 %", rounded down so that nothing doubtful looks sure; null for born-digital text, which has no confidence. */
export function confidenceText({ confidence }: Pick<Reading, 'confidence'>): string | null {
  return confidence === null ? null : `${Math.floor(confidence * 100)}%`;
}

/** What each reader made of a place: both texts where they differ, else the names of those who agree. */
export function readersText({ alternatives, readers }: Pick<Reading, 'alternatives' | 'readers'>, language: Language): string {
  const name = (reader: Reader): string => READER_NAMES[reader][language === 'zh' ? 0 : 1];
  if (alternatives === undefined || alternatives.length === 0) return readers.map(name).join(language === 'zh' ? '、' : ', ');
  const quoted = excerpts(alternatives.map(({ text }) => text));
  return alternatives
    .map(({ reader, text }, index) =>
      say(text.trim() === '' ? 'oneReaderBlank' : 'oneReader', language, { reader: name(reader), text: quoted[index]! }),
    )
    .join(language === 'zh' ? '，' : ', ');
}

/** A doubtful reading that a finding is about or rests on. */
export interface Doubtful {
  path: string;
  reading: Reading;
}

/**
 * The doubtful readings behind an open finding, least sure first: those that turned it open, or the one that a reading/… rule is about.
 * None for findings whose readings are sure.
 */
export function doubtsOf(finding: Finding, { provenance }: Pick<FileResult, 'provenance'>): Doubtful[] {
  if (finding.outcome !== 'open') return [];
  const own = provenance[finding.at.path];
  const paths = finding.doubts ?? (own !== undefined && (isDoubtful(own) || own.alternatives !== undefined) ? [finding.at.path] : []);
  return paths
    .flatMap((path) => (provenance[path] === undefined ? [] : [{ path, reading: provenance[path] }]))
    .sort((a, b) => (a.reading.confidence ?? 1) - (b.reading.confidence ?? 1));
}

/**
 * The doubts behind a finding, one sentence each: field, page where it is another than the finding's, what was read, confidence, what
 * each reader read. What the message of a reading/… finding has told already is left out.
 */
export function doubtSentences(finding: Finding, result: FileResult, language: Language): string[] {
  const doubts = doubtsOf(finding, result);
  if (finding.rule.startsWith('reading/'))
    return doubts.map(({ reading }) => untold(finding, reading, language)).filter((text) => text !== '');
  const sentences = doubts.slice(0, NAMED_DOUBTS).map(({ path, reading }) => {
    const page = reading.page === finding.at.page ? '' : say('onPage', language, { pages: reading.page });
    const read = say(reading.text.trim() === '' ? 'blank' : 'read', language, { text: excerpts([reading.text])[0]! });
    const facts = joined([read, sureness(reading, language), differing(reading, language), unchecked(reading, language)], language);
    return `${fieldName(path, result.report, language)}${page}${language === 'zh' ? '：' : ': '}${facts}`;
  });
  if (doubts.length > NAMED_DOUBTS) sentences.push(say('more', language, { n: doubts.length - NAMED_DOUBTS }));
  return sentences;
}

/** reading/engines-disagree tells both texts, reading/doubtful-field the confidence; each leaves out the other. */
function untold({ rule }: Finding, reading: Reading, language: Language): string {
  return rule === 'reading/engines-disagree' ? sureness(reading, language) : differing(reading, language);
}

function sureness(reading: Reading, language: Language): string {
  const percent = confidenceText(reading);
  return percent === null ? '' : say('confidence', language, { percent });
}

function differing(reading: Reading, language: Language): string {
  return reading.alternatives === undefined ? '' : readersText(reading, language);
}

/** Why a reading of fair confidence is in doubt all the same: no second reader has looked. */
function unchecked(reading: Reading, language: Language): string {
  const [reader, ...others] = reading.readers.filter((one) => one !== 'tick');
  return reader === undefined || others.length > 0 || isDoubtful(reading)
    ? ''
    : say('alone', language, { reader: readersText({ readers: [reader] }, language) });
}

function joined(parts: readonly string[], language: Language): string {
  return parts.filter((part) => part !== '').join(language === 'zh' ? '，' : ', ');
}

/** Numbers of the pages that were read as images. Pages that stayed unread are told of by their issues. */
export function scannedPages({ pages }: Pick<FileResult, 'pages'>): number[] {
  const unread = new Set(['needs-ocr', 'page/failed']);
  return pages
    .filter(({ source, issues }) => source === 'scan' && !issues.some(({ code }) => unread.has(code)))
    .map(({ number }) => number);
}

/** How many fields were read with doubt; those read off one place (a score and whether it is deleted) count once. */
export function doubtfulFields({ provenance }: Pick<FileResult, 'provenance'>): number {
  const doubtful = Object.values(provenance).filter(isDoubtful);
  return new Set(doubtful.map(({ page, box }) => `${page} ${box.join(' ')}`)).size;
}

/** One line on what was read as images and how surely; null for a document read from its text alone. */
export function scanSummary(result: FileResult, language: Language): string | null {
  const scanned = scannedPages(result);
  if (scanned.length === 0) return null;
  const whole = scanned.length === result.pages.length;
  const pages =
    whole && scanned.length === 1
      ? say('only', language)
      : whole
        ? say('all', language, { n: scanned.length })
        : say(scanned.length === 1 ? 'page' : 'pages', language, { pages: ranges(scanned, language) });
  const doubtful = doubtfulFields(result);
  const sureness = doubtful === 0 ? say('sure', language) : say('doubtful', language, { n: doubtful });
  return `${say(scanned.length === 1 ? 'scannedOne' : 'scanned', language, { pages })}${language === 'zh' ? '；' : '; '}${sureness}`;
}

/** "1–3、5": runs of consecutive numbers. */
export function ranges(numbers: readonly number[], language: Language): string {
  const runs: [number, number][] = [];
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last !== undefined && number <= last[1] + 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(language === 'zh' ? '、' : ', ');
}
