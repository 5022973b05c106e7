import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runIngest, type IngestCommand } from '../../pipeline/cli/ingest.js';
import { receiptFormatter } from '../../pipeline/formatters/receipts.js';
import { openDesk, type Desk } from './intake/desk.js';
import { memoryStream } from './memory-io.js';
import { mockPdf } from './pdfs.js';
import { zipOf } from './zips.js';

let desk: Desk;
beforeEach(async () => (desk = await openDesk()));
afterEach(() => desk.clear());

async function ingested(paths: string[], changes: Partial<IngestCommand> = {}): Promise<{ code: number; stdout: string; stderr: string }> {
  const [stdout, stderr] = [memoryStream(), memoryStream()];
  const command: IngestCommand = { paths, format: 'text', language: 'en', color: true, ...changes };
  const code = await runIngest(command, { stdout, stderr, env: {} }, { store: desk.store, files: desk.files });
  return { code, stdout: stdout.text().replaceAll(`${desk.folder}/`, ''), stderr: stderr.text() };
}

/** A folder of a new file, a copy of it, a file that is none, and one of the system. */
function sample(): string {
  desk.place('in/a.pdf', mockPdf('a'));
  desk.place('in/b.zip', zipOf([{ name: '=1+1.pdf', bytes: mockPdf('a') }]));
  desk.place('in/c.pdf', 'words');
  desk.place('in/.DS_Store', 'x');
  return join(desk.folder, 'in');
}

describe('gouji ingest', () => {
  it('prints a line per receipt with the reason, and totals that add up', async () => {
    const { code, stdout, stderr } = await ingested([sample()]);
    const [batch] = desk.store.rows;
    expect(stdout).toBe(
      [
        '     1  accepted     in/a.pdf',
        '     2  duplicate    in/b.zip/=1+1.pdf',
        `                     The same content as document ${desk.store.written[0]!.document_id ?? ''}.`,
        '     3  rejected     in/c.pdf',
        '                     Not a kind of file that can be checked (detected: text). Provide a PDF or a',
        '                     PNG, JPEG, TIFF or WebP image; save Word documents as PDF, convert HEIC, BMP',
        '                     and other images to JPEG or PNG first. [file/unsupported]',
        `Batch ${batch!.id} (in): 4 files found, 1 accepted, 1 duplicate, 1 rejected, 1 of the system skipped.`,
        '',
      ].join('\n'),
    );
    expect(stderr).toBe('');
    expect(code).toBe(2);
  });
  it('speaks Chinese', async () => {
    const { stdout } = await ingested([sample()], { language: 'zh', name: '三月归档' });
    expect(stdout).toContain('     3  拒收    in/c.pdf\n');
    expect(stdout).toContain('不是可以审读的文件类型');
    expect(stdout).toContain('（三月归档）：共 4 个文件，收下 1，重复 1，拒收 1，跳过系统文件 1。');
  });
  it('writes JSON', async () => {
    const { stdout } = await ingested([sample()], { format: 'json' });
    const [document] = desk.store.written.map(({ document_id }) => document_id);
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      receipts: [
        { number: 1, outcome: 'accepted', name: 'in/a.pdf', size: mockPdf('a').length, documentId: document, error: null },
        { number: 2, outcome: 'duplicate', documentId: document },
        { number: 3, outcome: 'rejected', sha256: null, documentId: null, error: { code: 'file/unsupported' } },
      ],
      batch: { name: 'in', state: 'running', priority: 10 },
      totals: { found: 4, accepted: 1, duplicate: 1, rejected: 1, skipped: 1 },
    });
  });
  it('writes CSV that no spreadsheet computes, the totals beside it', async () => {
    const { stdout, stderr } = await ingested([desk.place('=a.pdf', mockPdf('a')), desk.place('b,c.pdf', '')], { format: 'csv' });
    const rows = stdout.split('\r\n');
    expect(rows[0]).toBe('\ufeffnumber,outcome,file,bytes,sha256,document,code,reason');
    expect(rows[1]).toMatch(/^1,accepted,=a\.pdf,11,[0-9a-f]{64},[0-9a-f-]{36},,$/);
    expect(rows[2]).toMatch(/^2,rejected,"b,c\.pdf",0,,,file\/empty,The file is empty/);
    expect(rows.slice(3)).toEqual(['']);
    const formatter = receiptFormatter('csv', { language: 'zh', color: false, columns: 80 });
    expect(formatter.receipt({ ...desk.store.written[0]!, name: '=HYPERLINK("x")\u001b' })).toMatch(
      /^1,收下,"'=HYPERLINK\(""x""\)\ufffd",11,/,
    );
    expect(stderr).toContain('2 files found, 1 accepted');
  });
  it('ends well when everything is stored, now or before', async () => {
    const path = desk.place('a.pdf', mockPdf('a'));
    expect((await ingested([path])).code).toBe(0);
    expect((await ingested([path])).code).toBe(0);
  });
  it('writes a file whole or not at all', async () => {
    const out = join(desk.folder, 'receipts.json');
    const { stdout, stderr } = await ingested([sample()], { format: 'json', out });
    expect(stdout).toBe('');
    expect(stderr).toContain('4 files found');
    expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({ totals: { found: 4 } });
    desk.store.batches.addReceipt = () => Promise.reject(new Error('gone'));
    await expect(ingested([sample()], { out: join(desk.folder, 'other.txt') })).rejects.toThrow('gone');
    expect(existsSync(join(desk.folder, 'other.txt'))).toBe(false);
  });
  it('tells of each document before it prints it', async () => {
    const told: string[] = [];
    const stdout = memoryStream();
    await runIngest(
      { paths: [sample()], format: 'text', language: 'en', color: false },
      { stdout, stderr: memoryStream(), env: {} },
      {
        store: desk.store,
        files: desk.files,
        onReceipt: ({ number, outcome }) => void told.push(`${outcome} ${stdout.text().includes(`     ${number}  `)}`),
      },
    );
    expect(told).toEqual(['accepted false', 'duplicate false', 'rejected false']);
  });
});
