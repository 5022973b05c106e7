import pc from 'picocolors';
import type { FileResult, Finding } from '../../model/index.js';
import type { Checked } from '../dispatch/protocol.js';
import { fieldName } from './field-names.js';
import type { FormatContext } from './formatter.js';
import { safeText } from './safe-text.js';
import { doubtSentences, scanSummary } from './readings.js';
import { valueText } from './values.js';
import { displayWidth, padEnd, wrap } from './width.js';
import { countFindings, inReadingOrder, sideWords, unreadParts, word, type FindingCounts, type WordKey } from './words.js';

type Colors = ReturnType<typeof pc.createColors>;

/** Lines longer than this are hard to follow, however wide the terminal. */
const MAX_COLUMNS = 110;
const MARKS = { error: '✖', warning: '▲', info: '•', open: '○' } as const;

/** For people: grouped by file, the grave first, printed and computed value side by side, what to look at last and softly. */
export async function* formatText(results: AsyncIterable<Checked>, context: FormatContext): AsyncGenerator<string> {
  const totals = { files: 0, clean: 0, failing: 0, partial: 0, failed: 0, error: 0, warning: 0, info: 0, open: 0 };
  const page = new TextPage(context);
  for await (const { result } of results) {
    const counts = countFindings(result.findings);
    totals.files += 1;
    if (result.status === 'failed') totals.failed += 1;
    else if (counts.error + counts.warning + counts.info > 0) totals.failing += 1;
    else if (result.status === 'checked') totals.clean += 1;
    if (result.status === 'partial') totals.partial += 1;
    for (const key of ['error', 'warning', 'info', 'open'] as const) totals[key] += counts[key];
    yield page.file(result, counts);
  }
  if (totals.files > 1) yield page.total(totals);
}

class TextPage {
  readonly #c: Colors;
  readonly #columns: number;
  readonly #language: 'zh' | 'en';

  constructor({ color, columns, language }: FormatContext) {
    this.#c = pc.createColors(color);
    this.#columns = Math.min(MAX_COLUMNS, Math.max(40, columns));
    this.#language = language;
  }

