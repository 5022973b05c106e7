import type { Auditor, Block } from '../../model/index.js';
import { isBlank, nameText } from './normalise/texts.js';
import { passageOf, piece, type Passage } from './passage.js';
import type { Evidence } from './record.js';

export interface Team {
  auditors: Auditor[] | null;
  /** The blocks without the rows or lines that belong to the team. */
  rest: Block[];
}

/** Who a line of the team names first. */
const ROLE =
  /^\s*(?:[（(]?[\dA-Za-z]{1,2}[)）.、]\s*)?((?:审查|审核|评价|评审)?(?:组长|副组长|组员|成员)|(?:实习|见习|高级|主任)?(?:审查|审核|评价|评审)员|技术专家|观察员)\s*[:：]\s*([\u4e00-\u9fff·]{2,6})(?=[\s，,；;、（(]|$)/u;

const PARTS: readonly (readonly [Exclude<keyof Auditor, 'name' | 'role'>, string])[] = [
  ['certificateNumber', '(?:注册|资格|执业)?(?:证书|资格|注册)(?:编)?号码?'],
  ['specialtyCode', '专业(?:代码|类别|小类|范围)?'],
  ['phone', '(?:联系)?(?:电话|方式)|手机号?'],
  ['code', '(?<![\\u4e00-\\u9fff])(?:代码|代号)'],
];

/** A team told line by line: "组长：某某 证书号：… 专业代码：… 电话：…". */
export function readSentences(blocks: readonly Block[], evidence: Evidence): Team {
  const auditors: Auditor[] = [];
  const taken = new Set<Block>();
  for (const block of blocks) {
    if (block.kind !== 'line') continue;
    const printed = passageOf(block.line);
    const match = ROLE.exec(printed.text);
    const parts = match === null ? null : partsOf(printed, match[0].length);
    if (match === null || parts === null || !parts.has('certificateNumber')) continue;
    taken.add(block);
    const path = `basic.auditors[${auditors.length}]`;
    const auditor: Auditor = { code: null, name: null, role: null, certificateNumber: null, specialtyCode: null, phone: null };
    const at = match[0].length - match[2]!.length;
    auditor.name = evidence.value(`${path}.name`, nameText(match[2]!), piece(printed, at, match[0].length));
    const role = match.index + match[0].indexOf(match[1]!);
    auditor.role = evidence.value(`${path}.role`, nameText(match[1]!), piece(printed, role, role + match[1]!.length));
    for (const [key, { label, value }] of parts)
      auditor[key] = isBlank(value.text)
        ? evidence.blank(`${path}.${key}`, label)
        : evidence.value(`${path}.${key}`, nameText(value.text), value);
    auditors.push(auditor);
  }
  return auditors.length === 0 ? { auditors: null, rest: [...blocks] } : { auditors, rest: blocks.filter((block) => !taken.has(block)) };
}

type Parts = Map<(typeof PARTS)[number][0], { label: Passage; value: Passage }>;

function partsOf(printed: Passage, from: number): Parts {
  const labels = PARTS.flatMap(([key, words]) =>
    [...printed.text.matchAll(new RegExp(`(?:${words})\\s*[:：]`, 'gu'))]
      .slice(0, 1)
      .map((match) => ({ key, start: match.index, end: match.index + match[0].length })),
  )
    .filter(({ start }) => start >= from)
    .sort((a, b) => a.start - b.start);
  return new Map(
    labels.map(({ key, start, end }, index) => {
      const text = printed.text.slice(end, labels[index + 1]?.start);
      const value = piece(printed, end, end + text.replace(/[\s，,；;、。]+$/u, '').length);
      return [key, { label: piece(printed, start, end), value }];
    }),
  );
}
