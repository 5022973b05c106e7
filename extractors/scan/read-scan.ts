import { TICK_CHARACTER, TickState, type Box, type LocalizedText, type Page, type Tick } from '../../model/index.js';
import type { PagePicture, StraightPage } from '../image/image.js';
import { liftGreySeals } from '../image/grey-seals.js';
import { straighten } from '../image/straighten.js';
import { blankPage, issueOf, layOut } from '../layout/read-page.js';
import type { LineCrop, OcrEngines, ReadCharacter } from '../ocr/engine.js';
import { isWide } from '../pdf/characters.js';
import { glyphBox, type Glyph } from '../pdf/content.js';
import type { DrawnPage } from '../pdf/engine.js';
import { rulingsOf } from '../tables/pixel-rulings.js';
import { gridsOf, type RuledGrid } from '../tables/tables.js';
import { pixelTicks } from '../ticks/pixel-ticks.js';
import { alone } from './agree.js';
import { settleCommas } from './commas.js';
import { columnInk, cropOf } from './crops.js';
import { fontSizeOf, glyphsOf, settleSizes, tickGlyph, type ReadLine } from './glyphs.js';
import { covers, linesToRead, paperOver } from './line-boxes.js';
import { settleMarks } from './marks-by-shape.js';
import { noteSeals, withoutSealInk } from './seal-ink.js';
import type { LineBox } from './segment.js';
import { withoutCharacters } from './tick-veto.js';
import { readTwice, type OnceRead } from './twice.js';
import { readUncovered } from './uncovered.js';
import { legibility, isUpsideDown } from './upside-down.js';

/** Smaller than this part of the usual size, and doubtful in this part of its characters, a line is dirt. */
const DIRT = { size: 0.5, doubtful: 0.7 };
/** How sure it is that nothing is printed in a cell of which nothing was read. */
const BLANK = { clean: 0.97, inked: 0.3 };
/** Chinese characters make up at least this part of their line's height, descenders of Latin letters and brackets aside. */
const TALL_PART = 0.88;

/**
 * One page from its picture: straightened, its rulings turned into cells, its ticks found, its lines cut out and read by the engines.
 * Boxes are in points of the straight page; `toShown` leads back to the page as shown.
 */
export async function readScan(
  { number, rotation }: Pick<DrawnPage, 'number' | 'rotation'>,
  picture: PagePicture,
  engines: OcrEngines,
  language: keyof LocalizedText,
): Promise<Page> {
  const straight = await straighten(
    picture,
    (candidate, boxes) => isUpsideDown(candidate, boxes, engines.first),
    (candidate, boxes) => legibility(candidate, boxes, engines.first),
  );
  const { scale, width, height } = straight;
  for (const box of liftGreySeals(straight.grey, scale)) straight.seals.push(box.map((edge) => edge / scale) as Box);
  const toShown = { map: [...straight.toShown], width: picture.width, height: picture.height };
  const page: Page = { ...blankPage({ number, width, height, rotation }), source: 'scan', toShown };
  for (const reason of picture.defects) page.issues.push(issueOf('page/image-incomplete', { reason }, language));
  const { edges, erase } = rulingsOf(straight.grey, scale);
  const grids = gridsOf(edges);
  const print = erase(straight.grey);
  const ticks = await withoutCharacters(pixelTicks(straight.grey, scale, number), print, scale, engines.first);
  for (const { box } of ticks) paperOver(print, grown(box, scale));
  const { lines, places } = await readLines({ ...straight, grey: print }, grids, number, engines);
  const glyphs = [...lines.flat(), ...ticks.map((tick) => tickGlyph(tick, lines))];
  layOut(page, glyphs, [...ticks, ...ticksAmong(lines.flat(), number)], grids);
  page.lines = withoutDirt(page);
  noteBlanks(page, places);
  return page;
}

