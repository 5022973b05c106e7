/**
 * Text as it is compared: NFKC (full-width forms become half-width), no spaces, one kind of dash. Nothing of substance
 * is dropped: 有限公司 and 有限责任公司 stay different.
 */
export function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\u200b-\u200d\ufeff]/g, '')
    .replace(/[\u2010-\u2015\u2212\u2500\ufe58]/g, '-')
    .replace(/[“”„"']/g, '"');
}

/** An organization's name as it is compared: notes in brackets behind it (（盖章）, （总部）) do not belong to it. */
export function organizationKey(name: string): string {
  return normalise(name)
    .replace(/\((?:盖章|公章|签章|总部|总公司|加盖公章)\)$/, '')
    .toUpperCase();
}

/** Whether a note says nothing: blank, a dash, 无, 不适用. */
export function saysNothing(note: string | null): boolean {
  if (note === null) return true;
  const text = normalise(note).replace(/[_.。,，;；:：、…·()*]/g, '');
  return /^(?:|[-/\\|]+|无|没有|无此|无此类|无此情况|不适用|未发生|N\/?A|NONE|NIL)$/i.test(text);
}

/** Whether a note denies what it is asked about ("未发生重大服务质量事故"), with no "but" behind. */
export function deniesAll(note: string): boolean {
  const text = normalise(note);
  return /(?:未|没有|不存在|无)/.test(text.slice(0, 16)) && !/但|除|仅|其中|有\d|发生过|存在一/.test(text);
}

/** Whether the place of a value is on the form with nothing filled in: blank, or only the words around the gap (年 月 日). */
export function isBlank(printed: string | null): boolean {
  return printed !== null && /^[\s_年月日至时:：/.\-—上下午]*$/u.test(printed);
}
