import type { TextLine } from '../../model/index.js';
import { isWide } from '../pdf/characters.js';
import { ASCENT, DESCENT, type Glyph } from '../pdf/content.js';
import { trustIn, type Stretch } from './trust.js';

/** Glyphs of one line share at least this part of the lower one's letter height: sub- and superscripts still do. */
const SAME_LINE = 0.5;
/** Height of the letters' core above the baseline, in font sizes. */
const CORE = 0.7;
/** A gap, in font sizes, that is a space though none was typed: among Latin, between Latin and Chinese, among Chinese. */
const GAP = { latin: 0.2, mixed: 0.36, wide: 0.55 };
/** A typed space narrower than this (in font sizes) separates nothing: printing programs put them between glyphs of a word. */
const TYPED_SPACE = 0.08;

const UNPRINTABLE = /[\u0000-\u001F\u007F]/;

/** What was read of a picture and is taller than this many of the lines beside it is no line of its own: a star, a bracket round them. */
const SEVERAL = 1.7;

interface Row {
  top: number;
  bottom: number;
  weight: number;
  glyphs: Glyph[];
}

interface JoinedRow extends Row {
  runs: Row[];
}

/** Upright glyphs of one region (a cell, the body of a page) as lines in reading order. */
export function linesOf(glyphs: readonly Glyph[], page: number): TextLine[] {
  return rowsOf(glyphs).flatMap((row) => lineOf(row.glyphs, page) ?? []);
}

/** Groups glyphs by the height they stand at, top to bottom; within a row in drawing order. */
function rowsOf(glyphs: readonly Glyph[]): Row[] {
  const runs: Row[] = [];
  let last: Glyph | null = null;
  for (const glyph of glyphs) {
    const run = runs.at(-1);
    if (run !== undefined && last?.y === glyph.y && last.size === glyph.size) {
      run.glyphs.push(glyph);
      run.weight += glyph.x1 - glyph.x0;
    } else {
      runs.push({ top: glyph.y - CORE * glyph.size, bottom: glyph.y, weight: glyph.x1 - glyph.x0, glyphs: [glyph] });
    }
    last = glyph;
  }
  // The widest runs set the height of a line; short ones (superscripts, bullets, stray spaces) join what they overlap most.
  const rows = joined(runs.sort((a, b) => b.bottom - b.top - (a.bottom - a.top) || b.weight - a.weight));
  return rows.flatMap(partedRows).sort((a, b) => a.top + a.bottom - (b.top + b.bottom));
}

/** Runs, tallest first, joined with the rows they overlap most. */
function joined(runs: readonly Row[]): JoinedRow[] {
  const rows: JoinedRow[] = [];
  for (const run of runs) {
    const height = run.bottom - run.top;
    let best: JoinedRow | null = null;
    let bestShare = SAME_LINE;
    for (const row of rows) {
      const share = (Math.min(row.bottom, run.bottom) - Math.max(row.top, run.top)) / Math.min(height, row.bottom - row.top);
      if (share >= bestShare) {
        best = row;
        bestShare = share;
      }
    }
    if (best === null) rows.push({ ...run, glyphs: [...run.glyphs], runs: [run] });
    else {
      best.runs.push(run);
      for (const glyph of run.glyphs) best.glyphs.push(glyph);
    }
  }
  return rows;
}

/** A row of which runs lie one above the other, held together by something far taller that was read of a picture, is several lines. */
function partedRows(row: JoinedRow): Row[] {
  const [tallest] = row.runs;
  if (tallest === undefined || row.runs.length < 3 || tallest.glyphs[0]?.read === undefined) return [row];
  const low = row.runs.filter((run) => tallest.bottom - tallest.top > SEVERAL * (run.bottom - run.top));
  const lines = joined(low);
  return lines.length < 2 ? [row] : [...joined(row.runs.filter((run) => !low.includes(run))), ...lines];
}

/** One line from its glyphs; null when nothing of it is printed. */
export function lineOf(glyphs: readonly Glyph[], page: number): TextLine | null {
  const ordered = withoutOverprints(glyphs.toSorted((a, b) => a.x0 - b.x0));
  let text = '';
  const spans: number[] = [];
  const read: Stretch[] = [];
  let previous: Glyph | null = null;
  let typedSpace = false;
  let size = 0;
  let top = Infinity;
  let bottom = -Infinity;
  for (const glyph of ordered) {
    const characters = UNPRINTABLE.test(glyph.text) ? glyph.text.replace(new RegExp(UNPRINTABLE, 'g'), '') : glyph.text;
    if (characters === '') {
      // Ink nobody could read: the text has a doubtful place there.
      if (glyph.read !== undefined) read.push({ from: text.length, to: text.length, ...glyph.read });
      continue;
    }
    if (characters === ' ') {
      typedSpace = true;
      continue;
    }
    if (previous !== null && separated(previous, glyph, typedSpace)) {
      text += ' ';
      spans.push(Math.min(previous.x1, glyph.x0), Math.max(previous.x1, glyph.x0));
    }
    if (glyph.read !== undefined) read.push({ from: text.length, to: text.length + characters.length, ...glyph.read });
    const step = (glyph.x1 - glyph.x0) / characters.length;
    for (let index = 0; index < characters.length; index++) spans.push(glyph.x0 + step * index, glyph.x0 + step * (index + 1));
    text += characters;
    if (glyph.size > size) size = glyph.size;
    top = Math.min(top, glyph.y - ASCENT * glyph.size);
    bottom = Math.max(bottom, glyph.y + DESCENT * glyph.size);
    previous = glyph;
    typedSpace = false;
  }
  if (previous === null) return null;
  let left = Infinity;
  let right = -Infinity;
  for (const edge of spans) {
    left = Math.min(left, edge);
    right = Math.max(right, edge);
  }
  return { page, box: [left, top, right, bottom], text, spans, size, ...(trustIn(read) ?? { confidence: null, readers: ['text'] }) };
}

function separated(left: Glyph, right: Glyph, typedSpace: boolean): boolean {
  const gap = (right.x0 - left.x1) / Math.max(left.size, right.size);
  if (typedSpace && gap > TYPED_SPACE) return true;
  const wide = Number(isWide(left.text.slice(-1))) + Number(isWide(right.text));
  return gap > (wide === 2 ? GAP.wide : wide === 1 ? GAP.mixed : GAP.latin);
}

/** Bold is sometimes faked by drawing a letter twice, a little apart: such a pair is one letter. */
function withoutOverprints(ordered: Glyph[]): Glyph[] {
  return ordered.filter((glyph, index) => {
    // A reader of pictures sees a letter once, and says only roughly where.
    if (glyph.read !== undefined) return true;
    const reach = Math.max(0.5, glyph.size * 0.05);
    for (let before = index - 1; before >= 0; before--) {
      const other = ordered[before]!;
      if (glyph.x0 - other.x0 > reach) return true;
      if (other.text === glyph.text && glyph.text !== ' ' && Math.abs(other.y - glyph.y) <= reach && Math.abs(other.size - glyph.size) < 1)
        return false;
    }
    return true;
  });
}
