import { createCanvas, type Canvas } from '@napi-rs/canvas';
import type { Box, FileResult, LocalizedText } from '../../model/index.js';
import type { Snippet, Snippets } from '../dispatch/protocol.js';
import type { CheckOptions } from '../stages/options.js';
import { openForDrawing, type DrawnPicture, type RenderedDocument } from './document.js';

/** 144 dpi: sharp on paper and screen, about 15 kB a picture. */
const SCALE = 2;
const QUALITY = 60;
/** CSS pixels a point is shown as: a page a little wider than on paper at 72 dpi, so that small print can be read. */
const SHOWN = 1.3;
/** Points of paper shown above and below a box, and the most that one picture shows. */
const MARGIN = 34;
const MAX_HEIGHT = 300;
/** Places drawn per finding and characters of pictures per document, so that one hopeless report does not swell the page. */
const MAX_PLACES = 4;
const MAX_CHARACTERS = 3_000_000;

const COLORS = { at: '#c6281c', related: '#1f5f8b' } as const;

interface Place {
  fingerprint: string;
  page: number;
  box: Box;
  note: LocalizedText | null;
}

/** The paper around every finding's place and those it is compared with, the box drawn in: a strip of the page's full width. */
export async function drawSnippets(bytes: Uint8Array, result: FileResult, options: CheckOptions): Promise<Snippets> {
  const places = result.findings.flatMap(({ fingerprint, at, related }) =>
    [{ ...at, note: null }, ...related]
      .slice(0, MAX_PLACES)
      .flatMap(({ page, box, note }) => (page === null || box === null ? [] : [{ fingerprint, page, box, note }])),
  );
  const drawn: Snippets = { pictures: [], missing: 0, warnings: [] };
  if (places.length === 0) return drawn;
  const document = await openForDrawing(bytes, options);
  try {
    await drawPlaces(document, places, drawn);
  } finally {
    await document.close();
  }
  if (document.missingFonts.size > 0) drawn.warnings.push(`missing-fonts:${[...document.missingFonts].join(',')}`);
  return drawn;
}

/** Page by page, so that each is drawn once; the pictures come out in the order of the places. */
async function drawPlaces(document: RenderedDocument, places: readonly Place[], drawn: Snippets): Promise<void> {
  const pictures = new Map<Place, Snippet>();
  let characters = 0;
  for (const number of new Set(places.map(({ page }) => page))) {
    let picture: DrawnPicture;
    try {
      picture = await document.draw(number, SCALE);
    } catch (error) {
      drawn.warnings.push(`page ${number}: ${error instanceof Error ? error.message : String(error)}`);
      continue;
    }
    for (const place of places.filter(({ page }) => page === number)) {
      const snippet = cutOut(picture, place);
      if (characters + snippet.data.length > MAX_CHARACTERS) break;
      characters += snippet.data.length;
      pictures.set(place, snippet);
    }
  }
  for (const place of places) {
    const snippet = pictures.get(place);
    if (snippet === undefined) drawn.missing += 1;
    else drawn.pictures.push(snippet);
  }
}

function cutOut({ canvas, scale }: DrawnPicture, { fingerprint, page, box, note }: Place): Snippet {
  const [x0, y0, x1, y1] = box.map((value) => value * scale) as Box;
  const top = Math.max(0, Math.floor(y0 - MARGIN * scale));
  const bottom = Math.min(canvas.height, Math.ceil(y1 + MARGIN * scale), top + MAX_HEIGHT * scale);
  const strip = createCanvas(canvas.width, Math.max(1, bottom - top));
  const context = strip.getContext('2d');
  context.drawImage(canvas, 0, top, canvas.width, strip.height, 0, 0, canvas.width, strip.height);
  context.strokeStyle = COLORS[note === null ? 'at' : 'related'];
  context.fillStyle = `${context.strokeStyle}14`;
  context.lineWidth = 1.4 * scale;
  const gap = 2 * scale;
  const frame = [x0 - gap, y0 - top - gap, x1 - x0 + 2 * gap, y1 - y0 + 2 * gap] as const;
  context.fillRect(...frame);
  context.strokeRect(...frame);
  return {
    fingerprint,
    page,
    note,
    data: dataUri(strip),
    width: Math.round((strip.width / scale) * SHOWN),
    height: Math.round((strip.height / scale) * SHOWN),
  };
}

function dataUri(canvas: Canvas): string {
  return `data:image/webp;base64,${canvas.toBuffer('image/webp', QUALITY).toString('base64')}`;
}
