import type { AuditReport, Block, TextLine } from '../../model/index.js';
import { answerOf } from './choices.js';
import { COVER_LABELS } from './labels.js';
import { labelMatcher } from './label-match.js';
import { standardCode, STANDARD_CODE } from './normalise/codes.js';
import { freeText, nameText } from './normalise/texts.js';
import { AUDIT_TYPES } from './options.js';
import { join, passageOf, piece, type Passage } from './passage.js';
import type { Evidence } from './record.js';
import { cellParagraphs, scanLabels, type Field } from './scan-labels.js';

type Cover = AuditReport['cover'];

const TITLE = /(?:报告|报告书|报告表|审查表|评价表)$/u;
const TITLE_WORDS = /审查|审核|评价|评审|认证|评定|评估/u;
const BODY = /(?:公司|中心|研究院|研究所|事务所|机构|集团|协会|学会|学院|检测院|认证院|商会|院|所)(?:（[^（）]{1,10}）)?$/u;

/** The cover: labelled fields, title, certification body and the standard's code. */
export function readCover(blocks: readonly Block[], evidence: Evidence): Cover {
  const fields = scanLabels(blocks, COVER_LABELS, null);
  const field = (key: string): Field | undefined =>
    fields.find((each) => each.label.key === key && each.value.length > 0) ?? fields.find((each) => each.label.key === key);
  const lines = printedLines(blocks);
  const title = readTitle(lines, evidence);
  const named = field('certificationBody');
  const certificationBody =
    named === undefined ? readBody(lines, title.at, evidence) : evidence.text('cover.certificationBody', named, nameText);
  const organization = field('organization');
  const address = field('address');
  return {
    certificationBody,
    title: title.value,
    organization:
      organization === undefined
        ? readOrganization(lines.slice(title.at + 1), certificationBody, evidence)
        : evidence.text('cover.organization', organization, nameText),
    projectNumber: evidence.text('cover.projectNumber', field('projectNumber'), nameText),
    standardCode: readCode(lines, evidence),
    auditType: readType(field('auditType'), lines, evidence),
    address: address === undefined ? readAddress(lines, evidence) : evidence.text('cover.address', address, freeText),
    phone: evidence.text('cover.phone', field('phone'), freeText),
    postcode: evidence.text('cover.postcode', field('postcode'), nameText),
  };
}

/** The answer behind its label, or a line of boxes without one. */
function readType(field: Field | undefined, lines: readonly Passage[], evidence: Evidence): Cover['auditType'] {
  if (field !== undefined) return evidence.answer('cover.auditType', answerOf(join(field.value, ' '), AUDIT_TYPES), field.place);
  const answers = lines.map((line) => answerOf(line, AUDIT_TYPES)).filter(({ marks, options }) => marks && options.length > 1);
  return answers.length === 1 ? evidence.answer('cover.auditType', answers[0]!, answers[0]!.place) : null;
}

/** The one company named below the title, without a label, that certifies nothing. */
function readOrganization(lines: readonly Passage[], body: string | null, evidence: Evidence): string | null {
  const found = lines.filter(({ text }, index) => {
    const name = nameText(text);
    if (name.length < 6 || name.length > 40 || /[:：。，]|认证|检测|检验|评价|标准/u.test(name) || isValueAt(lines, index)) return false;
    return /(?:公司|集团|厂|商店|商场|酒店|医院|学校)$/u.test(name);
  });
  const [name] = found;
  if (body === null || name === undefined || found.length > 1 || nameText(name.text) === body) return null;
  return evidence.value('cover.organization', nameText(name.text), name);
}

/** The one line that is an address without a label, alone or before postcode and telephone. */
const ADDRESS =
  /^\s*([\u4e00-\u9fff]{2,9}(?:省|市|自治区)[^：:。]{4,60}?(?:号|层|室|座|楼|院|[A-Z]?\d{1,5}[A-Z]?))(?=\s+(?:邮\s*编|邮政编码|电\s*话|传\s*真|联系|网\s*址|Tel|TEL)|\s*$)/u;

