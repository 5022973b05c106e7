import type { LineCrop, OcrEngine } from '../ocr/engine.js';
import { compare, foundBySecond, type AgreedCharacter } from './agree.js';
import { columnInk, pieceOf } from './crops.js';
import { SURNAMES } from '../surnames.js';
import { alignInk, type InkAlignment } from './ink-alignment.js';

/** Characters figures, dates, codes, telephone numbers and mail addresses are made of. */
const FIGURE = /[0-9A-Za-z.,:/@+\-%()（）．，：／－—–_#*]/;
const DIGIT_OR_LETTER = /[0-9A-Za-z]/;
const FIRST_OF_FIGURE = /[0-9A-Za-z+\-.－—–]/;
/** Text of which the first reader is less sure than this is read by the second as well; characters it does not know it takes for a likeness of theirs. */
const SURE = 0.9;
const SURE_CHINESE = 0.95;
const CHINESE = /[\u4e00-\u9fff]/;
/** A crop this narrow (in its heights) may be a lone figure, whatever the first reader took it for. */
const LONE = 3;

/** A line that may be a person's name and nothing else. Names are full of rare characters. */
const NAME = new RegExp(`^[${SURNAMES}][\\u4e00-\\u9fff]{1,3}$`);

/** A crop and what the first reader made of it. */
export interface OnceRead {
  crop: LineCrop;
  /** Height of the line's tall characters in pixels. */
  height: number;
  characters: AgreedCharacter[];
}

/** Characters `from` to `to` of a line, cut out to be read again. */
interface Stretch {
  line: OnceRead;
  from: number;
  to: number;
  crop: LineCrop;
}

/**
 * Has the second reader read what must be read twice: every figure, date, code and telephone number, cut out of its line; and whole
 * lines of which the first reader is not sure. What the first reader found empty, or too short to be sure, is read as a figure too: lone
 * digits get lost most easily.
 */
export async function readTwice(lines: readonly OnceRead[], second: OcrEngine): Promise<void> {
  const unsure = lines.flatMap((line) => unsureStretches(line));
  const figures = lines.flatMap((line) => figureStretches(line));
  const stretches = [...unsure, ...figures];
  const readings = await second.read(stretches.map(({ crop }) => crop));
  for (const [index, { line, from, to, crop }] of stretches.entries()) {
    const read = readings[index]!.characters.filter(({ text }) => text.trim() !== '');
    if (line.characters.length === 0) {
      line.characters.push(...foundBySecond(read, second.reader));
      continue;
    }
    const stretch = line.characters.slice(from, to);
    const printed = stretch.filter(({ text }) => text !== ' ');
    const compared = compare(printed, read, second.reader, crop.kind);
    let at = 0;
    const result = stretch.map((character) => (character.text === ' ' ? character : compared[at++]!));
    for (const [offset, character] of result.entries()) line.characters[from + offset] = character;
  }
}

function figureStretches(line: OnceRead): Stretch[] {
  const { characters, crop } = line;
  const whole = { line, from: 0, to: characters.length, crop: { ...crop, kind: 'figure' as const } };
  if (characters.length === 0) return [whole];
  const isLone = crop.image.width <= LONE * crop.image.height && characters.length <= 2;
  const isText = characters.some(({ text, score }) => CHINESE.test(text) && score >= SURE);
  if (isLone && !isText && characters.some(({ score }) => score < SURE)) return [whole];
  const found: Pick<Stretch, 'line' | 'from' | 'to'>[] = [];
  for (let from = 0; from < characters.length; from++) {
    if (!FIGURE.test(characters[from]!.text)) continue;
    let to = from;
    while (to < characters.length && goesOn(characters, to)) to++;
    // Brackets and marks at the ends belong to the text.
    let start = from;
    let end = to;
    while (start < end && !FIRST_OF_FIGURE.test(characters[start]!.text)) start++;
    while (end > start && !DIGIT_OR_LETTER.test(characters[end - 1]!.text)) end--;
    if (characters.slice(start, end).some(({ text }) => DIGIT_OR_LETTER.test(text))) found.push({ line, from: start, to: end });
    from = to;
  }
  if (found.length === 0) return [];
  const { extents } = alignInk(characters, columnInk(crop.image), line.height);
  return found.map((stretch) => ({ ...stretch, crop: { ...cut(line, extents, stretch.from, stretch.to), kind: 'figure' } }));
}

/** A figure goes on over a space when figures follow. */
function goesOn(characters: readonly AgreedCharacter[], at: number): boolean {
  const { text } = characters[at]!;
  return FIGURE.test(text) || (text === ' ' && FIGURE.test(characters[at + 1]?.text ?? ''));
}

function unsureStretches(line: OnceRead): Stretch[] {
  const { characters, crop } = line;
  const unsure = characters.some(({ text, confidence, sealed }) => {
    return text !== ' ' && !FIGURE.test(text) && (confidence < (CHINESE.test(text) ? SURE_CHINESE : SURE) || sealed === true);
  });
  const isName = NAME.test(characters.map(({ text }) => text).join(''));
  return unsure || isName ? [{ line, from: 0, to: characters.length, crop: { ...crop, kind: 'text' } }] : [];
}

/**
 * The part of a line's crop that holds some of its characters, cut half-way to the ink of the next character on either side; `extents` is
 * where the ink of each lies.
 */
function cut({ crop, characters }: OnceRead, extents: InkAlignment['extents'], from: number, to: number): LineCrop {
  const { width } = crop.image;
  const before = extents.slice(0, from).findLast((extent) => extent !== null);
  const after = extents.slice(to).find((extent) => extent !== null);
  if (before === undefined && after === undefined) return crop;
  const own = extents.slice(from, to).filter((extent) => extent !== null);
  const first = own[0]?.[0] ?? characters[from]!.from * width;
  const last = own.at(-1)?.[1] ?? characters[to - 1]!.to * width;
  const left = before === undefined ? 0 : Math.round((before[1] + first) / 2);
  const right = after === undefined ? width : Math.round((last + after[0]) / 2);
  return pieceOf(crop, left, Math.max(right, left + 1));
}
