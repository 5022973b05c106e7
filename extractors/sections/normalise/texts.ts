const CJK = String.raw`[\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]`;
const SPACE_BY_CJK = new RegExp(`(?<=${CJK})\\s+|\\s+(?=${CJK})`, 'gu');

/** Free text: no spaces next to Chinese characters or marks, single spaces elsewhere. */
export function freeText(text: string): string {
  return text
    .replace(/[\u00a0\u2002-\u200b\t\n]/gu, ' ')
    .replace(SPACE_BY_CJK, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Names: NFKC, no white space at all. */
export function nameText(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, '');
}

const BLANK = /^[\s_＿/／\\—–\-－─…·.。,，;；:：、|｜()（）]*$/u;

/** Whether nothing but placeholder marks is printed (____, /, —, full stops); an empty date form "年 月 日" is one too. */
export function isBlank(text: string): boolean {
  return BLANK.test(text) || /^[\s_＿年月日至到~～—-]*$/u.test(text);
}

/** A text without the list number or bullet at its start. */
export function withoutListNumber(text: string): { text: string; removed: number } {
  const match =
    /^\s*(?:[-–—•●◆·*]\s*|[（(]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[)）]\s*|(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*(?:[、)）．]|\.(?!\d))\s*|[①-⑳]\s*)/u.exec(
      text,
    );
  const removed = match?.[0].length ?? 0;
  return { text: text.slice(removed), removed };
}