  file(result: FileResult, counts: FindingCounts): string {
    const c = this.#c;
    const lines = [c.bold(safeText(result.file)), ...this.#subject(result)];
    if (result.error !== null) {
      lines.push(...this.#indented(`${c.red('✖')} `, `${result.error.message} ${result.error.hint}`.trim(), 2));
      lines.push(`  ${c.dim(result.error.code)}`);
      return `${lines.join('\n')}\n\n`;
    }
    const ordered = inReadingOrder(result.findings);
    for (const finding of ordered.filter(({ outcome }) => outcome === 'fail')) lines.push('', ...this.#finding(finding, result));
    const open = ordered.filter(({ outcome }) => outcome === 'open');
    if (open.length > 0) {
      lines.push('', `  ${c.dim(this.#word('openExplained'))}`);
      for (const finding of open) lines.push('', ...this.#finding(finding, result));
    }
    lines.push(...this.#unread(result), '', `  ${this.#summary(result, counts)}`);
    return `${lines.join('\n')}\n\n`;
  }

  total(totals: FindingCounts & { files: number; clean: number; failing: number; partial: number; failed: number }): string {
    const c = this.#c;
    const parts = [this.#word('files', totals.files)];
    if (totals.clean > 0) parts.push(c.green(this.#word('filesClean', totals.clean)));
    if (totals.failing > 0) parts.push(c.yellow(this.#word('filesFailing', totals.failing)));
    if (totals.partial > 0) parts.push(this.#word('filesPartial', totals.partial));
    if (totals.failed > 0) parts.push(c.red(this.#word('filesFailed', totals.failed)));
    const rule = c.dim('─'.repeat(Math.min(60, this.#columns)));
    const counts = this.#counts(totals);
    return `${rule}\n${c.bold(this.#word('total'))}  ${parts.join(' · ')}\n${counts.length > 0 ? `      ${counts.join(' · ')}\n` : ''}`;
  }

  #word(key: WordKey, n?: number): string {
    return word(key, this.#language, n);
  }

  /** Whose report it is, so that a list of file names need not be looked up. */
  #subject(result: FileResult): string[] {
    const { report, pages } = result;
    if (report === null) return [];
    const organization = report.cover.organization ?? report.basic.organization;
    const number = report.cover.projectNumber ?? report.basic.projectNumber;
    const length = this.#word(pages.length === 1 ? 'onePage' : 'pages', pages.length);
    const parts = [organization, number, length].filter((part) => part !== null);
    const scan = scanSummary(result, this.#language);
    return [`  ${this.#c.dim(parts.map(safeText).join(' · '))}`, ...(scan === null ? [] : [`  ${this.#c.dim(scan)}`])];
  }

  #finding(finding: Finding, result: FileResult): string[] {
    const { report } = result;
    const c = this.#c;
    const kind = finding.outcome === 'open' ? 'open' : finding.severity;
    const color = { error: c.red, warning: c.yellow, info: c.cyan, open: c.blue }[kind];
    const place = finding.at.page === null ? this.#word('noPlace') : this.#word('page', finding.at.page);
    const field = safeText(fieldName(finding.at.path, report, this.#language));
    const head = `${MARKS[kind]} ${this.#word(kind)}  ${place} · ${field}`;
    const gap = this.#columns - 2 - displayWidth(head) - finding.rule.length;
    const shown = `  ${color(`${MARKS[kind]} ${this.#word(kind)}`)}  ${place} · ${c.bold(field)}`;
    const lines = gap >= 2 ? [`${shown}${' '.repeat(gap)}${c.dim(finding.rule)}`] : [shown, `    ${c.dim(finding.rule)}`];
    lines.push(...this.#indented('', safeText(finding.message[this.#language]), 4));
    lines.push(...this.#sides(finding));
    for (const sentence of doubtSentences(finding, result, this.#language))
      lines.push(...this.#indented(`${c.dim(this.#word('doubt'))} `, safeText(sentence), 4));
    for (const related of finding.related) {
      const where = related.page === null ? '' : `${this.#word('page', related.page)} · `;
      const name = fieldName(related.path, report, this.#language);
      const note = related.note[this.#language];
      lines.push(
        ...this.#indented(
          `${c.dim(this.#word('related'))} `,
          safeText(`${where}${name}${note === '' ? '' : `${this.#word('colon')}${note}`}`),
          4,
        ),
      );
    }
    if (finding.clause !== undefined) lines.push(...this.#indented(`${c.dim(this.#word('clause'))} `, safeText(finding.clause), 4));
    return lines;
  }

  /** Printed and computed in two columns, one below the other where they are too long. */
  #sides(finding: Finding): string[] {
    const { data } = finding;
    if (!('reported' in data) || !('computed' in data)) return [];
    const c = this.#c;
    const words = sideWords(finding);
    const [reportedWord, computedWord] = [this.#word(words.reported), this.#word(words.computed)];
    const [reported, computed] = [data['reported'], data['computed']].map((value) => safeText(valueText(value, this.#language)));
    const left = `${reportedWord} ${reported!}`;
    if (displayWidth(left) + displayWidth(computed!) + 16 <= this.#columns) {
      const shown = `${c.dim(reportedWord)} ${c.bold(reported)}`;
      return [`    ${shown}${padEnd('', 18 - displayWidth(left))}  ${c.dim('→')}  ${c.dim(computedWord)} ${c.bold(computed)}`];
    }
    return [...this.#indented(`${c.dim(reportedWord)} `, reported!, 4), ...this.#indented(`${c.dim(computedWord)} `, computed!, 4)];
  }

  #unread(result: FileResult): string[] {
    const parts = unreadParts(result);
    if (parts.length === 0) return [];
    const lines = ['', `  ${this.#c.magenta('◐')} ${this.#word('unreadNote')}`];
    for (const { page, message } of parts) {
      lines.push(...this.#indented(page === null ? '' : `${this.#word('page', page)}  `, safeText(message), 4));
    }
    return lines;
  }

  #summary({ status, outcomes }: FileResult, counts: FindingCounts): string {
    const c = this.#c;
    const found = this.#counts(counts);
    const verdict =
      found.length > 0 ? found : [status === 'checked' ? c.green(`✔ ${this.#word('noDiscrepancy')}`) : this.#word('noDiscrepancy')];
    const rules = [this.#word('rulesPassed', outcomes.pass)];
    if (outcomes.open > 0) rules.push(this.#word('rulesOpen', outcomes.open));
    if (outcomes.notApplicable > 0) rules.push(this.#word('rulesNotApplicable', outcomes.notApplicable));
    const state = status === 'partial' ? [c.magenta(this.#word('partial'))] : [];
    return [...state, ...verdict, c.dim(rules.join(', '))].join(' · ');
  }

  #counts({ error, warning, info, open }: FindingCounts): string[] {
    const c = this.#c;
    return [
      ...(error > 0 ? [c.red(this.#word('countError', error))] : []),
      ...(warning > 0 ? [c.yellow(this.#word('countWarning', warning))] : []),
      ...(info > 0 ? [c.cyan(this.#word('countInfo', info))] : []),
      ...(open > 0 ? [c.blue(this.#word('countOpen', open))] : []),
    ];
  }

  /** A paragraph behind a lead, wrapped and hanging. */
  #indented(lead: string, text: string, indent: number): string[] {
    const leadWidth = displayWidth(lead.replace(/\u001b\[\d+m/g, ''));
    const [first, ...rest] = wrap(text, this.#columns - indent - leadWidth);
    return [`${' '.repeat(indent)}${lead}${first ?? ''}`, ...rest.map((line) => ' '.repeat(indent + leadWidth) + line)];
  }
}
