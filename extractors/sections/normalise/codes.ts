/** A standard's code as printed anywhere: GB/T27922-2011, GT/T 27922—2011, CTS 1234-2020. */
export const STANDARD_CODE = /[A-Z]{2,5}\s*(?:[/／]\s*[A-Z]{1,2})?\s*\d{3,6}(?:\.\d+)?\s*[-—–－:：]\s*\d{4}(?!\d)/iu;

/** As printed, without spaces, the dash too; full-width letters and digits made plain. */
export function standardCode(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, '');
}
