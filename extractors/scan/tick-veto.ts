import { unionBox, type Box, type Tick } from '../../model/index.js';
import type { GreyImage } from '../image/image.js';
import type { LineCrop, OcrEngine, ReadCharacter } from '../ocr/engine.js';
import { isWide } from '../pdf/characters.js';
import { hasRightSide } from '../ticks/faint-sides.js';
import { GRAINY, inkShare } from '../ticks/pixel-boxes.js';
import { columnInk, cropOf } from './crops.js';
import { alignInk } from './ink-alignment.js';
import { inkLevels } from './ink.js';
import { segmentLines, type LineBox } from './segment.js';

/** How much of its line is read together with a box, on either side, in widths of the box. */
const CONTEXT = 1.6;
/** What readers make of boxes, ticked and empty: never a reason to doubt one. */
const BOX_READINGS = /[□■口囗凶団図网囚☐☑☒匚冂凵乂ロ]/;
/** Characters that look like a ticked box: only a sure reading speaks against one. */
const LOOKALIKES = /[区回国田日目曰四图圆团因园困由甲申曲白百自旦巨]/;
/** Of these, open on the right. */
const OPEN = /[区巨]/;
/** How far above and below a box its line is looked for, in heights of the box. */
const REACH = 0.9;
/** A letter ends this near the box in a word (widths of the box); where its ink is not told from the box's, its middle lies this near. */
const CLOSE = { ink: 0.4, middle: 1.3 };
/** Read this surely, a letter that looks like a ticked box is one as far from its neighbour as wide setting puts it. */
const CERTAIN = 0.97;
/** Ink wider than this (heights of its line) is a box and the letter that touches it. */
const ONE_CHARACTER = 1.35;
/** The part of a box that a character's ink must cover to be what is printed there. */
const COVERED = 0.7;
/** Readers place the middle of a character no further than this outside a box that is part of it (widths of the box): else it stands beside. */
const ASTRAY = 0.25;
const SURE = { lookalike: 0.9, other: 0.6 };
/** Figures with loops, which are closed on all sides as boxes are; an empty box is read as 0 or O, never as these. */
const LOOPED = /[4689]/;

/**
 * Boxes that are no parts of characters: each is read together with its neighbours, and where the reader sees a character that is none
 * of those it takes boxes for ("理", "高", "日"), that is what is printed, unless it reads the same beside the place without the box.
 * `grey` still shows the boxes.
 */
export async function withoutCharacters(ticks: readonly Tick[], grey: GreyImage, scale: number, engine: OcrEngine): Promise<Tick[]> {
  const levels = inkLevels(grey);
  const drawn = (box: Box): Pick<Surrounded, 'isClosed' | 'isSolid'> => {
    return { isClosed: hasRightSide(grey, box, scale), isSolid: inkShare(grey, box, (levels.black + 255) / 2) >= GRAINY };
  };
  const crops = ticks.map(({ page, box }): Surrounded => {
    const [x0, y0, x1, y1] = box.map((edge) => edge * scale) as Box;
    const beside = CONTEXT * (x1 - x0);
    const around: Box = [x0 - beside, y0 - REACH * (y1 - y0), x1 + beside, y1 + REACH * (y1 - y0)];
    const [, top, , bottom] = lineThrough(segmentLines(grey, clamped(around, grey), scale, levels), (y0 + y1) / 2) ?? [x0, y0, x1, y1];
    const above = 0.08 * (y1 - y0);
    const place: Box = [around[0], Math.min(top, y0) - above, around[2], Math.max(bottom, y1) + above];
    const { image, left, top: upper } = cropOf(grey, clamped(place, grey));
    const crop: LineCrop = { page, box, image, scale, kind: 'text' };
    const [from, to] = [(x0 - left) / image.width, (x1 - left) / image.width];
    const pixels = [x0, y0, x1, y1].map((edge) => Math.round(edge)) as Box;
    return { crop, height: bottom - top, from, to, top: y0 - upper, bottom: y1 - upper, ...drawn(pixels) };
  });
  const readings = await engine.read(crops.map(({ crop }) => crop));
  const over = crops.map((each, index) => charactersOver(each, readings[index]!.characters));
  const contested = crops.flatMap((each, index) => {
    const without = over[index]!.length > 0 ? withoutBox(each) : null;
    return without?.image.data.some((value) => value < levels.ink) === true ? [{ index, without }] : [];
  });
  const again = contested.length === 0 ? [] : await engine.read(contested.map(({ without }) => without));
  const beside = new Set(
    contested.flatMap(({ index }, at) =>
      standBeside(over[index]!, crops[index]!, readings[index]!.characters, again[at]!.characters) ? [index] : [],
    ),
  );
  return ticks.filter((_, index) => over[index]!.length === 0 || beside.has(index));
}

