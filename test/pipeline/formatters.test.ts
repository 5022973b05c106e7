import { describe, expect, it } from 'vitest';
import { CheckOutput, type FileResult } from '../../model/index.js';
import type { Log } from 'sarif';
import type { Checked } from '../../pipeline/dispatch/protocol.js';
import { loadFormatter, type Format, type FormatContext } from '../../pipeline/formatters/formatter.js';
import { displayWidth } from '../../pipeline/formatters/width.js';
import { asChecked, checkedResult, finding, HOSTILE, oneOfEach, scannedResults } from './sample-results.js';

const CONTEXT: FormatContext = { language: 'zh', color: false, columns: 90, version: '0.1.0', startedAt: new Date(2025, 0, 2, 3, 4) };

async function format(name: Format, results: FileResult[] | AsyncIterable<Checked>, changes: Partial<FormatContext> = {}): Promise<string> {
  const formatter = await loadFormatter(name);
  let output = '';
  for await (const piece of formatter(Array.isArray(results) ? asChecked(results) : results, { ...CONTEXT, ...changes })) output += piece;
  return output;
}

/** A reader of CSV of our own, so that the writer is not checked with itself. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    if (quoted === undefined && plain === '' && end === '' && rows.at(-1)!.length === 0) break;
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') rows.push([]);
    if (end === '') break;
  }
  return rows.filter((row) => row.length > 0);
}

describe('json', () => {
  it('is the contract, one result per document in order', async () => {
    const parsed = CheckOutput.parse(JSON.parse(await format('json', oneOfEach())));
    expect(parsed.files).toEqual(oneOfEach());
  });
  it('is valid without any document', async () => {
    expect(JSON.parse(await format('json', []))).toEqual({ version: 1, files: [] });
  });
});

describe('text', () => {
  it('puts the grave first, printed and computed side by side, open ones last', async () => {
    const output = await format('text', oneOfEach());
    const order = [
      'in/a.pdf',
      '✖ 错误',
      '• 提示',
      '请核对——',
      '○ 请核对',
      'in/clean.pdf',
      '✔ 未发现不符',
      'in/partial.pdf',
      '第 2 页  本页需要识别',
      'in/broken.pdf',
      'pdf/damaged',
      '合计  4',
    ];
    const places = order.map((part) => output.indexOf(part));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(output).toMatch(/第 5 页 · 总计 +score\/total-mismatch/);
    expect(output).toMatch(/印刷值 96\.5 +→ +应为 95\.5/);
    expect(output).toMatch(/另见 第 4 页 .*小计 38\.5/);
    expect(output).toContain('4 份文件 · 1 份未发现不符 · 1 份有不符 · 1 份仅部分读取 · 1 份未能读取');
  });
  it('speaks English', async () => {
    const output = await format('text', oneOfEach(), { language: 'en' });
    expect(output).toContain('The total is printed as 96.5');
    expect(output).toContain('printed 96.5');
  });
  it('keeps to the terminal, counting Chinese characters double', async () => {
    const long = '审查范围与推荐范围不一致，'.repeat(20);
    const output = await format('text', [checkedResult({ findings: [finding({ message: { zh: long, en: long } })] })], { columns: 60 });
    for (const line of output.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(60);
    expect(output.replace(/\s/g, '')).toContain(long);
    expect(output).not.toMatch(/\n +，/);
  });
  it('colours only when asked', async () => {
    expect(await format('text', oneOfEach())).not.toContain('\u001b');
    expect(await format('text', oneOfEach(), { color: true })).toContain('\u001b[31m');
  });
  it('lets no document steer the terminal', async () => {
    const evil = 'a\u001b]0;owned\u0007\u202eb\r\nc';
    const output = await format('text', [checkedResult({ file: evil, findings: [finding({ message: { zh: evil, en: evil } })] })]);
    expect(output).not.toMatch(/[\u001b\u0007\u202e\r]/u);
  });
});

describe('csv', () => {
  it('starts with a BOM, has one row per finding and unread part, and none of the files is lost', async () => {
    const output = await format('csv', oneOfEach());
    expect(output.charCodeAt(0)).toBe(0xfeff);
    const [header, ...rows] = readCsv(output.slice(1));
    expect(header).toContain('文件');
    expect(rows.every((row) => row.length === header!.length)).toBe(true);
    expect(rows.map((row) => [row[0], row[header!.indexOf('结果')]])).toEqual([
      ['in/a.pdf', '不符'],
      ['in/a.pdf', '不符'],
      ['in/a.pdf', '请核对'],
      ['in/clean.pdf', '未发现不符'],
      ['in/partial.pdf', '未读'],
      ['in/partial.pdf', '未读'],
      ['in/broken.pdf', '未能读取'],
    ]);
    expect(rows[0]![header!.indexOf('印刷值')]).toBe('96.5');
    expect(rows[0]![header!.indexOf('应为')]).toBe('95.5');
  });
  it.each(['=HYPERLINK("http://x")', '+1+1', '-2', '@SUM(A1)', '\t=1', '＝1+1', '＋1', '－1', '＠x'])('disarms %j', async (cell) => {
    const output = await format('csv', [checkedResult({ file: cell, findings: [finding({ data: { reported: cell, computed: 1 } })] })]);
    const [header, row] = readCsv(output.slice(1));
    expect(row![0]).toBe(`'${cell}`);
    expect(row![header!.indexOf('印刷值')]).toBe(`'${cell}`);
  });
  it('cannot start a formula behind a line break', async () => {
    const output = await format('csv', [checkedResult({ findings: [finding({ data: { reported: '\r\n=1+1', computed: 'a\n=2' } })] })]);
    const [header, row] = readCsv(output.slice(1));
    expect(row![header!.indexOf('印刷值')]).toBe(' =1+1');
    expect(row![header!.indexOf('应为')]).toBe('a =2');
  });
  it('has headers in the language', async () => {
    expect((await format('csv', [], { language: 'en' })).slice(1)).toMatch(/^file,organization,/);
  });
});

describe('html', () => {
  const picture = { fingerprint: 'f00d', page: 5, note: null, data: 'data:image/webp;base64,AAAA', width: 595, height: 80 };
  const withPictures = async function* (results: FileResult[], missing = 0): AsyncGenerator<Checked> {
    for (const result of results)
      yield await Promise.resolve({ result, snippets: { pictures: [picture], missing, warnings: [] }, inspected: null });
  };

  it('shows every file, finding, both values and the paper, and requests nothing', async () => {
    const output = await format('html', withPictures(oneOfEach()));
    for (const text of [
      'in/a.pdf',
      'in/clean.pdf',
      'in/partial.pdf',
      'in/broken.pdf',
      '总计为 96.5',
      '本页需要识别',
      'score/total-mismatch',
      'pdf/damaged',
    ])
      expect(output).toContain(text);
    expect(output).toContain('<dt>印刷值</dt><dd>96.5</dd>');
    expect(output).toContain('src="data:image/webp;base64,AAAA"');
    expect(output).not.toMatch(/(src|href)="(?!data:|#)/);
    expect(output).toContain("default-src 'none'");
    expect(output).toContain('@media print');
    expect(output.match(/<section/g)).toHaveLength(4);
  });
  it('escapes whatever a document says', async () => {
    const report = checkedResult().report!;
    report.cover.organization = HOSTILE;
    const hostile = finding({
      message: { zh: HOSTILE, en: HOSTILE },
      data: { reported: HOSTILE, computed: HOSTILE },
      clause: HOSTILE,
      at: { path: HOSTILE, page: 1, box: null },
      related: [{ path: HOSTILE, page: 1, box: null, note: { zh: HOSTILE, en: HOSTILE } }],
    });
    const output = await format('html', [
      checkedResult({ file: HOSTILE, report, findings: [hostile], issues: [{ code: HOSTILE, message: HOSTILE }], status: 'partial' }),
    ]);
    expect(output).not.toContain('<script');
    expect(output).not.toContain('\u202e');
    expect(output.match(/&lt;script&gt;alert\(&quot;x&quot;\)&lt;\/script&gt;&amp;/g)!.length).toBeGreaterThanOrEqual(8);
  });
  it('says when places have no picture', async () => {
    expect(await format('html', withPictures([checkedResult({ findings: [finding()] })], 3))).toContain('3 处证据没有附图');
  });
  it('is of the language asked for', async () => {
    const output = await format('html', oneOfEach(), { language: 'en' });
    expect(output).toContain('<html lang="en">');
    expect(output).toContain('should be');
  });
});

describe('what was read from scans', () => {
  it('is told with its pages and doubts, the least sure first, by every format', async () => {
    const text = await format('text', scannedResults());
    expect(text).toContain('全部 7 页为扫描页，已识别；4 个字段把握不足');
    expect(text).toContain('第 2–3、5 页为扫描页，已识别；各字段读数均有把握');
    const unwrapped = text.replace(/\n {6,}/g, '');
    expect(unwrapped.split('\n').filter((line) => line.includes('存疑'))).toEqual([
      '    存疑 售后服务体系 / 资源配置 · 得分（第 4 页）：读作“4.5”，把握 62%，PP-OCR“4.5”，Tesseract“45”',
      '    存疑 商品服务 · 小计：读作空白，把握 81%',
      '    存疑 把握 55%',
      '    存疑 PP-OCR“王某”，Tesseract“玉某”',
    ]);
    // What is only read is not called printed, and what follows from it is not called right.
    expect(text).toMatch(/读作 96\.5 +→ +推算为 95\.5/);
    const html = await format('html', scannedResults());
    expect(html).toContain('全部 7 页为扫描页，已识别；4 个字段把握不足');
    expect(html).toContain('<li>售后服务体系 / 资源配置 · 得分（第 4 页）：读作“4.5”，把握 62%，PP-OCR“4.5”，Tesseract“45”</li>');
    expect(html).toContain('<dt>读作</dt><dd>96.5</dd>');
  });
  it('is told in English', async () => {
    const text = (await format('text', scannedResults(), { language: 'en' })).replace(/\n {6,}/g, ' ');
    expect(text).toContain('all 7 pages are scans, read by OCR; 4 fields doubtful');
    expect(text).toContain('pages 2–3, 5 are scans, read by OCR; no field doubtful');
    expect(text).toContain('score (page 4): read as "4.5", confidence 62%, PP-OCR "4.5", Tesseract "45"');
  });
  it('has columns of its own in CSV, behind those there were', async () => {
    const [header, ...rows] = readCsv((await format('csv', scannedResults())).slice(1));
    expect(header!.slice(-4)).toEqual(['SHA-256', '识别页', '把握', '识别情况']);
    expect(rows.every((row) => row.length === header!.length)).toBe(true);
    expect(rows.map((row) => row.slice(-3, -1))).toEqual([
      ['1–7', '62%'],
      ['1–7', '55%'],
      ['1–7', '85%'],
      ['2–3、5', ''],
    ]);
    expect(rows[0]!.at(-1)).toContain('Tesseract“45”');
  });
  it('stands in SARIF with all readings behind a finding', async () => {
    const { artifacts, results } = (JSON.parse(await format('sarif', scannedResults())) as Log).runs[0]!;
    expect(artifacts!.map(({ mimeType }) => mimeType)).toEqual(['image/tiff', 'application/pdf']);
    expect(artifacts![0]!.properties).toMatchObject({ scannedPages: [1, 2, 3, 4, 5, 6, 7], doubtfulFields: 4 });
    expect(results![0]!.properties!['readings']).toMatchObject([
      { path: 'score.groups[0].indicators[2].score', text: '4.5', confidence: 0.629, alternatives: [{ text: '4.5' }, { text: '45' }] },
      { path: 'score.groups[1].subtotal', text: '', confidence: 0.81 },
    ]);
  });
  it('says of a fairly sure reading that only one reader has looked', async () => {
    const [scan] = scannedResults();
    scan!.provenance['score.total'] = { ...scan!.provenance['score.total']!, readers: ['paddle'], confidence: 0.98 };
    scan!.findings = [finding({ outcome: 'open', doubts: ['score.total'] })];
    expect(await format('text', [scan!])).toContain('存疑 总计：读作“96.5”，把握 98%，只有 PP-OCR 读过');
  });
  it('is not mentioned where nothing was', async () => {
    expect(await format('text', oneOfEach())).not.toMatch(/扫描|存疑|把握/);
  });
  it('is cut where it would fill the page', async () => {
    const [scan] = scannedResults();
    const long = '服务体系'.repeat(200);
    const alternatives = [
      { reader: 'paddle' as const, text: long },
      { reader: 'tesseract' as const, text: `${long.slice(0, 400)}休${long.slice(401)}` },
    ];
    const doubtful = { ...scan!.provenance['conclusion.compiler']!, text: long, alternatives };
    const cells = Object.fromEntries([0, 1, 2, 3, 4, 5, 6].map((row) => [`score.groups[0].indicators[${row}].score`, doubtful]));
    scan!.provenance = { ...scan!.provenance, ...cells };
    scan!.findings = [finding({ outcome: 'open', doubts: Object.keys(cells) })];
    const lines = (await format('text', [scan!])).replace(/\n {6,}/g, '').split('\n');
    const doubts = lines.filter((line) => line.includes('存疑'));
    expect(doubts).toHaveLength(5);
    for (const line of doubts) expect(line.length).toBeLessThan(200);
    expect(doubts[0]).toContain('Tesseract“…');
    expect(doubts[4]).toContain('另有 3 处读数把握不足');
  });
});

describe('sarif', () => {
  it('has what SARIF 2.1.0 requires', async () => {
    const log = JSON.parse(await format('sarif', oneOfEach(), { language: 'en' })) as Log;
    expect(log.version).toBe('2.1.0');
    const run = log.runs[0]!;
    expect(run.tool.driver.name).toBe('gouji');
    expect(run.artifacts).toHaveLength(4);
    expect(run.artifacts![0]!.hashes!['sha-256']).toBe('ab'.repeat(32));
    expect(run.results!.map(({ kind, level }) => [kind, level])).toEqual([
      ['fail', 'note'],
      ['fail', 'error'],
      ['open', 'none'],
    ]);
    const [, result] = run.results!;
    expect(result!.message.text).toBe('The total is printed as 96.5; the scores add up to 95.5.');
    expect(result!.fingerprints).toEqual({ 'gouji/v1': 'f00d' });
    expect(result!.locations![0]!.properties).toEqual({ path: 'score.total', page: 5, box: [400, 500, 440, 514] });
    expect(result!.relatedLocations![0]!.message!.text).toBe('subtotal 38.5');
    expect(result!.properties!['message']).toEqual(finding().message);
    const invocation = run.invocations![0]!;
    expect(invocation.executionSuccessful).toBe(false);
    expect(invocation.toolExecutionNotifications!.map(({ level, descriptor }) => [level, descriptor!.id])).toEqual([
      ['warning', 'report/missing-section'],
      ['warning', 'needs-ocr'],
      ['error', 'pdf/damaged'],
    ]);
    for (const rule of run.tool.driver.rules!) expect(rule.shortDescription!.text).not.toBe('');
  });
  it('writes valid URI references', async () => {
    const log = JSON.parse(
      await format('sarif', [checkedResult({ file: '归档 2024/甲#1.pdf' }), checkedResult({ file: '/a b/c.pdf' })]),
    ) as Log;
    expect(log.runs[0]!.artifacts!.map(({ location }) => location!.uri)).toEqual([
      '%E5%BD%92%E6%A1%A3%202024/%E7%94%B2%231.pdf',
      'file:///a%20b/c.pdf',
    ]);
  });
});
