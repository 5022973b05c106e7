import {
  describeError,
  type AuditReport,
  type Block,
  type ErrorCode,
  type ErrorDetails,
  type LocalizedText,
  type Page,
  type PageIssue,
  type Provenance,
  type Section,
  type SectionId,
  type TextLine,
} from '../../model/index.js';
import { blocksOf } from '../layout/blocks.js';
import { readBasic } from './basic.js';
import { readConclusion } from './conclusion.js';
import { readCover } from './cover.js';
import { findSections } from './find-sections.js';
import { isScanned } from './line-trust.js';
import { mendBlocks } from './mend/index.js';
import { isInternalTable, readInternalEvaluation, readInternalTable } from './internal-evaluation.js';
import { proseParagraphs, readNarrative, readSuggestions } from './narrative.js';
import { readObserved } from './observed.js';
import { frameOf, type Frame } from './paragraphs.js';
import { emptyReport, Evidence } from './record.js';
import { readResult } from './result.js';
import { readScheme } from './scheme.js';

/** Language of the messages in issues. */
type Language = keyof LocalizedText;

/** What was read of one document. `issues` names sections that were not found and an unknown scheme. */
export interface ReadReport {
  sections: Section[];
  report: AuditReport;
  provenance: Provenance;
  issues: PageIssue[];
}

const SECTION_NAMES: Readonly<Record<SectionId, { section: string; sectionEn: string }>> = {
  cover: { section: '封面', sectionEn: 'cover' },
  basic: { section: '基本信息', sectionEn: 'basic information' },
  result: { section: '审查结果', sectionEn: 'audit result' },
  narrative: { section: '概述', sectionEn: 'overview' },
  suggestions: { section: '改进建议', sectionEn: 'suggestions' },
  conclusion: { section: '评价结论', sectionEn: 'conclusion' },
};

/**
 * Pages -> sections, record and provenance. Pure; never throws for what a document says. A section that is not found
 * leaves its fields null and is named in `issues`.
 */
export function readReport(pages: readonly Page[], language: Language = 'zh'): ReadReport {
  return readBlocks(blocksOf([...pages]), pages, language);
}

/** The same for blocks already in reading order. */
export function readBlocks(read: readonly Block[], pages: readonly Page[], language: Language = 'zh'): ReadReport {
  const blocks = mendBlocks(read);
  const evidence = new Evidence();
  const sections = findSections(blocks);
  const blocksIn = (id: SectionId): readonly Block[] | null => sections.find((section) => section.id === id)?.blocks ?? null;
  const frame = bodyFrame(blocks);
  const report = emptyReport();
  const basic = blocksIn('basic');
  const result = blocksIn('result');
  const narrative = blocksIn('narrative');
  const suggestions = blocksIn('suggestions');
  const conclusion = blocksIn('conclusion');
  if (sections.some(({ id }) => id !== 'cover')) report.cover = readCover(coverOf(blocksIn('cover') ?? [], basic !== null), evidence);
  if (basic !== null) report.basic = readBasic(basic, frame, evidence);
  if (result !== null) Object.assign(report, readResult(result, frame, evidence));
  const proseOf = (section: readonly Block[] | null): ReturnType<typeof proseParagraphs> => {
    const told = section?.filter((block) => !isInternalTable(block));
    return section === null || told === undefined ? [] : proseParagraphs(told, sectionFrame(section, blocks, pages));
  };
  const [prose, advice] = [proseOf(narrative), proseOf(suggestions)];
  if (narrative !== null) report.narrative = readNarrative(prose, evidence);
  if (suggestions !== null) report.suggestions = readSuggestions(advice, evidence);
  report.internalEvaluation =
    readInternalTable([...(result ?? []), ...(narrative ?? []), ...(suggestions ?? [])], evidence) ??
    readInternalEvaluation([...prose, ...advice], evidence);
  if (conclusion !== null) report.conclusion = readConclusion(conclusion, frame, evidence);
  report.scheme = readScheme(report, evidence);
  const found = sections.map(({ id }) => id);
  const numbers = [report.cover.projectNumber, report.basic.projectNumber].filter((number) => number !== null);
  report.observed = readObserved(pages, sections, evidence.choices, numbers, evidence);
  return { sections, report, provenance: evidence.provenance, issues: doubts(found, report.scheme, language) };
}

