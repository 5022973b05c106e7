/**
 * Text of unknown origin made fit to be shown on a terminal or page: control characters (a terminal would obey them) and the
 * marks that turn the writing direction around (a name could disguise itself) become U+FFFD; line breaks become spaces.
 */
export function safeText(text: string): string {
  return text
    .replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' ')

    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}
