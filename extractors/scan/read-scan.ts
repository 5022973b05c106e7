import type { Box, LocalizedText, Page } from '../../model/index.js';
import type { PagePicture, StraightPage } from '../image/image.js';
import { straighten } from '../image/straighten.js';
import { blankPage, issueOf, layOut } from '../layout/read-page.js';
import type { LineCrop, OcrEngines } from '../ocr/engine.js';
import type { Glyph } from '../pdf/content.js';
import type { DrawnPage } from '../pdf/engine.js';
import { rulingsOf } from '../tables/pixel-rulings.js';
import { gridsOf, type RuledGrid } from '../tables/tables.js';
import { pixelTicks } from '../ticks/pixel-ticks.js';
import { alone } from './agree.js';
import { columnInk, cropOf } from './crops.js';
import { fontSizeOf, glyphsOf, settleSizes, tickGlyph, type ReadLine } from './glyphs.js';
import { linesToRead, paperOver } from './line-boxes.js';
import { withoutSealInk } from './seal-ink.js';
import { withoutCharacters } from './tick-veto.js';
import { readTwice, type OnceRead } from './twice.js';
import { readUncovered } from './uncovered.js';
import { isUpsideDown } from './upside-down.js';

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
  const straight = await straighten(picture, (candidate, boxes) => isUpsideDown(candidate, boxes, engines.first));
  const { scale, width, height } = straight;
  const toShown = { map: [...straight.toShown], width: picture.width, height: picture.height };
  const page: Page = { ...blankPage({ number, width, height, rotation }), source: 'scan', toShown };
  for (const reason of picture.defects) page.issues.push(issueOf('page/image-incomplete', { reason }, language));
  const { edges, erase } = rulingsOf(straight.grey, scale);
  const grids = gridsOf(edges);
  const print = erase(straight.grey);
  const ticks = await withoutCharacters(pixelTicks(straight.grey, scale, number), print, scale, engines.first);
  for (const { box } of ticks) paperOver(print, grown(box, scale));
  const lines = await readLines({ ...straight, grey: print }, grids, number, engines);
  const glyphs = [...lines.flat(), ...ticks.map((tick) => tickGlyph(tick, lines))];
  layOut(page, glyphs, ticks, grids);
  return page;
}

/** Cuts out every line of print and reads it; glyphs by line, in points. */
async function readLines(straight: StraightPage, grids: readonly RuledGrid[], page: number, engines: OcrEngines): Promise<Glyph[][]> {
  const { grey, scale } = straight;
  const boxes = await linesToRead(grey, scale, grids, engines.finder);
  const cut = boxes.map((place) => {
    const { image, left } = cropOf(grey, place.box);
    const crop: LineCrop = { page, box: place.box.map((edge) => edge / scale) as Box, image, scale, kind: 'text' };
    return { place, left, crop };
  });
  const readings = await engines.first.read(cut.map(({ crop }) => crop));
  const once: OnceRead[] = cut.map(({ crop, place }, index) => {
    return { crop, height: place.height, characters: alone(readings[index]!.characters, engines.first.reader) };
  });
  await readUncovered(once, engines.first);
  if (engines.second !== null) await readTwice(once, engines.second);
  const lines = cut.map(({ place, left, crop }, index): ReadLine => {
    return { ...place, left, width: crop.image.width, ink: columnInk(crop.image), characters: once[index]!.characters };
  });
  const sizes = settleSizes(lines.map((line) => ({ size: fontSizeOf(line), weight: line.characters.length })));
  return lines.map((line, index) => withoutSealInk(glyphsOf(line, sizes[index]!, scale), straight.seals));
}

/** A tick box in pixels, with the soft edge of its print. */
function grown([x0, y0, x1, y1]: Box, scale: number): Box {
  return [x0 * scale - 1, y0 * scale - 1, x1 * scale + 1, y1 * scale + 1];
}