/** Where section 1 was not found, what stands before the others is not all cover: only its first page is. */
function coverOf(blocks: readonly Block[], ended: boolean): readonly Block[] {
  const pageOf = (block: Block): number => (block.kind === 'line' ? block.line.page : (block.table.parts[0]?.page ?? 0));
  const [first] = blocks;
  return ended || first === undefined ? blocks : blocks.filter((block) => pageOf(block) === pageOf(first));
}

/** Scanned sheets whose widths differ by no more than this part are of one size. */
const SAME_SHEET = 0.06;
/** Pages whose own column is narrower than the usual one by more than this on a side hold no full or no first lines (points). */
const OWN_COLUMN = 12;

/** The text column of all pages as wide as the one a section starts on: landscape pages have another. */
function sectionFrame(section: readonly Block[], blocks: readonly Block[], pages: readonly Page[]): Frame | null {
  const widthOf = (page: number): number | undefined => pages.find(({ number }) => number === page)?.width;
  const first = section.find((block) => block.kind === 'line');
  const width = first === undefined ? undefined : widthOf(first.line.page);
  // Scanned sheets of one size differ by how they lie.
  const scanned = first !== undefined && isScanned(first.line);
  const alike = (page: number): boolean => Math.abs((widthOf(page) ?? 0) - (width ?? 0)) <= (scanned ? SAME_SHEET * (width ?? 0) : 0);
  return bodyFrame(width === undefined ? blocks : blocks.filter((block) => block.kind === 'line' && alike(block.line.page)));
}

/** The text column of a document: where most long lines end. */
function bodyFrame(blocks: readonly Block[]): Frame | null {
  const lines = blocks.flatMap((block) => (block.kind === 'line' ? [block.line] : []));
  const widest = frameOf(lines);
  if (widest === null) return null;
  const long = lines.filter(({ box }) => box[2] - box[0] > 0.6 * (widest.right - widest.left));
  const sorted = (edge: 0 | 2): number[] => long.map(({ box }) => box[edge]).sort((a, b) => a - b);
  const [left, right] = [sorted(0), sorted(2)];
  if (long.length < 4) return widest;
  return { left: left[Math.floor(left.length * 0.05)]!, right: right[Math.floor(right.length * 0.95)]!, ...columnsOfScans(long) };
}

/** The columns of scanned pages with enough long lines to tell; a side that no line of a page reaches is where it usually is. */
function columnsOfScans(long: readonly TextLine[]): Pick<Frame, 'pages'> {
  const pages = new Map<number, Frame>();
  for (const page of new Set(long.filter(isScanned).map((line) => line.page))) {
    const edges = long.filter((line) => line.page === page).map(({ box }) => box);
    if (edges.length < 5) continue;
    const right = edges.map((box) => box[2]).sort((a, b) => a - b);
    pages.set(page, { left: Math.min(...edges.map((box) => box[0])), right: right[Math.floor(right.length * 0.9)]! });
  }
  if (pages.size === 0) return {};
  const middle = (side: 'left' | 'right'): number => {
    const all = [...pages.values()].map((frame) => frame[side]).sort((a, b) => a - b);
    return all[all.length >> 1]!;
  };
  const usual = { left: middle('left'), right: middle('right') };
  for (const frame of pages.values()) {
    if (frame.left - usual.left > OWN_COLUMN) frame.left = usual.left;
    if (usual.right - frame.right > OWN_COLUMN) frame.right = usual.right;
  }
  return { pages };
}

function doubts(found: readonly SectionId[], scheme: string | null, language: Language): PageIssue[] {
  const issue = (code: ErrorCode, details: ErrorDetails = {}): PageIssue => ({
    code,
    message: describeError(code, details, language).message,
  });
  if (!found.some((id) => id !== 'cover')) return [issue('report/not-a-report')];
  const missing = (Object.keys(SECTION_NAMES) as SectionId[]).filter((id) => !found.includes(id));
  return [
    ...missing.map((id) => issue('report/missing-section', SECTION_NAMES[id])),
    ...(scheme === null ? [issue('report/unknown-scheme')] : []),
  ];
}
