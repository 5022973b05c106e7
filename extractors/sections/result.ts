import type { AuditReport, Block, Star } from '../../model/index.js';
import { FIGURE_PATTERN, figure } from './normalise/figures.js';
import { printedStar } from './normalise/stars.js';
import { freeText } from './normalise/texts.js';
import { frameOf, paragraphsOf, type Frame } from './paragraphs.js';
import { piece, readingOf, type Passage } from './passage.js';
import type { Evidence } from './record.js';
import { cellParagraphs } from './scan-labels.js';
import { indicatorCount } from './score-columns.js';
import { doubtSums } from './score-doubts.js';
import { scorePieces } from './score-pieces.js';
import { readScoreTable, type TableScore } from './score-table.js';

/** Section 2: score table, principles, formula and the result sentence. */
export function readResult(blocks: readonly Block[], frame: Frame | null, evidence: Evidence): Pick<AuditReport, 'score' | 'result'> {
  const tables = blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : []));
  const pieces = scorePieces(blocks);
  const own = tables.filter((table) => pieces.some((each) => each.table.parts[0] === table.parts[0] && indicatorCount(table) > 0));
  const others = tables.filter((each) => !own.includes(each));
  const table: TableScore | null = pieces.length === 0 ? null : readScoreTable(pieces, others, evidence);
  const paragraphs = blockParagraphs(
    blocks.filter((block) => block.kind === 'line' || others.includes(block.table)),
    frame,
  );
  for (const scored of own)
    paragraphs.push(...scored.cells.filter(({ columnSpan }) => columnSpan === scored.columns).flatMap((cell) => cellParagraphs(cell)));
  const { limit = null, ...figures } = table ?? { groups: null, specialDeduction: null, specialBonus: null, totalMax: null, total: null };
  const read = {
    score: {
      ...figures,
      formulaResult: readFormula(paragraphs, evidence),
      deductionLimit: { table: limit, principles: readPrinciplesLimit(paragraphs, evidence) },
    },
    result: readSentence(paragraphs, evidence),
  };
  doubtSums(read, evidence.provenance);
  return read;
}

/** All paragraphs of blocks, those in cells too, in reading order. */
export function blockParagraphs(blocks: readonly Block[], frame: Frame | null): Passage[] {
  const starts = (text: string): boolean => /^\s*(?:评分计算|评分结果|评价结果|计算公式|评分原则|[a-e1-9][)）、])/u.test(text);
  const result: Passage[] = [];
  let lines: (Block & { kind: 'line' })['line'][] = [];
  const flush = (): void => {
    result.push(...paragraphsOf(lines, frame ?? frameOf(lines), { starts }));
    lines = [];
  };
  for (const block of blocks) {
    if (block.kind === 'line') lines.push(block.line);
    else {
      flush();
      for (const cell of block.table.cells) result.push(...cellParagraphs(cell));
    }
  }
  flush();
  return result;
}

const FORMULA = /实得分|实际得分|评分计算|计算公式|得分率|涉及项/u;

