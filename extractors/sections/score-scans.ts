import { isDoubtful } from '../../model/index.js';
import { CORRECTED } from './line-trust.js';
import { figure } from './normalise/figures.js';
import { nameText } from './normalise/texts.js';
import { isFromScan, readingOf, type Passage } from './passage.js';
import type { Evidence } from './record.js';

/** Where "（A0分）" begins behind a name on a scan: points that could not be read are no part of the name. */
export function misreadPoints(printed: Passage): number | undefined {
  if (!isFromScan(printed)) return undefined;
  return /[（(][^（）()]{1,6}[）)]?\s*$|(?<=[\u4e00-\u9fff])[\dA-Za-z]{1,3}分[）)]?\s*$/u.exec(printed.text)?.index;
}

/**
 * A name known again though all readers see a slip in it is what is printed; one whose slip is in doubt, or only one reader's, is the
 * name it stands for.
 */
export function nameIn(words: Passage): string {
  const reading = readingOf(words);
  if (reading === null || reading.confidence === null || isDoubtful(reading)) return words.text;
  const plain = nameText(words.text);
  return reading.alternatives?.some(({ text }) => nameText(text) === plain) === true ? words.text : reading.text;
}

/** A score above its points that another reader reads within them: theirs, and doubtful. A sum has no say in it. */
export function inRange(path: string, score: number | null, max: number | null, evidence: Evidence): number | null {
  const reading = evidence.provenance[path];
  const fits = (value: number | null): value is number => value !== null && max !== null && value <= max && Number.isInteger(value * 2);
  if (score === null || max === null || fits(score) || reading?.alternatives === undefined) return score;
  const others = [...new Set(reading.alternatives.map(({ text }) => figure(text)).filter(fits))];
  if (others.length !== 1) return score;
  evidence.reading(path, { ...reading, confidence: Math.min(reading.confidence ?? 1, CORRECTED) });
  return others[0]!;
}
