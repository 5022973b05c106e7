import { middleAt, runsAlong, type Ruling } from './pixel-ruling.js';

/** Lines at least this long are rules in their own right (points); strokes of letters are shorter, even in titles. */
const LONG = 40;
/** Shorter ones must reach from rule to rule, to within this (points). */
const EXACT = 0.9;
/** An end this near to a rule across is drawn to it (points). */
const CORNER = 3.2;
/** Pieces of one line differ in height by no more than this where they face each other (points). */
const COLLINEAR = 1.1;
/** A short piece of a rule follows the rest of it within this (points). */
const NEAR = 9;
/** The widest break that is closed where a rule stops between two rules across (points), as parts are faded or under a seal. */
const WIDEST_BREAK = 70;
/** A rule that was followed over this part of the way between two rules across goes all the way. */
const DRAWN_PART = 0.6;

/** Lines that touch no other are underlines, or strokes that happen to stand in a row; those shorter than this are dropped (points). */
const LONG_ALONE = 90;
/** What is left of a faded rule: darker than its sides by this, on the average of its length. */
const TRACE = 6;
/** Breaks wider than this (points) are only closed on evidence, when the line stops at a rule across. */
const SMALL_BREAK = 1.2;

/** How much darker than its sides a stretch of a picture is, in greys, along a line from one place to another. */
export type Trace = (from: { place: number; at: number }, to: { place: number; at: number }) => number;

/** Lines of one direction, and the trace of what lies between them. */
export interface Lines {
  lines: readonly Ruling[];
  trace: Trace;
}

/**
 * The lines that can be rules of tables, with their ends drawn to the rules they meet and breaks closed. A break between two rules
 * across is a merged cell and stays.
 */
export function acceptedRulings(level: Lines, upright: Lines, scale: number): Ruling[] {
  const isLong = ({ from, to }: Ruling): boolean => to - from >= LONG * scale;
  const long = {
    level: joined(level.lines.filter(isLong), [], level.trace, scale),
    upright: joined(upright.lines.filter(isLong), [], upright.trace, scale),
  };
  const accepted = {
    level: long.level.filter((line) => !standsAlone(line, long.upright, scale)),
    upright: long.upright.filter((line) => !standsAlone(line, long.level, scale)),
  };
  let waiting = { level: level.lines.filter((line) => !isLong(line)), upright: upright.lines.filter((line) => !isLong(line)) };
  for (let round = 0; round < 3; round++) {
    const fits = (line: Ruling, own: readonly Ruling[], across: readonly Ruling[], trace: Trace): boolean =>
      !own.some((other) => runsAlong(line, other, 0.5 * scale)) && isHeld(line, own, across, trace, scale);
    const newLevel = waiting.level.filter((line) => fits(line, accepted.level, accepted.upright, level.trace));
    const newUpright = waiting.upright.filter((line) => fits(line, accepted.upright, accepted.level, upright.trace));
    waiting = {
      level: waiting.level.filter((line) => !newLevel.includes(line)),
      upright: waiting.upright.filter((line) => !newUpright.includes(line)),
    };
    accepted.level.push(...newLevel);
    accepted.upright.push(...newUpright);
    if (newLevel.length + newUpright.length === 0) break;
  }
  const levelDone = joined(accepted.level, accepted.upright, level.trace, scale);
  const uprightDone = joined(accepted.upright, accepted.level, upright.trace, scale);
  for (const line of levelDone) drawToRules(line, uprightDone, scale);
  for (const line of uprightDone) drawToRules(line, levelDone, scale);
  return [...levelDone, ...uprightDone];
}

/** Whether a line neither meets nor crosses another one, and is no longer than words may be. */
function standsAlone(line: Ruling, across: readonly Ruling[], scale: number): boolean {
  if (line.to - line.from >= LONG_ALONE * scale) return false;
  const slack = CORNER * scale;
  return !across.some((other) => {
    const place = middleAt(other, line.at);
    return line.at >= other.from - slack && line.at <= other.to + slack && place >= line.from - slack && place <= line.to + slack;
  });
}

