/** Characters that take two columns on a terminal: CJK, kana, hangul, full-width forms, emoji. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const NO_WIDTH = /[\p{Mn}\p{Me}\u200b-\u200d\u2060\ufeff]/u;

/** Punctuation that must not begin a line. */
const CLOSING = /^[，。、；：？！）》】」』”’,.;:?!)\]}％%]/u;

/** Columns a text takes on a terminal. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += NO_WIDTH.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}

/** Fills up with spaces to the given columns. */
export function padEnd(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - displayWidth(text)));
}

/** Breaks a text into lines of at most `columns`, between words or between Chinese characters; longer words are cut. */
export function wrap(text: string, columns: number): string[] {
  const limit = Math.max(8, columns);
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces(text)) {
    if (line !== '' && displayWidth(line) + displayWidth(piece.trimEnd()) > limit) {
      lines.push(line.trimEnd());
      line = '';
    }
    let rest = line === '' ? piece.trimStart() : piece;
    while (line === '' && displayWidth(rest.trimEnd()) > limit) {
      const head = cut(rest, limit);
      lines.push(head);
      rest = rest.slice(head.length);
    }
    line += rest;
  }
  if (line.trim() !== '' || lines.length === 0) lines.push(line.trimEnd());
  return lines;
}

/** The smallest pieces that stay together: a word with the space after it, one wide character with the closing marks after it. */
function pieces(text: string): string[] {
  const found: string[] = [];
  for (const [part] of text.matchAll(/[^\s\p{Script=Han}\u3000-\u303f\uff00-\uffef]+\s*|\s+|./gsu)) {
    if (found.length > 0 && CLOSING.test(part)) found.push(`${found.pop() ?? ''}${part}`);
    else found.push(part);
  }
  return found;
}

function cut(text: string, columns: number): string {
  let head = '';
  for (const character of text) {
    if (displayWidth(head + character) > columns) break;
    head += character;
  }
  return head;
}
