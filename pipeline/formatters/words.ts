import type { FileResult, Finding } from '../../model/index.js';

/** The words around findings, in both languages. */
const WORDS = {
  page: ['第 {n} 页', 'page {n}'],
  noPlace: ['无页面位置', 'no place on a page'],
  error: ['错误', 'error'],
  warning: ['警告', 'warning'],
  info: ['提示', 'info'],
  open: ['请核对', 'please look'],
  openExplained: ['请核对——读数不足以下结论，请看原页', 'Please look: the readings do not carry a verdict'],
  reported: ['印刷值', 'printed'],
  computed: ['应为', 'should be'],
  clause: ['依据', 'basis'],
  related: ['另见', 'see also'],
  doubt: ['存疑', 'in doubt'],
  readAs: ['读作', 'read as'],
  worksOut: ['推算为', 'works out as'],
  colon: ['：', ': '],
  pages: ['{n} 页', '{n} pages'],
  onePage: ['1 页', '1 page'],
  checked: ['已审读', 'checked'],
  partial: ['部分读取', 'partly read'],
  failed: ['未能读取', 'not read'],
  noDiscrepancy: ['未发现不符', 'no discrepancy found'],
  rulesPassed: ['{n} 条规则通过', '{n} rule(s) passed'],
  rulesNotApplicable: ['{n} 条不适用', '{n} not applicable'],
  rulesOpen: ['{n} 条规则待核对', '{n} rule(s) undecided'],
  unreadNote: ['以下内容没有读到，相关规则未下结论：', 'This was not read, rules that need it gave no verdict:'],
  countError: ['{n} 项错误', '{n} error(s)'],
  countWarning: ['{n} 项警告', '{n} warning(s)'],
  countInfo: ['{n} 项提示', '{n} info'],
  countOpen: ['{n} 项请核对', '{n} to look at'],
  total: ['合计', 'Total'],
  files: ['{n} 份文件', '{n} file(s)'],
  filesClean: ['{n} 份未发现不符', '{n} without discrepancy'],
  filesFailing: ['{n} 份有不符', '{n} with discrepancies'],
  filesPartial: ['{n} 份仅部分读取', '{n} only partly read'],
  filesFailed: ['{n} 份未能读取', '{n} could not be read'],
} as const satisfies Record<string, readonly [string, string]>;

export type WordKey = keyof typeof WORDS;

/** The word in a language; `{n}` is filled, "(s)" becomes the plural where it is one. */
export function word(key: WordKey, language: 'zh' | 'en', n?: number): string {
  return WORDS[key][language === 'zh' ? 0 : 1].replace('{n}', String(n ?? '')).replace('(s)', n === 1 ? '' : 's');
}

/** What the two sides of a finding are called: printed and wanted, or, where the readings are in doubt, only read and worked out. */
export function sideWords({ doubts }: Pick<Finding, 'doubts'>): { reported: WordKey; computed: WordKey } {
  return doubts === undefined ? { reported: 'reported', computed: 'computed' } : { reported: 'readAs', computed: 'worksOut' };
}

/** How many findings of each kind: failed by severity, and open ones of any severity. */
export interface FindingCounts {
  error: number;
  warning: number;
  info: number;
  open: number;
}

export function countFindings(findings: readonly Finding[]): FindingCounts {
  const counts = { error: 0, warning: 0, info: 0, open: 0 };
  for (const { outcome, severity } of findings) counts[outcome === 'open' ? 'open' : severity] += 1;
  return counts;
}

/** Failed before open, grave before slight; otherwise in the order of the pages. */
export function inReadingOrder(findings: readonly Finding[]): Finding[] {
  const weight = { error: 0, warning: 1, info: 2 };
  const key = (finding: Finding): number[] => [
    finding.outcome === 'fail' ? 0 : 1,
    weight[finding.severity],
    finding.at.page ?? Number.MAX_SAFE_INTEGER,
    finding.at.box?.[1] ?? 0,
  ];
  return [...findings].sort((a, b) => {
    const [left, right] = [key(a), key(b)];
    const first = left.findIndex((value, index) => value !== right[index]);
    return first < 0 ? 0 : left[first]! - right[first]!;
  });
}

/** What kept a document from being read whole, page by page; empty for `checked`. */
export function unreadParts(result: FileResult): { page: number | null; code: string; message: string }[] {
  return [
    ...result.issues.map((issue) => ({ page: null, ...issue })),
    ...result.pages.flatMap(({ number, issues }) => issues.map((issue) => ({ page: number, ...issue }))),
  ];
}