/** Cuts out every line of print and reads it; glyphs by line, in points. */
async function readLines(
  straight: StraightPage,
  grids: readonly RuledGrid[],
  page: number,
  engines: OcrEngines,
): Promise<{ lines: Glyph[][]; places: Box[] }> {
  const { grey, scale } = straight;
  const boxes = await linesToRead(grey, scale, grids, engines.finder);
  const cut = boxes.map((place) => {
    const { image, left, top } = cropOf(grey, place.box);
    const whole = [left, top, left + image.width, top + image.height].map((edge) => edge / scale) as Box;
    const crop: LineCrop = { page, box: whole, image, scale, kind: 'text' };
    return { place, left, crop };
  });
  const readings = await engines.first.read(cut.map(({ crop }) => crop));
  const once: OnceRead[] = cut.map(({ crop, place }, index) => {
    const characters = withoutRules(readings[index]!.characters);
    return { crop, height: tallHeight(place, characters), characters: alone(characters, engines.first.reader) };
  });
  await readUncovered(once, engines.first);
  settleMarks(once);
  settleCommas(once);
  for (const { crop, characters } of once) noteSeals(characters, crop.box, straight.seals);
  if (engines.second !== null) await readTwice(once, engines.second);
  const lines = cut.map(({ place, left, crop }, index): ReadLine => {
    const { height, characters } = once[index]!;
    return { ...place, height, left, width: crop.image.width, ink: columnInk(crop.image), characters };
  });
  const sizes = settleSizes(lines.map((line) => ({ size: fontSizeOf(line), weight: line.characters.length })));
  const glyphs = lines.map((line, index) => withoutSealInk(glyphsOf(line, sizes[index]!, scale), straight.seals));
  return { lines: glyphs, places: cut.map(({ crop }) => crop.box) };
}

/** Lines far smaller than the page's print that no reader is sure of: edges of the sheet, remains of rulings and stamps. */
function withoutDirt({ lines, tables }: Page): Page['lines'] {
  const all = [...lines, ...tables.flatMap(({ cells }) => cells.flatMap((cell) => cell.lines))];
  const sizes = all.flatMap(({ text, size }) => Array.from(text, () => size)).sort((a, b) => a - b);
  const usual = sizes[sizes.length >> 1] ?? 0;
  return lines.filter(({ text, size, doubts }) => {
    const doubtful = (doubts ?? []).reduce((sum, { from, to }) => sum + to - from, 0);
    return size >= DIRT.size * usual || doubtful < DIRT.doubtful * text.replace(/\s/g, '').length;
  });
}

/** A cell without lines is blank for sure only where there is no ink like print; `places` is where there is, in points. */
function noteBlanks(page: Page, places: readonly Box[]): void {
  for (const cell of page.tables.flatMap(({ cells }) => cells)) {
    if (cell.lines.length > 0) continue;
    cell.blank = places.some((place) => covers(cell.box, place)) ? BLANK.inked : BLANK.clean;
  }
}

/** Height of tall characters: among many small letters (mail addresses) that of the whole line, where Chinese is among them. */
function tallHeight({ box, height }: LineBox, characters: readonly ReadCharacter[]): number {
  return characters.some(({ text }) => isWide(text)) ? Math.max(height, TALL_PART * (box[3] - box[1])) : height;
}

/** Upright strokes at the ends of a line are what is left of a cell's borders. */
function withoutRules(characters: readonly ReadCharacter[]): ReadCharacter[] {
  const isPrint = ({ text }: ReadCharacter): boolean => !/^[|｜ ]$/.test(text);
  return characters.slice(Math.max(0, characters.findIndex(isPrint)), characters.findLastIndex(isPrint) + 1);
}

/** Tick boxes that were read as letters. */
function ticksAmong(glyphs: readonly Glyph[], page: number): Tick[] {
  return glyphs.flatMap((glyph): Tick[] => {
    const state = TickState.options.find((each) => TICK_CHARACTER[each] === glyph.text);
    return state === undefined ? [] : [{ page, box: glyphBox(glyph), state, kind: 'pixel' }];
  });
}

/** A tick box in pixels, with the soft edge of its print. */
function grown([x0, y0, x1, y1]: Box, scale: number): Box {
  return [x0 * scale - 1, y0 * scale - 1, x1 * scale + 1, y1 * scale + 1];
}
