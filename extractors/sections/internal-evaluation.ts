import type { AuditReport, Block } from '../../model/index.js';
import { labelMatcher } from './label-match.js';
import { INTERNAL_LABELS } from './labels.js';
import { printedDays } from './normalise/dates.js';
import { FIGURE_PATTERN, figure } from './normalise/figures.js';
import { nameText } from './normalise/texts.js';
import { join, piece, type Passage } from './passage.js';
import type { Evidence } from './record.js';
import { cellPassage, Fields, scanLabels } from './scan-labels.js';
import { COMPOUND_SURNAMES, SURNAMES } from '../surnames.js';

type InternalEvaluation = AuditReport['internalEvaluation'];

const TOPIC =
  /内部(?:的)?(?:商品)?(?:售后)?(?:服务)?(?:体系)?(?:的)?(?:评价|评审|审核|审查|评估|自评)|内审|自我(?:评价|评估|评审)|自评|企业自查/u;

const NAME = `(?:(?:${COMPOUND_SURNAMES})[\\u4e00-\\u9fff]{1,2}?|[${SURNAMES}][\\u4e00-\\u9fff]{1,2}?)`;
const AFTER_NAME =
  '(?=[、，,。；;（(）)\\s]|等|实施|执行|具体|负责|完成|担任|组成|开展|进行|主持|组织|承担|参加|参与|牵头|共同|两|二|三|四|[0-9]|同志|和|及|与|共|按|依|对|于|$)';
const LIST = `${NAME}${AFTER_NAME}(?:\\s*(?:[、，,和及与\\s])\\s*${NAME}${AFTER_NAME})*`;
/** What introduces the people of an internal evaluation. */
const TRIGGER =
  '(?:(?:成员|人员|评价员|评审员|评价师|管理师|审核员|内审员|检查员|工程师|专员|经理|主任|主管|组长|组员|负责人|小组|师傅)(?:分别)?(?:为|有|是|由|包括|包含|[:：])?|[由派请](?!于)|参加(?:者|人)?(?:为|有|[:：]))\\s*';
const PEOPLE = new RegExp(`${TRIGGER}(${LIST})`, 'gu');

/** Whether a table tells of an internal evaluation: two of its cells are labels of one. */
export function isInternalTable(block: Block): boolean {
  if (block.kind !== 'table') return false;
  const { whole } = labelMatcher(INTERNAL_LABELS);
  const keys = block.table.cells.flatMap((cell) => whole(cellPassage(cell).text)?.label.key ?? []);
  return new Set(keys).size >= 2;
}

/** The internal evaluation of a table, null where there is none. */
export function readInternalTable(blocks: readonly Block[], evidence: Evidence): InternalEvaluation | null {
  const tables = blocks.filter(isInternalTable);
  if (tables.length === 0) return null;
  const fields = new Fields(scanLabels(tables, INTERNAL_LABELS, null));
  const printed = (key: string): Passage => join(fields.get(key)?.value ?? [], ' ');
  const [date, people, score] = [printed('date'), printed('people'), printed('score')];
  const day = printedDays(date.text)[0];
  const names = [...people.text.matchAll(/[\u4e00-\u9fff·]{2,6}/gu)].flatMap((match, index) => {
    const name = piece(people, match.index, match.index + match[0].length);
    return evidence.value(`internalEvaluation.people[${index}]`, nameText(name.text), name) ?? [];
  });
  return {
    date: day === undefined ? null : evidence.value('internalEvaluation.date', day.value, piece(date, day.start, day.end)),
    score: figure(score.text) === null ? null : evidence.value('internalEvaluation.score', figure(score.text), score),
    people: names.length === 0 ? null : names,
  };
}

/** What the narrative says of the organization's own evaluation: when, by whom, with which score. */
export function readInternalEvaluation(paragraphs: readonly Passage[], evidence: Evidence): InternalEvaluation {
  const [best] = paragraphs
    .filter(({ text }) => TOPIC.test(text))
    .map((printed) => {
      const parts = { printed, day: dayIn(printed.text), score: scoreIn(printed.text), people: peopleIn(printed) };
      return { ...parts, merit: Number(parts.day !== undefined) + 2 * Number(parts.score !== null) + Number(parts.people.length > 0) };
    })
    .filter(({ merit }) => merit >= 2)
    .sort((a, b) => b.merit - a.merit);
  if (best === undefined) return { date: null, score: null, people: null };
  const { printed, day, score, people } = best;
  return {
    date: day === undefined ? null : evidence.value('internalEvaluation.date', day.value, piece(printed, day.start, day.end)),
    score:
      score === null
        ? null
        : evidence.value('internalEvaluation.score', figure(score.text), piece(printed, score.start, score.start + score.text.length)),
    people:
      people.length === 0
        ? null
        : people.flatMap((name, index) => evidence.value(`internalEvaluation.people[${index}]`, nameText(name.text), name) ?? []),
  };
}

/** The day that stands nearest to the words for an internal evaluation. */
function dayIn(text: string): ReturnType<typeof printedDays>[number] | undefined {
  const topics = [...text.matchAll(new RegExp(TOPIC, 'gu'))].map((match) => match.index);
  const distance = (at: number): number => Math.min(...topics.map((topic) => Math.abs(topic - at)));
  return printedDays(text).sort((a, b) => distance(a.start) - distance(b.start))[0];
}

function scoreIn(text: string): { text: string; start: number } | null {
  const patterns = [
    `(?:得分|评分|总分|分数|成绩|自评)(?:结果)?\\s*(?:为|是|[:：])?\\s*(?:了)?\\s*(${FIGURE_PATTERN})\\s*分`,
    `(?:得分|评分|总分)(?:结果)?\\s*(?:为|是|[:：])\\s*(${FIGURE_PATTERN})`,
    `(?:得分|评分|总分)\\s*(${FIGURE_PATTERN})(?!\\s*[%％月日号项年.\\d])`,
    `(?<![\\dA-Za-z.．]|\\d[，,·。、：:]\\s?)(${FIGURE_PATTERN})\\s*分(?![钟值])`,
  ];
  for (const pattern of patterns) {
    const match = new RegExp(pattern, 'u').exec(text);
    if (match !== null) return { text: match[1]!, start: match.index + match[0].lastIndexOf(match[1]!) };
  }
  return null;
}

function peopleIn(printed: Passage): Passage[] {
  const found: Passage[] = [];
  for (const match of printed.text.matchAll(PEOPLE)) {
    const list = match[1]!;
    let at = match.index + match[0].length - list.length;
    for (const part of list.split(/([、，,和及与\s]+)/u)) {
      const name = piece(printed, at, at + part.length);
      at += part.length;
      if (/^[\u4e00-\u9fff]{2,4}$/u.test(part) && !found.some(({ text }) => text === part)) found.push(name);
    }
  }
  return found;
}