/** Whether a short line reaches from rule to rule, or goes on where a rule of its height leaves off. */
function isHeld(line: Ruling, own: readonly Ruling[], across: readonly Ruling[], trace: Trace, scale: number): boolean {
  const before = own.some((other) => goesOn(other, line, trace, scale));
  const after = own.some((other) => goesOn(line, other, trace, scale));
  return (before || meets(line, line.from, across, EXACT * scale)) && (after || meets(line, line.to, across, EXACT * scale));
}

function goesOn(line: Ruling, next: Ruling, trace: Trace, scale: number): boolean {
  const gap = next.from - line.to;
  const step = Math.abs(middleAt(line, line.to) - middleAt(next, next.from));
  if (gap <= -2 * scale || gap > NEAR * scale || step > (COLLINEAR * scale) / 2) return false;
  return gap <= SMALL_BREAK * scale || traceBetween(line, next, trace) >= TRACE;
}

function traceBetween(line: Ruling, next: Ruling, trace: Trace): number {
  return trace({ place: line.to, at: middleAt(line, line.to) }, { place: next.from, at: middleAt(next, next.from) });
}

function meets(line: Ruling, end: number, across: readonly Ruling[], slack: number): boolean {
  return across.some((other) => {
    const reach = slack + other.thickness / 2;
    if (line.at < other.from - reach || line.at > other.to + reach) return false;
    return Math.abs(middleAt(other, line.at) - end) <= reach;
  });
}

/** Pieces of one line joined over breaks. */
function joined(lines: readonly Ruling[], across: readonly Ruling[], trace: Trace, scale: number): Ruling[] {
  const result: Ruling[] = [];
  for (const line of lines.toSorted((a, b) => a.from - b.from)) {
    const before = result.findLast((other) => follows(other, line, across, trace, scale));
    if (before === undefined) result.push({ ...line, path: [...line.path] });
    else extend(before, line);
  }
  return result;
}

function extend(line: Ruling, next: Ruling): void {
  const weight = line.to - line.from;
  const added = next.to - next.from;
  line.at = (line.at * weight + next.at * added) / (weight + added);
  line.thickness = (line.thickness * weight + next.thickness * added) / (weight + added);
  line.path.push(...next.path.filter((piece) => piece.to > line.to));
  line.to = Math.max(line.to, next.to);
}

function follows(line: Ruling, next: Ruling, across: readonly Ruling[], trace: Trace, scale: number): boolean {
  const gap = next.from - line.to;
  const height = Math.abs(middleAt(line, line.to) - middleAt(next, next.from));
  if (next.to <= line.to || gap < -2 * scale || height > COLLINEAR * scale) return false;
  if (gap <= scale) return true;
  const shorter = Math.min(line.to - line.from, next.to - next.from);
  if (gap > WIDEST_BREAK * scale || shorter < gap * 0.5) return false;
  if (across.length === 0) return gap <= 3 * scale;
  const stops = meets(line, line.to, across, CORNER * scale) || meets(next, next.from, across, CORNER * scale);
  return !stops || traceBetween(line, next, trace) >= TRACE;
}

/** Ends that nearly meet a rule across are drawn to it; so are those that stop short of one after most of the way. */
function drawToRules(line: Ruling, across: readonly Ruling[], scale: number): void {
  const stops = across
    .filter((other) => line.at >= other.from - CORNER * scale && line.at <= other.to + CORNER * scale)
    .map((other) => middleAt(other, line.at))
    .sort((a, b) => a - b);
  const near = (end: number): number | undefined => stops.find((stop) => Math.abs(stop - end) <= CORNER * scale);
  const start = near(line.from);
  const finish = near(line.to);
  if (start !== undefined) line.from = start;
  else {
    const before = stops.findLast((stop) => stop < line.from);
    const after = stops.find((stop) => stop > line.from);
    if (
      before !== undefined &&
      after !== undefined &&
      after <= line.to + CORNER * scale &&
      after - line.from >= DRAWN_PART * (after - before)
    )
      line.from = before;
  }
  if (finish !== undefined) line.to = finish;
  else {
    const before = stops.findLast((stop) => stop < line.to);
    const after = stops.find((stop) => stop > line.to);
    if (
      before !== undefined &&
      after !== undefined &&
      before >= line.from - CORNER * scale &&
      line.to - before >= DRAWN_PART * (after - before)
    )
      line.to = after;
  }
}
