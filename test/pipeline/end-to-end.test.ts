import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CheckOutput, FileResult } from '../../model/index.js';
import { lyingPhoto, pictures, scannedPdf, tiffOfPages } from './images.js';
import { gouji } from './memory-io.js';
import { simSunPdf, smallPdf } from './pdfs.js';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'gouji-run-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, bytes: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

async function check(...argv: string[]): Promise<{ code: number; files: FileResult[] }> {
  const { code, stdout } = await gouji(['check', ...argv, '--format', 'json']);
  return { code, files: CheckOutput.parse(JSON.parse(stdout)).files };
}

async function encryptedPdf(): Promise<Uint8Array> {
  const document = await PDFDocument.load(await smallPdf());
  document.encrypt({ userPassword: 'geheim', ownerPassword: 'owner', permissions: {} });
  return document.save();
}

const EMPTY_TREE = `%PDF-1.4
1 0 obj
<</Type/Catalog/Pages 2 0 R>>
endobj
2 0 obj
<</Type/Pages/Kids[]/Count 0>>
endobj
trailer
<</Size 3/Root 1 0 R>>
%%EOF
`;

describe('files that cannot be read are answered for one by one', () => {
  it('in one run, the good one among them checked', async () => {
    const whole = await smallPdf();
    const paths = [
      put('empty.pdf', ''),
      put('words.pdf', 'these are words'),
      put('cut.pdf', whole.subarray(0, 60)),
      put('locked.pdf', await encryptedPdf()),
      put('no-pages.pdf', EMPTY_TREE),
      join(folder, 'not-there.pdf'),
      put('good.pdf', whole),
    ];
    const { code, files } = await check(...paths);
    expect(code).toBe(2);
    expect(files.map(({ file, error }) => [file.slice(folder.length + 1), error?.code])).toEqual([
      ['empty.pdf', 'file/empty'],
      ['words.pdf', 'file/unsupported'],
      ['cut.pdf', 'pdf/damaged'],
      ['locked.pdf', 'pdf/password-required'],
      ['no-pages.pdf', 'pdf/no-pages'],
      ['not-there.pdf', 'file/not-found'],
      ['good.pdf', undefined],
    ]);
    for (const { error, status } of files) if (error !== null) expect([status, error.hint !== '']).toEqual(['failed', true]);
  });
  it('the password opens, a wrong one is told from none', async () => {
    const path = put('locked.pdf', await encryptedPdf());
    expect((await check(path, '--password', 'geheim')).files[0]!.error).toBeNull();
    expect((await check(path, '--password', 'Geheim')).files[0]!.error!.code).toBe('pdf/password-wrong');
  });
  it('limits hold', async () => {
    const document = await PDFDocument.create();
    for (let page = 0; page < 3; page++) document.addPage().drawText('x'.repeat(page + 1));
    const path = put('three.pdf', await document.save());
    expect((await check(path, '--max-pages', '2')).files[0]!.error!.code).toBe('pdf/too-many-pages');
    expect((await check(path, '--max-size', '0.0001')).files[0]!.error!.code).toBe('file/too-large');
    expect((await check(path)).files[0]!.error).toBeNull();
  });
});

describe('pages that are images', () => {
  it('are read out of every kind of file in one run, or left with the reason', async () => {
    const paths = [
      put('scan.pdf', await scannedPdf(2)),
      put('page1.png', (await pictures()).PNG),
      put('photo.jpg', await lyingPhoto()),
      put('many.tif', await tiffOfPages(3)),
      put('torn.jpg', (await pictures()).JPEG.subarray(0, 700)),
      put('broken.png', Buffer.concat([(await pictures()).PNG.subarray(0, 20), Buffer.alloc(500, 7)])),
    ];
    const read = await check(...paths, '--ocr', 'paddle');
    expect(
      read.files.map(({ pages, error }) => [
        pages.map(({ source }) => source),
        pages.flatMap(({ issues }) => issues.map(({ code }) => code)),
        error?.code,
      ]),
    ).toEqual([
      [['scan', 'scan'], [], undefined],
      [['scan'], [], undefined],
      [['scan'], [], undefined],
      [['scan', 'scan', 'scan'], [], undefined],
      [['scan'], expect.arrayContaining(['page/failed']), undefined],
      [[], [], 'image/damaged'],
    ]);
    const left = await check(...paths.slice(0, 4), '--ocr', 'off');
    expect(left.files.map(({ status }) => status)).toEqual(['partial', 'partial', 'partial', 'partial']);
    for (const { pages } of left.files)
      expect(pages.map(({ issues }) => issues.map(({ code }) => code))).toEqual(pages.map(() => ['needs-ocr']));
  }, 180_000);
  it('are limited in number like those of a PDF', async () => {
    expect((await check(put('many.tif', await tiffOfPages(3)), '--max-pages', '2')).files[0]!.error!.code).toBe('pdf/too-many-pages');
  });
  it('are drawn by inspect', async () => {
    const out = join(folder, 'tiff');
    const { code } = await gouji(['inspect', put('many.tif', await tiffOfPages(2)), '--out', out, '--ocr', 'off']);
    expect(code).toBe(0);
    expect(readdirSync(out).sort()).toEqual(['index.html', 'page-001.png', 'page-002.png', 'record.json']);
  });
});

it('a PDF that is no such report is partial, with nothing invented', async () => {
  const { files } = await check(put('hello.pdf', await smallPdf('hello')));
  expect(files[0]!.status).toBe('partial');
  expect(files[0]!.issues.length).toBeGreaterThan(0);
  expect(files[0]!.report!.score.total).toBeNull();
  expect(files[0]!.findings.filter(({ outcome, severity }) => outcome === 'fail' && severity === 'error')).toEqual([]);
});

it('inspect writes a picture per page, the record and an index', async () => {
  const out = join(folder, 'inspected/deep');
  const { code, stdout, stderr } = await gouji(['inspect', put('simsun.pdf', simSunPdf('服务认证审查报告')), '--out', out]);
  expect([code, stdout]).toEqual([0, '']);
  expect(stderr).toContain('wrote 3 files');
  expect(readdirSync(out).sort()).toEqual(['index.html', 'page-001.png', 'record.json']);
  expect(readFileSync(join(out, 'page-001.png')).subarray(1, 4).toString()).toBe('PNG');
  expect(FileResult.parse(JSON.parse(readFileSync(join(out, 'record.json'), 'utf8'))).file).toContain('simsun.pdf');
  expect(readFileSync(join(out, 'index.html'), 'utf8')).toContain('<img src="page-001.png"');
});

it('inspect says what it cannot draw', async () => {
  const { code, stderr } = await gouji(['inspect', join(folder, 'none.pdf'), '--out', join(folder, 'x')]);
  expect(code).toBe(2);
  expect(stderr).toContain('[file/not-found]');
});
