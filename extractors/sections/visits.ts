import type { AuditReport, Block, Period } from '../../model/index.js';
import { answerOf, type PrintedOption } from './choices.js';
import { ANY_BOX, boxesIn } from './marks.js';
import { printedDays } from './normalise/dates.js';
import { freeText, isBlank, nameText, withoutListNumber } from './normalise/texts.js';
import { MYSTERY_VISITS, SITE_TYPES } from './options.js';
import { join, piece, type Passage } from './passage.js';
import { readPeriod } from './periods.js';
import type { Evidence } from './record.js';
import { cellPassage, type Field } from './scan-labels.js';

type Basic = AuditReport['basic'];

const BRANCH_HEAD =
  /^(?:固定|多|其他)?(?:分场所|分支机构|分公司|服务网点|分部)(?:的)?(?:名称|地址|情况|清单|及|和|与|、|\/|（|）|\(|\))*$/u;

/** The rows of a table that lists the branches, name and address of each together; [] for none. */
export function branchRows(blocks: readonly Block[]): Passage[] {
  for (const block of blocks) {
    if (block.kind !== 'table') continue;
    const { cells, rows } = block.table;
    const head = cells.find((cell) => BRANCH_HEAD.test(nameText(cellPassage(cell).text)) && cell.columnSpan < block.table.columns);
    if (head === undefined || cells.some((cell) => cell.row === head.row && ANY_BOX.test(cellPassage(cell).text))) continue;
    const numbers = cells.filter((cell) => cell.row === head.row && /^(?:序号|编号|No\.?)$/iu.test(nameText(cellPassage(cell).text)));
    const found: Passage[] = [];
    for (let row = head.row + head.rowSpan; row < rows; row++) {
      const own = cells.filter(
        (cell) => cell.row === row && cell.column >= head.column && !numbers.some(({ column }) => column === cell.column),
      );
      const printed = join(
        own.map((cell) => cellPassage(cell)).filter(({ text }) => !isBlank(text)),
        '，',
      );
      if (own.some((cell) => cell.columnSpan > head.columnSpan + 2) || ANY_BOX.test(printed.text)) break;
      if (!isBlank(printed.text)) found.push(printed);
    }
    // A label with its own value to the right is no list.
    if (numbers.length > 0 || head.row === 0) return found;
  }
  return [];
}

/** 1.5: one site or several, and the branches listed behind the second box or in a table (`rows`). */
export function readSites(field: Field | undefined, rows: readonly Passage[], evidence: Evidence): Pick<Basic, 'siteType' | 'branches'> {
  if (field === undefined) return { siteType: null, branches: null };
  const siteType = evidence.answer('basic.siteType', answerOf(join(field.value, ' '), SITE_TYPES), field.place);
  const multiple = SITE_TYPES.find(({ value }) => value === 'multiple')!;
  const from = field.value.findIndex(({ text }) => multiple.words.test(text));
  if (from < 0) return { siteType, branches: siteType === 'single' ? [] : null };
  const inline = [behindColon(field.value[from]!, multiple.words), ...field.value.slice(from + 1)]
    .flatMap(listed)
    .filter(({ text }) => !isBlank(text) && !ANY_BOX.test(text) && !/^\s*(?:无|不适用)\s*[。]?$/u.test(text));
  const printed = inline.length > 0 ? inline : rows;
  const branches = printed.flatMap((line, index) => {
    const { text, removed } = withoutListNumber(line.text);
    const branch = evidence.value(`basic.branches[${index}]`, freeText(text), piece(line, removed));
    return branch === null ? [] : [branch];
  });
  return { siteType, branches };
}

/** The words with an option's dates: those behind its name, or, where boxes stand behind their words, behind its box. */
function datesOf({ value, words, after }: PrintedOption<string>): Passage {
  if (after === null) return behindName(words);
  const name = MYSTERY_VISITS.find((option) => option.value === value)!.words.exec(words.text)?.index ?? 0;
  if (printedDays(words.text).some(({ start }) => start > name)) return piece(words, name);
  // The next option's name is none of this one's dates.
  const next = /[\u4e00-\u9fff]{2,6}\s*$/u.exec(after.text);
  return piece(after, 0, next === null || /[年月日]/u.test(next[0]) ? after.text.length : next.index);
}

/** "非现场： 年 月 日": the dates alone. */
function behindName(words: Passage): Passage {
  const name = /^\s*[\u4e00-\u9fff]{0,8}?(?:（[^）]*）)?\s*[:：]/u.exec(words.text)?.[0].length ?? 0;
  return piece(words, name);
}

/** "甲服务站：…；乙服务站：…" is two branches; "分场所：" before a list is none. */
function listed(line: Passage): Passage[] {
  const lead =
    /^\s*(?:固定|其他|具体)?(?:分场所|分支机构|场所|多场所)(?:如下|名称|清单|地址|及|和|与|（[^）]*）)*\s*[:：]\s*/u.exec(line.text)?.[0]
      .length ?? 0;
  const parts: Passage[] = [];
  let from = lead;
  for (const match of [...line.text.matchAll(/[；;]\s*(?=[^；;]*[\u4e00-\u9fff]{4})/gu), null]) {
    parts.push(piece(line, from, match?.index ?? line.text.replace(/[；;]\s*$/u, '').length));
    if (match !== null) from = match.index + match[0].length;
  }
  return parts;
}

/** What stands behind the last colon of the option's own sentence. */
function behindColon(line: Passage, option: RegExp): Passage {
  const start = option.exec(line.text)?.index ?? 0;
  const end = boxesIn(line.text.slice(start))[0]?.start ?? -1;
  const own = end < 0 ? line.text.slice(start) : line.text.slice(start, start + end);
  // "多场所（甲：…；乙：…）": the list stands in brackets.
  const bracket = /^[^:：]*?[（(](?=[^（）()]*[:：][^（）()]*[省市区县路号])(.*)[）)]\s*$/u.exec(own);
  if (bracket !== null) {
    const from = start + bracket[0].indexOf(bracket[1]!);
    return piece(line, from, from + bracket[1]!.length);
  }
  const colon = own.search(/[:：]/u);
  return colon < 0 ? piece(line, line.text.length) : piece(line, start + colon + 1, start + own.length);
}

/** 1.11: which mystery visit, with the dates behind its box. */
export function readMysteryVisit(field: Field | undefined, evidence: Evidence): Pick<Basic, 'mysteryVisit' | 'mysteryVisitDates'> {
  const blank: Period = { start: null, end: null };
  const mysteryVisitDates = { onsite: blank, offsite: blank };
  if (field === undefined) return { mysteryVisit: null, mysteryVisitDates };
  const answer = answerOf(join(field.value, ' '), MYSTERY_VISITS);
  for (const option of answer.options)
    if (option.value !== 'none' && answer.marks)
      mysteryVisitDates[option.value] = readPeriod(evidence, `basic.mysteryVisitDates.${option.value}`, datesOf(option), option.place);
  const mysteryVisit = evidence.answer('basic.mysteryVisit', answer, field.place);
  if (!answer.marks && mysteryVisit !== null && mysteryVisit !== 'none')
    mysteryVisitDates[mysteryVisit] = readPeriod(evidence, `basic.mysteryVisitDates.${mysteryVisit}`, answer.place, field.place);
  return { mysteryVisit, mysteryVisitDates };
}
