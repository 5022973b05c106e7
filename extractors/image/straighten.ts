import type { Box } from '../../model/index.js';
import { shrunk } from './components.js';
import { greyOf } from './grey.js';
import type { GreyImage, PagePicture, Projection, StraightPage } from './image.js';
import { flattenLight, lightOf } from './light.js';
import { isParallel, levelled, planeOf } from './plane.js';
import { compose, invert, mapBox, quarterTurn, scaleAt, scaling, translation } from './projection.js';
import { liftSeals } from './seals.js';
import { lineBoxes, runsDown } from './text-run.js';
import { despeckle } from './speckle.js';
import { blankRims, blankSurroundings } from './surroundings.js';
import { asShown, reduced } from './upright-picture.js';
import { warp } from './warp.js';

/** Whether the print of a level page stands on its head; `lines` are boxes of lines of print in pixels. */
export type IsUpsideDown = (grey: GreyImage, lines: readonly Box[]) => Promise<boolean>;

/** How much of the lines of a level page can be read, 0 to about 1. */
export type Legibility = (grey: GreyImage, lines: readonly Box[]) => Promise<number>;

/** So much sooner must lines run down than across before a page counts as lying on its side. */
const SIDEWAYS = 1.15;
/** Reading decides, unless lines run across this much sooner than down: a few short lines below one another look like columns. */
const UNCLEAR = 1.8;
/** A page of which this much is read needs not be read the other way. */
const LEGIBLE = 0.6;

/** Working resolution in dots per inch: coarser pictures are enlarged to the first (readers gain by it), finer ones reduced to the second. */
export const WORKING_DPI = { least: 200, most: 300 };
/** Pictures this much finer are reduced before anything else is done. */
const REDUCE = 1.4;
/** Lines are found at about this resolution. */
const SURVEY_DPI = 100;

/**
 * A page picture made ready for reading: seals lifted, light flattened, upright, straight, all with one resampling of the original pixels.
 * Straight points stay as close to the page's own as they can.
 */
export async function straighten(
  page: PagePicture,
  isUpsideDown: IsUpsideDown,
  legibility: Legibility = () => Promise.resolve(0),
): Promise<StraightPage> {
  const shown = asShown(page);
  const given = resolutionOf(shown.toPage, shown.picture);
  const { picture, toPage } = reduced(shown, given > REDUCE * WORKING_DPI.most ? Math.floor(given / WORKING_DPI.most) : 1);
  const dpi = resolutionOf(toPage, picture);
  const raw = greyOf(picture);
  const light = lightOf(raw, dpi / 72);
  const seals = light === null ? [] : liftSeals(picture, raw, light, dpi);
  if (light !== null) flattenLight(raw, light);

  const factor = Math.max(1, Math.round(dpi / SURVEY_DPI));
  let small = shrunk(raw, factor);
  let plane = planeOf(small);
  if (light !== null && blankSurroundings(raw, light)) {
    small = shrunk(raw, factor);
    // The paper's edges tell how it is seen from aside; how its lines run the lines tell better.
    if (isParallel(plane)) plane = planeOf(small);
  }
  blankRims(raw, small, factor, dpi / factor);
  despeckle(raw, dpi / 72);
  const sideways = runsDown(small, dpi / factor, plane.across.slope);
  const fromMiddle = compose(toPage, compose(scaling(factor), translation(small.width / 2, small.height / 2)));
  const toLevel = compose(fromMiddle, compose(levelled(plane), invert(fromMiddle)));
  const skew = (Math.atan(plane.across.slope) * 180) / Math.PI;
  const scale = Math.min(Math.max(dpi, WORKING_DPI.least), WORKING_DPI.most) / 72;
  const unclear = sideways > 1 / UNCLEAR;
  const turnedTo = async (turn: 0 | 90): Promise<{ straight: StraightPage; legible: number }> => {
    const { toShown, width, height } = straightPlane(page, toLevel, turn);
    const toSource = compose(invert(toPage), compose(toShown, scaling(1 / scale)));
    const grey = warp(raw, toSource, Math.round(width * scale), Math.round(height * scale));
    const straight: StraightPage = { grey, scale, width, height, toShown, turned: turn, skew, seals: [] };
    if (await isUpsideDown(grey, lineBoxes(grey, scale))) turnOver(straight);
    return { straight, legible: unclear ? await legibility(grey, lineBoxes(grey, scale)) : 0 };
  };
  const turn = sideways > SIDEWAYS ? 90 : 0;
  const first = await turnedTo(turn);
  const second = unclear && first.legible < LEGIBLE ? await turnedTo(turn === 90 ? 0 : 90) : null;
  const straight = second !== null && second.legible > first.legible ? second.straight : first.straight;
  const toStraight = invert(straight.toShown);
  straight.seals = seals.map((box) => mapBox(compose(toStraight, toPage), box));
  return straight;
}

function resolutionOf(toPage: Projection, { width, height }: { width: number; height: number }): number {
  return 72 / scaleAt(toPage, width / 2, height / 2);
}

/** A plane of straight points just large enough for the whole page, and its way onto the page as shown. */
function straightPlane(
  page: Pick<PagePicture, 'width' | 'height'>,
  toLevel: Projection,
  turn: 0 | 90,
): Pick<StraightPage, 'toShown' | 'width' | 'height'> {
  const hull = mapBox(toLevel, [0, 0, page.width, page.height]);
  const level = compose(invert(toLevel), translation(hull[0], hull[1]));
  const [width, height] = [hull[2] - hull[0], hull[3] - hull[1]];
  const toShown = compose(level, invert(quarterTurn(turn, width, height)));
  return turn === 90 ? { toShown, width: height, height: width } : { toShown, width, height };
}

/** Turns a straight page by 180°; no pixel is computed anew. */
function turnOver(straight: StraightPage): void {
  const { grey, scale } = straight;
  grey.data.reverse();
  // The last pixel becomes the first: the turn is about the picture's middle, which may lie a part of a pixel off the page's.
  straight.toShown = compose(straight.toShown, quarterTurn(180, grey.width / scale, grey.height / scale));
  straight.turned = straight.turned === 90 ? 270 : 180;
}