function readAddress(lines: readonly Passage[], evidence: Evidence): string | null {
  const found = lines.flatMap((line, index) => {
    const match = isValueAt(lines, index) ? null : ADDRESS.exec(line.text);
    return match === null || !/[路街道区镇]/u.test(match[1]!) ? [] : [piece(line, 0, match[0].length)];
  });
  return found.length === 1 ? evidence.value('cover.address', freeText(found[0]!.text), found[0]!) : null;
}

function printedLines(blocks: readonly Block[]): Passage[] {
  return blocks.flatMap((block) =>
    block.kind === 'line' ? [passageOf(block.line)] : block.table.cells.flatMap((cell) => cellParagraphs(cell)),
  );
}

function readTitle(lines: readonly Passage[], evidence: Evidence): { value: string | null; at: number } {
  const isTitle = (text: string): boolean => TITLE.test(text) && TITLE_WORDS.test(text) && text.length <= 40 && !/[:：。]/u.test(text);
  const candidates: { passage: Passage; at: number; size: number }[] = [];
  for (const [at, line] of lines.entries()) {
    if (isTitle(nameText(line.text))) candidates.push({ passage: line, at, size: sizeOf(line) });
    else if (/^报\s*告\s*(?:书)?$/u.test(line.text.trim())) {
      // "服务认证" above "审查报告", or one line for each piece.
      const before = lines[at - 1];
      if (before !== undefined && isTitle(nameText(before.text + line.text)))
        candidates.push({ passage: join([before, line]), at: at - 1, size: sizeOf(line) });
    }
  }
  const best = candidates.sort((a, b) => b.size - a.size || a.at - b.at)[0];
  if (best === undefined) return { value: null, at: lines.length };
  const above = lines[best.at - 1];
  const isUpperHalf =
    above !== undefined && Math.abs(sizeOf(above) - best.size) < 0.5 && best.size > 14 && /认证$|服务$|评价$/u.test(nameText(above.text));
  const passage = isUpperHalf ? join([above, best.passage]) : best.passage;
  return { value: evidence.value('cover.title', nameText(passage.text), passage), at: isUpperHalf ? best.at - 1 : best.at };
}

function sizeOf(passage: Passage): number {
  return passage.marks.find((mark): mark is { line: TextLine; at: number } => mark !== null)?.line.size ?? 0;
}

/** The body is named in a line of its own, above the title or, failing that, anywhere on the cover. */
function readBody(lines: readonly Passage[], titleAt: number, evidence: Evidence): string | null {
  const { atStart } = labelMatcher(COVER_LABELS);
  const fits = (line: Passage): boolean => {
    const text = nameText(line.text);
    return BODY.test(text) && text.length >= 4 && text.length <= 40 && atStart(line.text) === null && !/[:：]/u.test(text);
  };
  const free = lines.filter((line, index) => fits(line) && !isValueAt(lines, index));
  const line =
    lines.slice(0, titleAt).find((each) => free.includes(each)) ?? free.find((each) => /认证|检测|检验|评价|标准/u.test(each.text));
  return line === undefined ? null : evidence.value('cover.certificationBody', nameText(line.text), line);
}

/** A line right behind a lone label is that label's value. */
function isValueAt(lines: readonly Passage[], index: number): boolean {
  const before = lines[index - 1];
  return before !== undefined && labelMatcher(COVER_LABELS).whole(before.text) !== null;
}

function readCode(lines: readonly Passage[], evidence: Evidence): string | null {
  for (const line of [...lines].sort((a, b) => Number(/依据|标准|准则/u.test(b.text)) - Number(/依据|标准|准则/u.test(a.text)))) {
    const match = STANDARD_CODE.exec(line.text);
    if (match === null || !/[/／]|GB|CTS|标准|依据/iu.test(line.text) || /(?:项目|合同|报告|文件)?编号/u.test(line.text)) continue;
    return evidence.value('cover.standardCode', standardCode(match[0]), piece(line, match.index, match.index + match[0].length));
  }
  return null;
}
