import type { Box, Cell, Page, Provenance, Reading, TextLine } from '../../model/index.js';
import type { Projection } from '../image/image.js';
import { mapBox } from '../image/projection.js';

/**
 * Pages and provenance with every box of a straightened page moved to where it stands on the page as shown: hulls parallel to the
 * page's sides. Character spans of a line are moved along with its middle.
 */
export function toShown<Read extends { pages: Page[]; provenance: Provenance }>(read: Read): Read {
  const maps = new Map(
    read.pages.flatMap(({ number, toShown: map }) => (map === undefined ? [] : [[number, map.map as unknown as Projection] as const])),
  );
  if (maps.size === 0) return read;
  const moved = <Place extends { page: number; box: Box }>(place: Place): Place => {
    const map = maps.get(place.page);
    return map === undefined ? place : { ...place, box: mapBox(map, place.box) };
  };
  const lineOf = (line: TextLine): TextLine => {
    const map = maps.get(line.page);
    if (map === undefined) return line;
    const middle = (line.box[1] + line.box[3]) / 2;
    const spans = line.spans.map((x) => mapBox(map, [x, middle, x, middle])[0]);
    return { ...line, box: mapBox(map, line.box), spans };
  };
  const cellOf = (cell: Cell): Cell => ({ ...moved(cell), lines: cell.lines.map(lineOf) });
  const pageOf = (page: Page): Page => {
    const { toShown: map, ...rest } = page;
    if (map === undefined && page.tables.every(({ parts }) => parts.every((part) => !maps.has(part.page)))) return page;
    return {
      ...rest,
      width: map?.width ?? page.width,
      height: map?.height ?? page.height,
      lines: page.lines.map(lineOf),
      header: page.header.map(lineOf),
      footer: page.footer.map(lineOf),
      ticks: page.ticks.map(moved),
      tables: page.tables.map((table) => ({ ...table, parts: table.parts.map(moved), cells: table.cells.map(cellOf) })),
    };
  };
  const readingOf = (reading: Reading): Reading => {
    const place = moved(reading);
    return reading.more === undefined ? place : { ...place, more: reading.more.map(moved) };
  };
  const provenance = Object.fromEntries(Object.entries(read.provenance).map(([path, reading]) => [path, readingOf(reading)]));
  return { ...read, pages: read.pages.map(pageOf), provenance };
}
