import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDoubtful, valueAt, type FileResult, type Page } from '../../model/index.js';
import type { Inspected } from '../dispatch/protocol.js';
import { escapeHtml as e } from '../formatters/escape-html.js';
import { confidenceText, readersText } from '../formatters/readings.js';
import type { CheckOptions } from '../stages/options.js';
import { openForDrawing } from './document.js';
import { drawOverlay, OVERLAY_COLORS } from './overlay.js';

/** 144 dpi. */
const SCALE = 2;

/** A checked document to be drawn: `pages` as they were read, in points of the pages as shown. */
export interface InspectedDocument {
  bytes: Uint8Array;
  pages: readonly Page[];
  result: FileResult;
  options: CheckOptions;
  folder: string;
}

/**
 * Writes page-001.png …, record.json and index.html into the folder: what was read of every page, drawn over it. `onDrawn` is called
 * after each page.
 */
export async function inspectDocument(
  { bytes, pages, result, options, folder }: InspectedDocument,
  onDrawn: () => void = () => undefined,
): Promise<Inspected> {
  const tables = pages.flatMap((page) => page.tables);
  await mkdir(folder, { recursive: true });
  const document = await openForDrawing(bytes, options);
  const written: string[] = [];
  const warnings: string[] = [];
  const write = async (name: string, content: string | Uint8Array): Promise<void> => {
    await writeFile(join(folder, name), content);
    written.push(name);
  };
  try {
    for (const page of pages) {
      try {
        const picture = await document.draw(page.number, SCALE);
        drawOverlay(picture, page, tables, result);
        await write(pictureName(page), picture.canvas.toBuffer('image/png'));
        onDrawn();
      } catch (error) {
        warnings.push(`page ${page.number}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  } finally {
    await document.close();
  }
  if (document.missingFonts.size > 0) warnings.push(`missing-fonts:${[...document.missingFonts].join(',')}`);
  await write('record.json', `${JSON.stringify(result, null, 2)}\n`);
  await write('index.html', indexPage(result, pages, new Set(written), options.language));
  return { files: written, warnings };
}

function pictureName({ number }: Pick<Page, 'number'>): string {
  return `page-${String(number).padStart(3, '0')}.png`;
}

const LEGEND = {
  zh: {
    line: '文本行',
    running: '页眉页脚',
    cell: '表格单元',
    field: '字段',
    doubtful: '把握不足',
    ticked: '已勾选',
    empty: '未勾选',
    unknown: '未知',
    finding: '不符',
    open: '请核对',
  },
  en: {
    line: 'text line',
    running: 'header, footer',
    cell: 'table cell',
    field: 'field',
    doubtful: 'doubtful',
    ticked: 'ticked',
    empty: 'empty',
    unknown: 'unknown',
    finding: 'discrepancy',
    open: 'please look',
  },
} as const;
const HEADS = {
  zh: { fields: ['字段', '值', '读到的文本', '把握', '各引擎读法'], lines: '文本行' },
  en: { fields: ['field', 'value', 'text as read', 'confidence', 'by reader'], lines: 'text lines' },
} as const;

function indexPage(result: FileResult, pages: readonly Page[], written: ReadonlySet<string>, language: 'zh' | 'en'): string {
  const legend = Object.entries(OVERLAY_COLORS).map(
    ([key, color]) => `<span style="border-color:${color}">${e(LEGEND[language][key as keyof typeof OVERLAY_COLORS])}</span>`,
  );
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><title>${e(result.file)}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src 'self' file:">
<style>
body{margin:1.5rem;font:14px/1.5 system-ui,"Noto Sans CJK SC",sans-serif;color:#1c1f23}
.legend{position:sticky;top:0;background:#fff;padding:.4rem 0} .legend span{border:2px solid;padding:0 .4rem;margin-right:.4rem;white-space:nowrap}
section{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:1.25rem;align-items:start;margin-top:1.5rem}
img{width:100%;border:1px solid #d9dde2} table{border-collapse:collapse;font-size:12px;width:100%} td,th{border-bottom:1px solid #e5e7eb;padding:.15rem .4rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
.doubtful td{background:#fdf2f8} .fail{color:#dc2626} .open{color:#4f46e5}
</style></head><body><h1>${e(result.file)}</h1>
<p>${e(result.status)} · <a href="record.json">record.json</a></p><p class="legend">${legend.join('')}</p>
${pages.map((page) => pageSection(result, page, written, language)).join('\n')}
</body></html>
`;
}

function pageSection(result: FileResult, page: Page, written: ReadonlySet<string>, language: 'zh' | 'en'): string {
  const name = pictureName(page);
  const picture = written.has(name) ? `<a href="${name}"><img src="${name}" alt="${page.number}"></a>` : '—';
  const findings = result.findings.flatMap((finding, index) =>
    finding.at.page === page.number
      ? [`<li value="${index + 1}" class="${finding.outcome}">${e(finding.message[language])} <code>${e(finding.rule)}</code></li>`]
      : [],
  );
  const rows = Object.entries(result.provenance)
    .filter(([, reading]) => reading.page === page.number)
    .map(([path, reading]) => {
      const value = valueAt(result.report, path);
      const shown = value === undefined ? '—' : JSON.stringify(value);
      const cells = [shown, reading.text, confidenceText(reading) ?? '', readersText(reading, language)].map(
        (cell) => `<td>${e(cell)}</td>`,
      );
      return `<tr${isDoubtful(reading) ? ' class="doubtful"' : ''}><td><code>${e(path)}</code></td>${cells.join('')}</tr>`;
    });
  const heads = HEADS[language].fields.map((head) => `<th>${e(head)}</th>`).join('');
  const issues = page.issues.map(({ code, message }) => `<p><code>${e(code)}</code> ${e(message)}</p>`).join('');
  return `<section><div>${picture}</div><div><h2>${page.number} (${page.source}, ${page.lines.length} ${e(HEADS[language].lines)})</h2>${issues}<ol>${findings.join('')}</ol><table><tr>${heads}</tr>${rows.join('')}</table></div></section>`;
}
