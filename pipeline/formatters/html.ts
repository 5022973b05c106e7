import type { FileResult, Finding } from '../../model/index.js';
import type { Checked, Snippet, Snippets } from '../dispatch/protocol.js';
import { escapeHtml as e } from './escape-html.js';
import { fieldName } from './field-names.js';
import type { FormatContext } from './formatter.js';
import { HTML_STYLE } from './html-style.js';
import { doubtSentences, scanSummary } from './readings.js';
import { valueText } from './values.js';
import { countFindings, inReadingOrder, sideWords, unreadParts, word, type FindingCounts, type WordKey } from './words.js';

/** Pictures of one run together; a page far beyond this no longer opens comfortably. */
const MAX_PICTURE_CHARACTERS = 60_000_000;

const TEXTS = {
  zh: {
    title: '勾稽 · 审查报告复核结果',
    run: '生成于 {time}，gouji {version}',
    columns: ['文件', '组织名称 · 项目编号', '状态'],
    left: '{n} 处证据没有附图：{why}',
    limit: '本页附图已达上限，请按页码查看原件',
    lost: '图片未能绘制或超出单份上限，请按页码查看原件',
    legend: '“不符”是由印刷内容推算出的矛盾；“请核对”表示读数不足以下结论，需要人看原页。图中红框为问题所在，蓝框为与之对照之处。',
    back: '回到总表',
  },
  en: {
    title: 'gouji · audit report check',
    run: 'Generated {time} by gouji {version}',
    columns: ['File', 'Organization · project number', 'Status'],
    left: '{n} place(s) without a picture: {why}',
    limit: 'the pictures of this page have reached their limit; see the original by page number',
    lost: 'it could not be drawn, or the limit per document was reached; see the original by page number',
    legend:
      'A discrepancy follows from what is printed; "please look" means that the readings do not carry a verdict and a person has to see the page. Red marks the spot, blue what contradicts it.',
    back: 'Back to the table',
  },
} as const;

/** One self-contained, printable page per run: a table of all files, then every finding with the paper around it. Requests nothing. */
export async function* formatHtml(results: AsyncIterable<Checked>, context: FormatContext): AsyncGenerator<string> {
  const page = new HtmlPage(context);
  for await (const checked of results) page.add(checked);
  yield* page.pieces();
}

class HtmlPage {
  readonly #context: FormatContext;
  readonly #language: 'zh' | 'en';
  readonly #rows: string[] = [];
  readonly #sections: string[] = [];
  #pictureCharacters = 0;

  constructor(context: FormatContext) {
    this.#context = context;
    this.#language = context.language;
  }

  add({ result, snippets }: Checked): void {
    const id = `f${this.#rows.length + 1}`;
    const counts = countFindings(result.findings);
    this.#rows.push(this.#row(id, result, counts));
    this.#sections.push(this.#section(id, result, counts, snippets));
  }

