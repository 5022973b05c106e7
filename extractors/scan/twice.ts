import type { LineCrop, OcrEngine } from '../ocr/engine.js';
import { compare, type AgreedCharacter } from './agree.js';
import { columnInk, columnsOf } from './crops.js';

/** Characters figures, dates, codes, telephone numbers and mail addresses are made of. */
const FIGURE = /[0-9A-Za-z.,:/@+\-%()（）．，：／－—–_#*]/;
const DIGIT_OR_LETTER = /[0-9A-Za-z]/;
/** Text scored below this by the first reader is read by the second as well. */
const SURE = 0.9;
/** How far (in crop heights) a border between characters is looked for on either side of where the reader puts it. */
const BORDER_REACH = 0.3;

/** A crop and what the first reader made of it. */
export interface OnceRead {
  crop: LineCrop;
  characters: AgreedCharacter[];
}

interface Stretch {
  line: OnceRead;
  from: number;
  to: number;
  crop: LineCrop;
}

/**
 * Has the second reader read what must be read twice: every figure, date, code and telephone number, cut out of its line; and whole
 * lines of which the first reader is not sure. Lines the first reader found empty are read as figures: lone digits get lost most easily.
 */
export async function readTwice(lines: readonly OnceRead[], second: OcrEngine): Promise<void> {
  const stretches = lines.flatMap((line) => [...figureStretches(line), ...unsureStretches(line)]);
  const readings = await second.read(stretches.map(({ crop }) => crop));
  // Later stretches of a line first: what is put in place of one does not move the others.
  for (const [index, { line, from, to, crop }] of [...stretches.entries()].reverse()) {
    const characters = readings[index]!.characters.filter(({ text }) => text.trim() !== '');
    if (from === to) {
      for (const { text, score, from: left, to: right } of characters)
        line.characters.push({
          text,
          score,
          from: left,
          to: right,
          others: [],
          confidence: Math.min(0.6, score),
          readers: [second.reader],
          second: '',
        });
      continue;
    }
    void crop;
    const spaced = line.characters.slice(from, to);
    const printed = spaced.filter(({ text }) => text !== ' ');
    const compared = compare(printed, characters, second.reader);
    let at = 0;
    line.characters.splice(from, to - from, ...spaced.map((character) => (character.text === ' ' ? character : compared[at++]!)));
  }
}

function figureStretches(line: OnceRead): Stretch[] {
  const { characters, crop } = line;
  if (characters.length === 0) return [{ line, from: 0, to: 0, crop: { ...crop, kind: 'figure' } }];
  const found: Stretch[] = [];
  for (let from = 0; from < characters.length; from++) {
    if (!FIGURE.test(characters[from]!.text)) continue;
    let to = from;
    while (to < characters.length && (FIGURE.test(characters[to]!.text) || (characters[to]!.text === ' ' && to + 1 < characters.length))) {
      if (characters[to]!.text === ' ' && !FIGURE.test(characters[to + 1]!.text)) break;
      to++;
    }
    // Brackets and marks at the ends belong to the text.
    let start = from;
    let end = to;
    while (start < end && !/[0-9A-Za-z+\-.－—–]/.test(characters[start]!.text)) start++;
    while (end > start && !DIGIT_OR_LETTER.test(characters[end - 1]!.text)) end--;
    if (characters.slice(start, end).some(({ text }) => DIGIT_OR_LETTER.test(text)))
      found.push({ line, from: start, to: end, crop: cut(line, start, end, 'figure') });
    from = to;
  }
  return found;
}

function unsureStretches(line: OnceRead): Stretch[] {
  const { characters, crop } = line;
  const unsure = characters.some(({ text, score }) => text !== ' ' && score < SURE && !FIGURE.test(text));
  return unsure ? [{ line, from: 0, to: characters.length, crop: { ...crop, kind: 'text' } }] : [];
}

/** The part of a crop that holds some of its characters, cut where there is least ink. */
function cut({ crop, characters }: OnceRead, from: number, to: number, kind: LineCrop['kind']): LineCrop {
  const { image } = crop;
  if (from === 0 && to === characters.length) return { ...crop, kind };
  const ink = columnInk(image);
  const reach = image.height * BORDER_REACH;
  const left = from === 0 ? 0 : lightest(ink, border(characters, from) * image.width, reach);
  const right = to === characters.length ? image.width : lightest(ink, border(characters, to) * image.width, reach);
  const [x0, , x1] = crop.box;
  const place = (column: number): number => x0 + ((x1 - x0) * column) / image.width;
  return { ...crop, kind, image: columnsOf(image, left, right), box: [place(left), crop.box[1], place(right), crop.box[3]] };
}

/** Between character `at` and the one before it, as part of the crop's width. */
function border(characters: readonly AgreedCharacter[], at: number): number {
  return (characters[at - 1]!.to + characters[at]!.from) / 2;
}

function lightest(ink: Float32Array, column: number, reach: number): number {
  let best = Math.round(column);
  let least = Infinity;
  for (let x = Math.max(0, Math.round(column - reach)); x <= Math.min(ink.length - 1, Math.round(column + reach)); x++) {
    const cost = ink[x]! + (0.02 * Math.abs(x - column)) / reach;
    if (cost < least) {
      least = cost;
      best = x;
    }
  }
  return best;
}