/** A box with its neighbours: left and right side as parts of the crop's width, top and bottom in its rows; the height of its line. */
interface Surrounded {
  crop: LineCrop;
  height: number;
  from: number;
  to: number;
  top: number;
  bottom: number;
  /** A line is drawn along the right side. */
  isClosed: boolean;
  /** There is little paper in it. */
  isSolid: boolean;
}

/** Characters read where the box is, that are none of those readers take boxes for. */
function charactersOver({ crop, height, from, to, isClosed, isSolid }: Surrounded, characters: readonly ReadCharacter[]): ReadCharacter[] {
  const { width } = crop.image;
  const { extents } = alignInk(characters, columnInk(crop.image), height);
  const size = (to - from) * width;
  const gaps = characters.flatMap((character, at) => {
    const apart = from - (character.from + character.to) / 2;
    if (!/[\u4e00-\u9fff]/.test(character.text) || apart <= 0.2 * (to - from) || apart >= CLOSE.middle * (to - from)) return [];
    const extent = extents[at];
    return [extent === null || extent === undefined ? 0 : from * width - extent[1]];
  });
  const inWord = gaps.some((gap) => gap < CLOSE.ink * size);
  return characters.filter((character, at) => {
    const { text, score } = character;
    if (!LOOPED.test(text) && (!isWide(text) || BOX_READINGS.test(text) || !/[\u4e00-\u9fff]/.test(text))) return false;
    const extent = extents[at];
    if (isBeside(character, { from, to }, ASTRAY)) return false;
    if (extent === null || extent === undefined || extent[1] - extent[0] > ONE_CHARACTER * height) return false;
    if (Math.min(extent[1], to * width) - Math.max(extent[0], from * width) < COVERED * size) return false;
    // A box stands off the words before it; only what follows a letter closely can be a letter that looks like a box.
    if (OPEN.test(text) && isClosed && !inWord) return false;
    if (LOOKALIKES.test(text)) return gaps.length > 0 && score >= (inWord ? SURE.lookalike : CERTAIN);
    return score >= (LOOPED.test(text) || isSolid ? SURE.lookalike : SURE.other);
  });
}

function isBeside(character: ReadCharacter, { from, to }: Pick<Surrounded, 'from' | 'to'>, slack: number): boolean {
  const middle = (character.from + character.to) / 2;
  return middle < from - slack * (to - from) || middle > to + slack * (to - from);
}

/**
 * Whether characters read over a box are still read, beside its place, when the box is gone: then they are the letters next to it, which
 * it touches, and the reader has passed the box over.
 */
function standBeside(
  over: readonly ReadCharacter[],
  box: Surrounded,
  before: readonly ReadCharacter[],
  without: readonly ReadCharacter[],
): boolean {
  return over.every(({ text }) => {
    const left = without.filter((character) => character.text === text && character.score >= SURE.other && isBeside(character, box, 0));
    return left.length >= before.filter((character) => character.text === text).length;
  });
}

/** The same piece of the line with paper where the box is. */
function withoutBox({ crop, from, to, top, bottom }: Surrounded): LineCrop {
  const { width, height } = crop.image;
  const image: GreyImage = { width, height, data: crop.image.data.slice() };
  const rows = [Math.max(0, Math.floor(top) - 1), Math.min(height, Math.ceil(bottom) + 1)] as const;
  const columns = [Math.max(0, Math.floor(from * width) - 1), Math.min(width, Math.ceil(to * width) + 1)] as const;
  for (let row = rows[0]; row < rows[1]; row++) image.data.fill(255, row * width + columns[0], row * width + columns[1]);
  return { ...crop, image };
}

function lineThrough(lines: readonly LineBox[], y: number): Box | null {
  const through = lines.filter(({ box }) => box[1] <= y && y <= box[3]).map(({ box }) => box);
  return unionBox(through);
}

function clamped([x0, y0, x1, y1]: Box, { width, height }: GreyImage): Box {
  return [Math.max(0, x0), Math.max(0, y0), Math.min(width, x1), Math.min(height, y1)];
}
