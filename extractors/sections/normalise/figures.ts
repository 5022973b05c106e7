/** A printed figure: "95.5", "９５．５", "95. 5 分", "4.0"; null for anything else. Percent signs and 分 are dropped. */
export function figure(text: string): number | null {
  const plain = text.normalize('NFKC').replace(/\s+/gu, '').replace(/−|–|—/gu, '-');
  const match = /^[+-]?(\d+(?:\.\d+)?)(?:分|%)?$/u.exec(plain);
  return match === null ? null : Number(plain.replace(/[分%]/gu, ''));
}

/** A figure inside a text, tolerant of blanks around the point. */
export const FIGURE_PATTERN = String.raw`[0-9０-９]{1,4}(?:\s?[.．]\s?[0-9０-９]{1,3})?`;
