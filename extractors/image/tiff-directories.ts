/** Dots per inch across and down. */
export interface Resolution {
  x: number;
  y: number;
}

/** TIFF 6.0, section 8. */
const X_RESOLUTION = 282;
const Y_RESOLUTION = 283;
const RESOLUTION_UNIT = 296;
const SHORT = 3;
const RATIONAL = 5;
const CENTIMETRE = 3;
const ENTRY = 12;

/**
 * The pictures of a TIFF by its own chain of directories, at most `most`: the resolution of each, null where it names none or cannot be read.
 * The decoder stops counting at the first damaged picture, and tells one resolution where fax machines write two (204 x 98). BigTIFF
 * files are not looked into.
 */
export function tiffPictures(bytes: Uint8Array, most: number): (Resolution | null)[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = bytes[0] === 0x49;
  const pictures: (Resolution | null)[] = [];
  if (view.byteLength < 8 || view.getUint16(2, little) !== 42) return pictures;
  const seen = new Set<number>();
  let directory = view.getUint32(4, little);
  while (pictures.length < most && directory !== 0 && !seen.has(directory)) {
    seen.add(directory);
    const entries = directory + 2 <= view.byteLength ? view.getUint16(directory, little) : 0;
    const end = directory + 2 + entries * ENTRY;
    if (entries === 0 || end + 4 > view.byteLength) {
      // Its directory lies behind the end of a file cut short: there was one more.
      pictures.push(null);
      break;
    }
    pictures.push(resolutionIn(view, directory + 2, entries, little));
    directory = view.getUint32(end, little);
  }
  return pictures;
}

function resolutionIn(view: DataView, start: number, entries: number, little: boolean): Resolution | null {
  let x = 0;
  let y = 0;
  let unit = 2;
  for (let index = 0; index < entries; index++) {
    const entry = start + index * ENTRY;
    const tag = view.getUint16(entry, little);
    const type = view.getUint16(entry + 2, little);
    if (tag === RESOLUTION_UNIT && type === SHORT) unit = view.getUint16(entry + 8, little);
    if (type !== RATIONAL || (tag !== X_RESOLUTION && tag !== Y_RESOLUTION)) continue;
    const offset = view.getUint32(entry + 8, little);
    if (offset + 8 > view.byteLength) continue;
    const value = view.getUint32(offset, little) / view.getUint32(offset + 4, little);
    if (tag === X_RESOLUTION) x = value;
    else y = value;
  }
  const perInch = unit === CENTIMETRE ? 2.54 : 1;
  return x > 0 && y > 0 && Number.isFinite(x * y) && unit !== 1 ? { x: x * perInch, y: y * perInch } : null;
}
