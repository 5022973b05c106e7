import type { LocalizedText } from '../../model/index.js';

/** What is wrong with a phone number, e-mail address or postcode; null when it can be one. Several in one field are each looked at. */
export type ContactFault = LocalizedText | null;

const SEPARATORS = /[/;,、|\n]|或|及|和/;

/** Mobile (11 digits), landline with or without area code, 400/800, service numbers, extensions, foreign numbers with +. */
export function phoneFault(printed: string): ContactFault {
  const text = tidy(printed).replace(/\((?![\d\s-]+\))[^)]*\)/g, '');
  // Hidden digits cannot be judged.
  if (/[*×Xx]{2,}|＊/.test(text)) return null;
  const pieces = text.split(SEPARATORS).map((piece) => piece.trim());
  for (const piece of pieces.filter((one) => one !== '')) {
    if (isPhone(piece)) continue;
    const parts = piece.split(/\s+/);
    if (parts.length > 1 && parts.every(isPhone)) continue;
    return phoneReason(piece);
  }
  return null;
}

function isPhone(piece: string): boolean {
  const plain = piece
    .replace(/^[\p{Script=Han}]+[:]?\s*/u, '')
    .replace(/\s*(?:转|分机|ext\.?|x)\s*[:.]?\s*\d{1,6}$/i, '')
    .replace(/^(?:\+|00)\s*86[\s-]*/, '');
  if (/^\+[\d\s()-]+$/.test(plain)) return /^\d{8,15}$/.test(plain.replace(/\D/g, ''));
  if (!/^[\d\s().-]+$/.test(plain)) return false;
  const whole = plain.replace(/\D/g, '');
  const withoutExtension = plain.replace(/-\s*\d{1,6}\s*$/, '').replace(/\D/g, '');
  return isNumber(whole) || (isNumber(withoutExtension) && withoutExtension.length >= 7);
}

function isNumber(digits: string): boolean {
  return [
    /^1[3-9]\d{9}$/,
    /^0(?:10|2\d)[1-9]\d{6,7}$/,
    /^0[3-9]\d{2}[1-9]\d{6,7}$/,
    /^[2-9]\d{6,7}$/,
    /^[48]00\d{7}$/,
    /^(?:9[56]\d{3,6}|12\d{3})$/,
  ].some((form) => form.test(digits));
}

function phoneReason(piece: string): LocalizedText {
  const digits = piece.replace(/\D/g, '');
  if (digits === '') return { zh: '没有数字', en: 'it has no digits' };
  if (/^1[3-9]/.test(digits) && digits.length !== 11)
    return { zh: `手机号应为 11 位，这里是 ${digits.length} 位`, en: `a mobile number has 11 digits, this one has ${digits.length}` };
  if (digits.startsWith('0')) return { zh: '区号后应为 7 或 8 位号码', en: 'an area code is followed by a number of 7 or 8 digits' };
  return { zh: '不是手机号、固定电话或 400/800 号码', en: 'it is no mobile, landline or 400/800 number' };
}

/** One or several addresses; spaces inside are line breaks of a narrow cell. */
export function emailFault(printed: string): ContactFault {
  const text = tidy(printed).replace(/^(?:邮箱|电子邮箱|e-?mail)[:]?\s*/i, '');
  const joined = text.replace(/\s+/g, '');
  const pieces = joined.split(/[;,、/|]|或/).filter((one) => one !== '');
  if (
    pieces.every(isEmail) ||
    text
      .split(/[\s;,、/|]+/)
      .filter(Boolean)
      .every(isEmail)
  )
    return null;
  const wrong = pieces.find((piece) => !isEmail(piece)) ?? joined;
  if (!wrong.includes('@')) return { zh: '缺少“@”', en: 'it has no @' };
  if (/[^\x21-\x7e]/.test(wrong)) return { zh: '含有邮箱中不会出现的字符', en: 'it has characters an address cannot have' };
  if (!/@.+\.[A-Za-z]{2,}$/.test(wrong)) return { zh: '“@”后不是完整的域名', en: 'no complete domain follows the @' };
  return { zh: '不符合邮箱的写法', en: 'it is not written like an address' };
}

function isEmail(text: string): boolean {
  return /^[\w%+'&-]+(?:\.[\w%+'&-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}$/.test(text);
}

/** Six digits; none begins with 00 or, but for Hong Kong and Macao (999077, 999078), with 9. */
export function postcodeFault(printed: string): ContactFault {
  const text = tidy(printed).replace(/\s+/g, '');
  if (!/^\d{6}$/.test(text)) {
    const digits = text.replace(/\D/g, '').length;
    return { zh: `邮编应为 6 位数字，这里是 ${digits} 位`, en: `a postcode has 6 digits, this one has ${digits}` };
  }
  const possible = !text.startsWith('00') && (!text.startsWith('9') || /^99907[78]$/.test(text));
  return possible ? null : { zh: '没有这样开头的邮编', en: 'no postcode begins like this' };
}

function tidy(printed: string): string {
  return printed
    .normalize('NFKC')
    .replace(/[‐-―−─]/g, '-')
    .trim();
}