/** The figure behind the last = of the formula, or behind the colon of a formula told in words. */
function readFormula(paragraphs: readonly Passage[], evidence: Evidence): number | null {
  const path = 'score.formulaResult';
  const withSign = paragraphs.filter(({ text }) => FORMULA.test(text) && /[=＝]/u.test(text));
  // A sentence that gives the level too is the result, not the formula told in words.
  const told = paragraphs.filter(({ text }) => /(?:实得分数?|最终得分|评价得分率?)\s*[:：为是]/u.test(text) && printedStar(text) === null);
  for (const printed of [...withSign, ...told]) {
    const sign = Math.max(printed.text.lastIndexOf('='), printed.text.lastIndexOf('＝'));
    const from = sign >= 0 ? sign + 1 : printed.text.search(/(?<=(?:实得分数?|最终得分|评价得分率?)\s*[:：为是])/u);
    const rest = printed.text.slice(from);
    const match = new RegExp(`^\\s*(?:[（(]?)(${FIGURE_PATTERN})\\s*(?:分|%|％)?(?![\\dA-Za-z×*÷/+]|[.．,，]\\s?[\\dA-Za-z])`, 'u').exec(
      rest,
    );
    if (match === null) {
      if (rest.trim() === '' || /^\s*[_＿]*\s*分?\s*(?:[（(].*)?$/u.test(rest)) return evidence.blank(path, printed);
      continue;
    }
    const start = from + match[0].indexOf(match[1]!);
    return evidence.value(path, figure(match[1]!), piece(printed, start, start + match[1]!.length));
  }
  return null;
}

/** Sentences of the principles (levels and limits), which name points and stars too. */
const GENERAL = /以上|以下|低于|不低于|高于|大于|小于|≥|≤|最低要求|级别划分|特别[扣减加]分项|[<>＜＞]/u;

function readSentence(paragraphs: readonly Passage[], evidence: Evidence): AuditReport['result'] {
  const score = new RegExp(`(?<![\\dA-Za-z.．]|\\d[，,·。、：:]\\s?)(${FIGURE_PATTERN})\\s*分(?!值|数|项|钟|公|别)`, 'gu');
  const rated = paragraphs
    .map((printed) => ({ printed, figures: [...printed.text.matchAll(score)], star: printedStar(printed.text) }))
    .filter(
      ({ printed, figures, star }) => !GENERAL.test(printed.text) && (figures.length > 0 || star !== null) && printed.text.length < 200,
    )
    .filter(({ printed }) => !(FORMULA.test(printed.text) && /[=＝(（]/u.test(printed.text) && printedStar(printed.text) === null))
    .map((each) => ({ ...each, merit: meritOf(each.printed.text, each.figures.length > 0, each.star !== null) }))
    .filter(({ merit }) => merit >= 2)
    .sort((a, b) => b.merit - a.merit);
  const [best] = rated;
  if (best === undefined) return { score: null, star: null };
  const last = best.figures.at(-1);
  const value =
    last === undefined
      ? null
      : evidence.value('result.score', figure(last[1]!), piece(best.printed, last.index, last.index + last[1]!.length));
  const star: Star | null =
    best.star === null ? null : evidence.value('result.star', best.star.value, piece(best.printed, best.star.start, best.star.end));
  if (value === null) evidence.unread('result.score', best.printed);
  if (star === null) evidence.unread('result.star', best.printed);
  return { score: value, star };
}

function meritOf(text: string, hasScore: boolean, hasStar: boolean): number {
  const named = /(?:评分|评价|审查|审核|评审|最终|综合|本次).{0,6}(?:结果|得分|评分)|得分|评定|结果[为是:：]/u.test(text);
  return (named ? 2 : 0) + (hasScore ? 1 : 0) + (hasStar ? 1 : 0);
}

/** "达到 5 个以上（含 5 个）" of the sentence that says when special deductions end in a refusal. */
function readPrinciplesLimit(paragraphs: readonly Passage[], evidence: Evidence): string | null {
  const pattern =
    /特别[减扣]分项?\s*(?:数量|个数|总数|累计|合计|分)?\s*((?:达到|超过|达|满|大于|多于|不少于|累计达?到?)\s*[\d０-９一二三四五六七八九十]+\s*(?:个|项|分|条)?\s*(?:及以上|以上|或以上)?\s*(?:[（(]\s*(?:含|包括|包含)[^）)]{0,8}[）)](?:\s*(?:及以上|以上|或以上))?)?)/u;
  const precise = (text: string): number => Number(/以上|含|不合格/u.test(text));
  for (const printed of [...paragraphs].sort((a, b) => precise(b.text) - precise(a.text))) {
    const match = pattern.exec(printed.text);
    if (match === null) continue;
    const start = match.index + match[0].length - match[1]!.length;
    const words = piece(printed, start, start + match[1]!.length);
    const reading = readingOf(words);
    return reading === null ? null : evidence.value('score.deductionLimit.principles', freeText(words.text), words);
  }
  return null;
}
