import distance from 'natural/lib/natural/distance/index.js';
import type { Label } from './labels.js';

const STANDS_FOR: readonly (readonly [string, readonly string[]])[] = [
  ['{party}', ['受审查方', '受审核方', '受评价方', '组织', '企业']],
  ['{act}', ['审查', '审核', '评价']],
];
/** Longer lists come from very general wordings, which nothing is gained by spelling out. */
const MOST = 400;

/** A matcher for labels with one character misread: the one label whose wording differs by a single character, else null. */
export function slipMatcher(labels: readonly Label[]): (text: string) => Label | null {
  let spelled: { label: Label; words: string }[] | null = null;
  return (text) => {
    const plain = text.replace(/\s/gu, '');
    if (plain.length < 4 || plain.length > 16) return null;
    spelled ??= labels
      .filter(({ question }) => question !== true)
      .flatMap((label) => label.words.flatMap((words) => spellings(words).map((each) => ({ label, words: each }))));
    const near = new Set<Label>();
    for (const { label, words } of spelled)
      if (sharesHalf(words, plain) && distance.LevenshteinDistance(words, plain) <= 1) near.add(label);
    return near.size === 1 ? [...near][0]! : null;
  };
}

/** One slip leaves the first half or the last half as it is: cheap to ask before measuring the distance. */
function sharesHalf(words: string, plain: string): boolean {
  if (words.length < 4 || Math.abs(words.length - plain.length) > 1) return false;
  const half = Math.floor(Math.min(words.length, plain.length) / 2);
  return words.slice(0, half) === plain.slice(0, half) || words.slice(-half) === plain.slice(-half);
}

/** Plain wordings a template stands for; [] when there are too many or the template is a true pattern. */
export function spellings(template: string): string[] {
  let texts = [template];
  for (const [name, words] of STANDS_FOR)
    texts = texts.flatMap((text) => (text.includes(name) ? words.map((word) => text.replaceAll(name, word)) : [text]));
  for (;;) {
    const next = texts.flatMap((text) => {
      const group = /\(([^()]*)\)(\??)/u.exec(text);
      if (group === null) return [text];
      const options = group[1]!.split('|');
      if (group[2] === '?') options.push('');
      return options.map((option) => text.slice(0, group.index) + option + text.slice(group.index + group[0].length));
    });
    if (next.length > MOST) return [];
    if (next.every((text, index) => text === texts[index])) break;
    texts = next;
  }
  return [...new Set(texts)].filter((text) => /^[\u4e00-\u9fffA-Za-z（）]+$/u.test(text));
}
