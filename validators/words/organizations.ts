import { normalise } from './normalise.js';
import {
  AUDIT_AFTER,
  AUDIT_BEFORE,
  CLAUSE_START,
  OTHER_AROUND,
  OTHER_BEFORE,
  OWNER_AFTER,
  PART_IN_NAME,
  PARTY_AFTER,
  PARTY_BEFORE,
  PLACE_START,
  PROJECT_AFTER,
  STOP_TOKENS,
  PERHAPS_SUBJECT_AFTER,
  SUBJECT_AFTER,
  TRADE_WORDS,
} from './organization-words.js';

/** A company's name in running text: where it stands in the normalised text and its kind of ending. */
export interface OrganizationMention {
  name: string;
  start: number;
  end: number;
}

const ENDING =
  /(?:集团)?(?:股份)?有限(?:责任)?公司|集团(?!公司|有限|股份|化|内|级|总部|管控|客户)|中心(?!有限|城|思想|工作|任务|环节|位置|地位)/g;
const NAME_CHARACTER = /[\p{Script=Han}A-Za-z0-9&·-]/u;
const NOT_IN_A_NAME = /[设有建在各多个处家新已全本该其内外的是]|知名|上市|跨国|龙头/u;
const LONGEST_NAME = 30;

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** The companies a text names, in order. Generic nouns (客户服务中心) and names without a part of their own are left out. */
export function organizationMentions(paragraph: string): OrganizationMention[] {
  const text = normalise(paragraph);
  const found: OrganizationMention[] = [];
  for (const match of text.matchAll(ENDING)) {
    const end = match.index + match[0].length;
    const start = nameStart(text, match.index, found.at(-1)?.end ?? 0);
    const name = text.slice(start, end);
    const own = ownPart(name);
    if (own.length < 2) continue;
    // 集团 and 中心 end many a common noun (大型集团, 设有服务中心).
    if (!match[0].endsWith('公司') && (NOT_IN_A_NAME.test(own) || !(isCoined(own) || own !== organizationCore(name)))) continue;
    found.push({ name, start, end });
  }
  return found;
}

/**
 * The companies a paragraph speaks of as if each were the audited one: named as the party, as the audit's object, or as the
 * subject of a clause about its own service. Customers, suppliers and partners are not; in doubt none.
 */
export function namedAsAudited(paragraph: string): OrganizationMention[] {
  const text = normalise(paragraph);
  return organizationMentions(paragraph).filter(({ start, end }) => {
    const before = text.slice(Math.max(0, start - 16), start);
    const after = text.slice(end).replace(/^(?:\([^)]*\)|["”])/, '');
    // A service centre is more often a branch of the audited organization than another one, unless the text says that it is the party.
    if (text.slice(start, end).endsWith('中心') && !/[为是:]$/.test(before)) return false;
    if (PROJECT_AFTER.test(after) || PART_IN_NAME.test(text.slice(start, end))) return false;
    if (PARTY_BEFORE.test(before)) return !(/[为是系]$/.test(before) && OWNER_AFTER.test(after));
    if (OTHER_BEFORE.test(before) || /^(?:、|和|及|与|等)/.test(after)) return false;
    const sentence =
      (text
        .slice(0, start)
        .split(/[。；;!！?？]/)
        .at(-1) ?? '') + (after.split(/[。；;!！?？]/)[0] ?? '');
    if (OTHER_AROUND.test(sentence)) return false;
    const clause = after.split(/[。；;，,]/)[0] ?? '';
    if (AUDIT_BEFORE.test(before) && AUDIT_AFTER.test(after)) return !/给|为受|向/.test(clause);
    return CLAUSE_START.test(before) && (SUBJECT_AFTER.test(after) || PERHAPS_SUBJECT_AFTER.test(after)) && !PARTY_AFTER.test(clause);
  });
}

/** Whether two names are one organization's: equal, one the other's short form, or both with the same name of their own. */
export function sameOrganization(first: string, second: string): boolean {
  const [a, b] = [organizationCore(first), organizationCore(second)];
  if (a === '' || b === '') return false;
  if (a === b || isShortFor(a, b) || isShortFor(b, a)) return true;
  const [ownA, ownB] = [ownPart(first).slice(0, 2), ownPart(second).slice(0, 2)];
  return ownA.length === 2 && ownB.length === 2 && (b.includes(ownA) || a.includes(ownB));
}

/** A name without place, legal form and brackets. */
export function organizationCore(name: string): string {
  return normalise(name)
    .replace(/\([^)]*\)/g, '')
    .replace(/(?:集团)?(?:股份)?有限(?:责任)?公司.*$|集团$|中心$/, '')
    .replace(PLACE_START, '');
}

/** The part of a name that belongs to this company alone: in front of the trade words it ends with. */
function ownPart(name: string): string {
  const bare = organizationCore(name);
  for (let at = 0; at < bare.length; at += 1) if (TRADE_WORDS.test(bare.slice(at))) return bare.slice(0, at);
  return bare;
}

/** Every character of the short name in order in the long one, beginning alike. */
function isShortFor(short: string, long: string): boolean {
  if (short.length < 2 || !long.startsWith(short[0]!)) return false;
  let at = 0;
  for (const character of long) if (character === short[at]) at += 1;
  return at === short.length;
}

/** Words that no dictionary has fall into single characters. */
function isCoined(own: string): boolean {
  return [...segmenter.segment(own)].slice(0, 2).every(({ segment }) => segment.length === 1);
}

/** Walks left from a name's ending to where the name starts, at the latest behind the previous name. */
function nameStart(text: string, ending: number, floor: number): number {
  let start = ending;
  while (start > floor && ending - start < LONGEST_NAME) {
    const character = text[start - 1]!;
    if (character === ')') {
      const bracket = text.lastIndexOf('(', start - 1);
      if (bracket < floor || start - bracket > 8) break;
      start = bracket;
    } else if (NAME_CHARACTER.test(character)) start -= 1;
    else break;
  }
  const lead =
    /^.*(?:(?:受|被)?(?:评价|审查|审核)(?:方|组|组织|企业|对象)|[甲乙]方|(?:客户|用户|供应商|单位|厂家|组织|企业|公司)(?:名称)?[为是]?)/u.exec(
      text.slice(start, ending - 2),
    );
  if (lead) start += lead[0].length;
  const run = text.slice(start, ending);
  let left = start;
  for (const { segment, index } of segmenter.segment(run)) {
    const here = start + index + segment.length;
    if (STOP_TOKENS.has(segment) && ending - here >= 2) left = here;
  }
  return left;
}
