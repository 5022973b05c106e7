import { excerpts, isDoubtful, type AuditReport, type LocalizedText, type Reader, type Reading } from '../../model/index.js';
import { fieldName } from './fields.js';

/** Who read a value, as messages name it. */
export const READER_NAMES: Readonly<Record<Reader, LocalizedText>> = {
  text: { zh: '文本层', en: 'the text layer' },
  tesseract: { zh: 'Tesseract', en: 'Tesseract' },
  paddle: { zh: 'PP-OCR', en: 'PP-OCR' },
  tick: { zh: '勾选框识别', en: 'the tick finder' },
};

const FIGURES: Readonly<Record<string, LocalizedText>> = {
  'score.specialDeduction': { zh: '特别减分项', en: 'special deductions' },
  'score.specialBonus': { zh: '特别加分项', en: 'special bonus' },
  'score.totalMax': { zh: '总计行的分值', en: 'total of the points' },
  'score.total': { zh: '总计', en: 'total' },
  'score.formulaResult': { zh: '评价实得分数', en: "formula's result" },
  'score.deductionLimit.table': { zh: '评分表中的减分上限', en: 'limit of deductions in the table' },
  'score.deductionLimit.principles': { zh: '评分说明中的减分上限', en: 'limit of deductions in the principles' },
  'result.score': { zh: '评分结果的分数', en: 'score of the result' },
  'narrative.text': { zh: '服务体系概述', en: 'narrative overview' },
  'internalEvaluation.score': { zh: '内部评价得分', en: 'score of the internal evaluation' },
};

const CELLS: Readonly<Record<string, LocalizedText>> = {
  name: { zh: '名称', en: 'name' },
  max: { zh: '分值', en: 'points' },
  score: { zh: '得分', en: 'score' },
  subtotal: { zh: '小计', en: 'subtotal' },
  deleted: { zh: '删减标记', en: 'deletion' },
  remark: { zh: '备注', en: 'remark' },
};

/** Any field by the name a reviewer knows it by: cells of the score table by their row, the rest as on the form. */
export function readingName(report: AuditReport, path: string): LocalizedText {
  const cell = /^score\.groups\[(\d+)\](?:\.indicators\[(\d+)\])?\.(\w+)$/.exec(path);
  const figure = FIGURES[path];
  if (!cell) return figure ?? fieldName(path);
  const group = report.score.groups?.[Number(cell[1])];
  const row = cell[2] === undefined ? group : group?.indicators[Number(cell[2])];
  const column = CELLS[cell[3] ?? ''] ?? { zh: cell[3] ?? '', en: cell[3] ?? '' };
  return { zh: `“${row?.name ?? '?'}”的${column.zh}`, en: `${column.en} of ${row?.name ?? '?'}` };
}

/** Lists of sentences: who reads them wants to know where something is unsure, not each sentence again. */
export const PROSE = /^(narrative\.paragraphs|suggestions)\[\d+\]$/;
/** Put together from other readings, or where a heading stands: what is unsure there is said elsewhere or changes nothing. */
const TOLD_ELSEWHERE = /^(?:narrative\.text|scheme|observed\.(?:headings|unplacedHeadings|pageNumbers)\[\d+\])$/;

/** Doubtful readings worth a look, one for each place on the pages: a blank is a matter for the rules about missing fields. */
export function doubtfulReadings(readings: Iterable<[string, Reading]>): [string, Reading][] {
  const places = new Set<string>();
  return [...readings].filter(([path, reading]) => {
    if (!isDoubtful(reading) || TOLD_ELSEWHERE.test(path) || reading.text.trim() === '') return false;
    const place = `${reading.page} ${reading.box.join(' ')} ${reading.text}`;
    const isNew = !places.has(place);
    places.add(place);
    return isNew;
  });
}

/** Whether two readers differ in more than spaces. */
export function disagree({ alternatives = [] }: Reading): boolean {
  return new Set(alternatives.map(({ text }) => text.replace(/\s+/gu, ''))).size > 1;
}

/** The stretch of a reading that is unsure, as each reader has it, else the beginning of it all. */
export function stretchOf({ text, alternatives = [] }: Reading): string {
  const [own = '', ...others] = excerpts([text, ...alternatives.map((one) => one.text).filter((each) => each !== text)]);
  return others.length === 0 ? own : `${own} / ${others.join(' / ')}`;
}
