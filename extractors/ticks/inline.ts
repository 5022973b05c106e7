import { TICK_CHARACTER, type Tick, type TextLine, type TickState } from '../../model/index.js';

/** A piece of a line that is a tick: UTF-16 offsets and what it shows. */
interface Piece {
  start: number;
  end: number;
  state: TickState;
}

const CHECK = '√✓✔';
const DARK = '●◉⊙⚫🔘';
const LIGHT = '○◯⚪◎';
const TICKS = Object.values(TICK_CHARACTER).join('');
const BRACKET = new RegExp(`[（(\\[【〔]\\s*([${CHECK}]?)\\s*[）)\\]】〕]`, 'g');
/** After an empty bracket, these name a blank to be filled in, not an option. */
const BLANK_UNIT = /^\s*(?:[年月日时分秒个项次人元份页号第万亿%％])/u;
const NUMERAL = /[〇零一二三四五六七八九十年月日]/u;

/**
 * Ticks written as text, which only their surroundings tell from ordinary text: （√）是 （ ）否, √ 是 □否, ● 是 ○ 否.
 * `lines` are those of one region (a cell, or the body) in reading order. Where nothing stands beside as an alternative
 * the text stays text.
 */
export function inlineTicks(lines: readonly TextLine[]): { lines: TextLine[]; ticks: Tick[] } {
  const texts = lines.map((line) => line.text);
  if (!texts.some((text) => /[（(\[【〔√✓✔●◉⊙⚫○◯⚪◎🔘]/u.test(text))) return { lines: [...lines], ticks: [] };
  const bracketLines = texts.map((text) => brackets(text));
  const ticks: Tick[] = [];
  const rewritten = lines.map((line, index) => {
    const near = [texts[index - 1], texts[index + 1]].filter((text) => text !== undefined);
    const nearBrackets = [bracketLines[index - 1], bracketLines[index + 1]].flatMap((pieces) => pieces ?? []);
    const pieces = [
      ...bracketTicks(line.text, bracketLines[index]!, nearBrackets),
      ...spotTicks(line.text, near),
      ...loneChecks(line.text, texts[index - 1] ?? '', texts[index + 1] ?? '', texts.length === 1),
    ].sort((a, b) => a.start - b.start);
    const { line: result, ticks: found } = replacePieces(line, pieces);
    ticks.push(...found);
    return result;
  });
  return { lines: rewritten, ticks };
}

function brackets(text: string): Piece[] {
  return [...text.matchAll(BRACKET)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    state: match[1] === '' ? 'empty' : 'ticked',
  }));
}

/** A checked bracket is a tick; an empty one only beside another bracket of the kind, and not as a blank to fill in. */
function bracketTicks(text: string, own: readonly Piece[], near: readonly Piece[]): Piece[] {
  const checked = own.some((piece) => piece.state === 'ticked');
  const options = own.filter((piece) => {
    const after = text.slice(piece.end);
    return piece.state === 'ticked' || (!BLANK_UNIT.test(after) && (checked || after.trim() !== ''));
  });
  const atStart = (piece: Piece): boolean => text.slice(0, piece.start).trim() === '';
  return options.filter((piece) => {
    if (piece.state === 'ticked') return true;
    if (checked || options.length >= 2) return true;
    return atStart(piece) && near.some((other) => other.state === 'ticked' && other.start <= 1);
  });
}

/** ● and ○ among each other are radio buttons; alone they are bullets, zeros or blanked-out names. */
function spotTicks(text: string, near: readonly string[]): Piece[] {
  const pieces: Piece[] = [];
  for (const match of text.matchAll(new RegExp(`[${DARK}${LIGHT}]`, 'gu'))) {
    const before = text.slice(0, match.index).trimEnd().slice(-1);
    const after = text.slice(match.index + match[0].length).trimStart();
    if (after === '' || NUMERAL.test(before) || /^[〇零一二三四五六七八九十]/u.test(after)) continue;
    if ((DARK + LIGHT).includes(after[0]!) || (before !== '' && (DARK + LIGHT).includes(before))) continue;
    pieces.push({ start: match.index, end: match.index + match[0].length, state: DARK.includes(match[0]) ? 'ticked' : 'empty' });
  }
  const states = new Set(pieces.map((piece) => piece.state));
  if (states.size > 1 || (pieces.length > 1 && states.has('empty'))) return pieces;
  const [only] = pieces;
  if (only === undefined || pieces.length > 1 || text.slice(0, only.start).trim() !== '') return [];
  // One spot a line: options one below the other, when the line above or below begins with the opposite spot.
  const opposite = only.state === 'ticked' ? LIGHT : DARK;
  return near.some((other) => other !== '' && opposite.includes(other.trimStart().charAt(0))) ? pieces : [];
}

/** A check of its own is a ticked option when other options beside it have boxes, or when it is all its cell holds. */
function loneChecks(text: string, above: string, below: string, alone: boolean): Piece[] {
  const found = [...text.matchAll(new RegExp(`[${CHECK}]`, 'gu'))].filter((match) => {
    const inBracket = /[（(\[【〔]\s*$/.test(text.slice(0, match.index)) && /^\s*[）)\]】〕]/.test(text.slice(match.index + 1));
    return !inBracket;
  });
  if (alone && found.length === 1 && text.trim() === found[0]![0])
    return [{ start: found[0]!.index, end: found[0]!.index + 1, state: 'ticked' }];
  const hasTick = (other: string): boolean => Object.values(TICK_CHARACTER).some((tick) => other.includes(tick));
  const startsWithTick = (other: string): boolean => other.trim() !== '' && TICKS.includes(other.trimStart().charAt(0));
  return found.flatMap((match): Piece[] => {
    const before = text.slice(0, match.index);
    const after = text.slice(match.index + 1).trimStart();
    if (/^[\d(（]/.test(after)) return [];
    const startsOption = before.trim() === '' || /[\s:：;；,，、。]$/.test(before) || TICKS.includes(before.slice(-1));
    // The option's words, or the alternative, may have gone on to the next line.
    const wrapped = after === '' ? hasTick(below) : startsWithTick(below);
    const beside = hasTick(text) || wrapped || (before.trim() === '' && startsWithTick(above));
    if (!beside || !startsOption || (after === '' && !wrapped)) return [];
    // "□√是": the check stands for the box it follows.
    const box = before.at(-1) === TICK_CHARACTER.empty && !/[\p{L}\p{N}]\s*$/u.test(before.slice(0, -1));
    return [{ start: box ? match.index - 1 : match.index, end: match.index + 1, state: 'ticked' }];
  });
}

/** The line with each piece as one tick character, and the ticks. */
function replacePieces(line: TextLine, pieces: readonly Piece[]): { line: TextLine; ticks: Tick[] } {
  if (pieces.length === 0) return { line, ticks: [] };
  let text = '';
  const spans: number[] = [];
  const ticks: Tick[] = [];
  let at = 0;
  for (const { start, end, state } of pieces) {
    if (start < at) continue;
    text += line.text.slice(at, start) + TICK_CHARACTER[state];
    const left = line.spans[start * 2]!;
    const right = line.spans[end * 2 - 1]!;
    for (let index = at * 2; index < start * 2; index++) spans.push(line.spans[index]!);
    spans.push(left, right);
    ticks.push({ page: line.page, box: [left, line.box[1], right, line.box[3]], state, kind: 'glyph' });
    at = end;
  }
  text += line.text.slice(at);
  for (let index = at * 2; index < line.spans.length; index++) spans.push(line.spans[index]!);
  return { line: { ...line, text, spans }, ticks };
}