  *pieces(): Generator<string> {
    const t = TEXTS[this.#language];
    const run = t.run.replace('{time}', localTime(this.#context.startedAt)).replace('{version}', this.#context.version);
    const heads = [
      ...t.columns.map((name) => `<th scope="col">${e(name)}</th>`),
      ...(['error', 'warning', 'info', 'open'] as const).map((key) => `<th scope="col" class="num">${e(this.#word(key))}</th>`),
    ];
    yield `<!doctype html>
<html lang="${this.#language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${e(t.title)}</title>
<style>${HTML_STYLE}</style>
</head>
<body><main id="top">
<header><h1>${e(t.title)}</h1><p class="soft small">${e(run)} · ${e(this.#word('files', this.#rows.length))}<br>${e(t.legend)}</p></header>
<table class="files"><thead><tr>${heads.join('')}</tr></thead><tbody>
`;
    yield* this.#rows;
    yield '</tbody></table>\n';
    yield* this.#sections;
    yield `<footer>${e(run)}</footer>\n</main></body></html>\n`;
  }

  #word(key: WordKey, n?: number): string {
    return word(key, this.#language, n);
  }

  #row(id: string, result: FileResult, counts: FindingCounts): string {
    const count = (key: keyof FindingCounts): string =>
      counts[key] === 0 ? '<td class="num zero">0</td>' : `<td class="num"><b class="${key}">${counts[key]}</b></td>`;
    const state = { checked: 'ok', partial: 'open', failed: 'error' }[result.status];
    return `<tr><td><a href="#${id}"><bdi>${e(result.file)}</bdi></a></td><td>${subjectCell(result)}</td><td class="state"><b class="${state}">${e(this.#word(result.status))}</b></td>${count('error')}${count('warning')}${count('info')}${count('open')}</tr>\n`;
  }

  #section(id: string, result: FileResult, counts: FindingCounts, snippets: Snippets | null): string {
    const ordered = inReadingOrder(result.findings);
    const failed = ordered.filter(({ outcome }) => outcome === 'fail');
    const open = ordered.filter(({ outcome }) => outcome === 'open');
    const parts = [`<section class="file" id="${id}">`, `<h2><bdi>${e(result.file)}</bdi></h2>`];
    const length = this.#word(result.pages.length === 1 ? 'onePage' : 'pages', result.pages.length);
    if (result.report !== null)
      parts.push(`<p class="subject">${e([subject(result), length].filter((part) => part !== '').join(' · '))}</p>`);
    const scan = scanSummary(result, this.#language);
    if (scan !== null) parts.push(`<p class="subject">${e(scan)}</p>`);
    if (result.error !== null) {
      const { code, message, hint } = result.error;
      parts.push(`<div class="failure"><p class="message">${e(message)}</p><p>${e(hint)}</p><p class="mono soft">${e(code)}</p></div>`);
    } else {
      parts.push(`<p class="summary">${this.#summary(result, counts)}</p>`);
    }
    parts.push(this.#unread(result));
    for (const finding of failed) parts.push(this.#finding(finding, result, snippets));
    if (open.length > 0) parts.push(`<h3>${e(this.#word('openExplained'))}</h3>`);
    for (const finding of open) parts.push(this.#finding(finding, result, snippets));
    const missing = snippets?.missing ?? 0;
    if (missing > 0) parts.push(`<p class="soft small">${e(this.#left(missing, 'lost'))}</p>`);
    parts.push(
      `<p class="small soft">SHA-256 <span class="mono">${e(result.sha256 ?? '—')}</span> · <a href="#top">${e(TEXTS[this.#language].back)}</a></p></section>\n`,
    );
    return parts.join('\n');
  }

  #summary({ outcomes, status }: FileResult, counts: FindingCounts): string {
    const labels = { error: 'countError', warning: 'countWarning', info: 'countInfo', open: 'countOpen' } as const;
    const found = (['error', 'warning', 'info', 'open'] as const)
      .filter((key) => counts[key] > 0)
      .map((key) => `<b class="${key}">${e(this.#word(labels[key], counts[key]))}</b>`);
    if (found.length === 0) found.push(`<b class="${status === 'checked' ? 'ok' : ''}">${e(this.#word('noDiscrepancy'))}</b>`);
    if (status === 'partial') found.unshift(`<b class="open">${e(this.#word('partial'))}</b>`);
    const rules = [this.#word('rulesPassed', outcomes.pass)];
    if (outcomes.open > 0) rules.push(this.#word('rulesOpen', outcomes.open));
    if (outcomes.notApplicable > 0) rules.push(this.#word('rulesNotApplicable', outcomes.notApplicable));
    return `${found.join(' · ')} <span class="soft">· ${e(rules.join(', '))}</span>`;
  }

  #unread(result: FileResult): string {
    const parts = unreadParts(result);
    if (parts.length === 0) return '';
    const items = parts.map(({ page, message }) => `<li>${e(page === null ? message : `${this.#word('page', page)}  ${message}`)}</li>`);
    return `<div class="unread">${e(this.#word('unreadNote'))}<ul>${items.join('')}</ul></div>`;
  }

  #finding(finding: Finding, result: FileResult, snippets: Snippets | null): string {
    const { report } = result;
    const kind = finding.outcome === 'open' ? 'open' : finding.severity;
    const place = finding.at.page === null ? this.#word('noPlace') : this.#word('page', finding.at.page);
    const field = fieldName(finding.at.path, report, this.#language);
    const parts = [
      `<article class="${kind}">`,
      `<div class="head"><span class="tag">${e(this.#word(kind))}</span><span>${e(place)} · <strong>${e(field)}</strong></span><span class="rule mono">${e(finding.rule)}</span></div>`,
      `<p class="message">${e(finding.message[this.#language])}</p>`,
    ];
    if ('reported' in finding.data && 'computed' in finding.data) {
      const words = sideWords(finding);
      const side = (key: 'reported' | 'computed'): string =>
        `<div><dt>${e(this.#word(words[key]))}</dt><dd>${e(valueText(finding.data[key], this.#language))}</dd></div>`;
      parts.push(`<dl class="sides">${side('reported')}${side('computed')}</dl>`);
    }
    const doubts = doubtSentences(finding, result, this.#language);
    if (doubts.length > 0) {
      const items = doubts.map((sentence) => `<li>${e(sentence)}</li>`);
      parts.push(`<div class="small soft">${e(this.#word('doubt'))}</div><ul class="related doubts">${items.join('')}</ul>`);
    }
    if (finding.related.length > 0) {
      const items = finding.related.map(({ path, page, note }) => {
        const where = [page === null ? '' : this.#word('page', page), fieldName(path, report, this.#language)]
          .filter((part) => part !== '')
          .join(' · ');
        return `<li>${e(where)}${note[this.#language] === '' ? '' : `${e(this.#word('colon'))}${e(note[this.#language])}`}</li>`;
      });
      parts.push(`<div class="small soft">${e(this.#word('related'))}</div><ul class="related">${items.join('')}</ul>`);
    }
    if (finding.clause !== undefined)
      parts.push(`<p class="small soft">${e(this.#word('clause'))}${e(this.#word('colon'))}${e(finding.clause)}</p>`);
    const own = snippets?.pictures.filter(({ fingerprint }) => fingerprint === finding.fingerprint) ?? [];
    const shown = own.filter((snippet) => this.#hasRoom(snippet));
    parts.push(...shown.map((snippet) => this.#figure(snippet)));
    if (shown.length < own.length) parts.push(`<p class="soft small">${e(this.#left(own.length - shown.length, 'limit'))}</p>`);
    parts.push('</article>');
    return parts.join('\n');
  }

  #figure({ page, note, data, width, height }: Snippet): string {
    const caption = [this.#word('page', page), note?.[this.#language] ?? ''].filter((part) => part !== '').join(' · ');
    return `<figure><figcaption>${e(caption)}</figcaption><img src="${e(data)}" width="${width}" height="${height}" alt="${e(caption)}"></figure>`;
  }

  #hasRoom({ data }: Snippet): boolean {
    if (this.#pictureCharacters + data.length > MAX_PICTURE_CHARACTERS) return false;
    this.#pictureCharacters += data.length;
    return true;
  }

  #left(n: number, why: 'limit' | 'lost'): string {
    const t = TEXTS[this.#language];
    return t.left
      .replace('{n}', String(n))
      .replace('(s)', n === 1 ? '' : 's')
      .replace('{why}', t[why]);
  }
}

function subject({ report }: FileResult): string {
  if (report === null) return '';
  const parts = [report.cover.organization ?? report.basic.organization, report.cover.projectNumber ?? report.basic.projectNumber];
  return parts.filter((part) => part !== null).join(' · ');
}

/** The same for the table, where a number must not break in two. */
function subjectCell(result: FileResult): string {
  return subject(result)
    .split(' · ')
    .map((part) => `<span class="whole">${e(part)}</span>`)
    .join(' · ');
}

/** yyyy-mm-dd hh:mm in the time zone of the machine. */
function localTime(date: Date): string {
  const pad = (n: number): string => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())} ${pad(date.getHours())}:${pad(date.getMinutes())}`;
}
