import { normalise } from './normalise.js';

/** How a second scope differs from a first one, activity by activity. */
export interface ScopeDifference {
  dropped: string[];
  added: string[];
  changed: { from: string; to: string }[];
}

/** Words that only frame a scope: a label in front, a star behind, the generic tail about after-sales service. */
const FRAME_START = /^(?:S[:：]|\d[).、]|售后服务[:：]|认证范围[:：]|审查范围[:：])/i;
const STAR_END = /[([【]?(?:[五四三]|达标|[543])星?级?(?:售后)?(?:服务)?[)\]】]?$/;
const GENERIC_TAIL = /(?:所|相关|有关|涉及|范围内?)*的(?:相关)?(?:售后)?服务(?:活动)?$/;
const CONNECTIVES = new Set(['和', '及', '与', '以及', '及其', '或', '并']);
const PUNCTUATION = /[、,，;；。.:：·・/\\()[\]【】{}<>《》"'|+&-]/;

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** What differs in substance between two scopes; null when they say the same. Punctuation, spacing, order and generic tails do not count. */
export function compareScopes(first: string, second: string): ScopeDifference | null {
  const [before, after] = [activities(first), activities(second)];
  // The same characters in another order are the same activities joined differently.
  if (spelling(before) === spelling(after)) return null;
  const dropped = without(spelledOut(before), spelledOut(after));
  const added = without(spelledOut(after), spelledOut(before));
  if (spelling(dropped) === spelling(added)) return null;
  return pairUp(dropped, added);
}

/** The activities a scope names, normalised. */
export function activities(scope: string): string[] {
  let text = normalise(scope).replace(/[。.;；,，]+$/, '');
  text = text.replace(FRAME_START, '');
  if (/星|达标/.test(text.slice(-8))) text = text.replace(STAR_END, '');
  text = text.replace(/(?:所涉及|所涉|涉及)的/g, '的').replace(GENERIC_TAIL, '');
  return text
    .split(PUNCTUATION)
    .flatMap(splitAtConnectives)
    .map((activity) => (activity.length > 4 ? activity.replace(GENERIC_TAIL, '') : activity))
    .filter((activity) => activity !== '' && !/^等+$/.test(activity));
}

/** Splits at 和, 及, 与… only where they are words of their own (废水和废气, not 中和剂). */
function splitAtConnectives(text: string): string[] {
  const pieces = [''];
  for (const { segment } of segmenter.segment(text)) {
    if (CONNECTIVES.has(segment)) pieces.push('');
    else pieces.push((pieces.pop() ?? '') + segment);
  }
  return pieces;
}

/** "设备的生产、销售" means "设备的生产、设备的销售": a short piece takes the object of the one before. */
function spelledOut(pieces: readonly string[]): string[] {
  let object = '';
  return pieces.map((piece) => {
    const whole = piece.length <= 3 && !piece.includes('的') ? object + piece : piece;
    object = /^.*的/.exec(whole)?.[0] ?? '';
    return whole;
  });
}

function spelling(pieces: string[]): string {
  return Array.from(pieces.map(essence).join('')).sort().join('');
}

/** An activity without the words that add nothing: 的, and 服务 behind (技术咨询服务). */
function essence(piece: string): string {
  return piece.replace(/的/g, '').replace(/(?<=..)(?<!售后)服务$/, '');
}

/** The pieces of the first list that the second does not have, each counted once. */
function without(pieces: string[], others: string[]): string[] {
  const left = [...others];
  return pieces.filter((piece) => {
    const at = left.findIndex((other) => essence(other) === essence(piece));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** A dropped and an added activity that share most of their characters are one activity, changed. */
function pairUp(dropped: string[], added: string[]): ScopeDifference {
  const difference: ScopeDifference = { dropped: [], added: [...added], changed: [] };
  for (const from of dropped) {
    const near = difference.added.map((to) => ({ to, likeness: likeness(from, to) })).sort((a, b) => b.likeness - a.likeness)[0];
    if (near && near.likeness >= 0.5) {
      difference.changed.push({ from, to: near.to });
      difference.added.splice(difference.added.indexOf(near.to), 1);
    } else difference.dropped.push(from);
  }
  return difference;
}

/** Share of characters two texts have in common (Dice), 0 to 1; at least a half where one holds the other. */
function likeness(a: string, b: string): number {
  const left = Array.from(b);
  let common = 0;
  for (const character of a) {
    const at = left.indexOf(character);
    if (at < 0) continue;
    left.splice(at, 1);
    common += 1;
  }
  const share = (2 * common) / (a.length + b.length);
  return a.includes(b) || b.includes(a) ? Math.max(share, 0.5) : share;
}
