import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeError, GoujiError } from '../../model/index.js';
import { collectSources } from '../../pipeline/intake/collect.js';
import { fileKind } from '../../pipeline/intake/kind.js';
import { pictures } from './images.js';
import { mockPdf } from './pdfs.js';
import { zipOf, type ZipEntry } from './zips.js';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'gouji-intake-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, bytes: Uint8Array | string): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, bytes);
  return path;
}

/** Every source below the folder by name: "ok", or the code of its error. */
async function taken(paths: string[], maxBytes = 1e8): Promise<{ files: [string, string][]; skipped: string[]; hidden: number }> {
  const intake = await collectSources(paths, { maxBytes });
  const files: [string, string][] = [];
  for (const { file, read } of intake.sources) {
    const name = file.replace(`${folder}/`, '');
    try {
      const bytes = await read();
      files.push([name, bytes.length > 0 ? 'ok' : 'no bytes']);
    } catch (error) {
      if (!(error instanceof GoujiError)) throw error;
      files.push([name, error.code]);
    }
  }
  intake.close();
  return { files, skipped: intake.skipped.map((file) => file.replace(`${folder}/`, '')), hidden: intake.hidden };
}

const pdf = mockPdf('a');
const zip = (name: string, entries: ZipEntry[]): string => put(name, zipOf(entries));

describe('files', () => {
  it('go by content, not by name', async () => {
    const paths = [put('a.pdf', pdf), put('b.dat', pdf), put('late.pdf', Buffer.concat([Buffer.from('junk\n'), pdf]))];
    expect((await taken(paths)).files).toEqual([
      ['a.pdf', 'ok'],
      ['b.dat', 'ok'],
      ['late.pdf', 'ok'],
    ]);
  });
  it('may be images of pages, whatever their names say', async () => {
    for (const [type, bytes] of Object.entries(await pictures())) {
      expect((await fileKind(bytes)) as unknown).toEqual({ kind: 'image', type });
      expect((await taken([put(`${type}.pdf`, bytes)])).files).toEqual([[`${type}.pdf`, 'ok']]);
    }
  });
  it.each([
    ['II*\0\xa0\x86\x01\0', 'little-endian'],
    ['MM\0*\0\x01\x86\xa0', 'big-endian'],
    ['II+\0\x08\0\0\0\xa0\x86\x01\0\0\0\0\0', 'BigTIFF'],
  ])('may be a TIFF whose directory lies far behind its start (%j, %s)', async (head) => {
    expect(await fileKind(Buffer.concat([Buffer.from(head, 'latin1'), Buffer.alloc(4000, 200)]))).toEqual({ kind: 'image', type: 'TIFF' });
  });
  it.each([
    ['HEIC', Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic')])],
    ['BMP', Buffer.concat([Buffer.from('BM'), Buffer.alloc(60)])],
    ['GIF', Buffer.from('GIF89a'.padEnd(60, '\0'))],
  ])('that are images nobody can read here (%s) say what to convert them to', async (type, bytes) => {
    const { sources } = await collectSources([put('photo.jpg', bytes)], { maxBytes: 1e6 });
    const error: unknown = await sources[0]!.read().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'file/unsupported', details: { type } });
    expect(describeError('file/unsupported', { type }, 'en').hint).toContain('convert HEIC');
    expect(describeError('file/unsupported', { type }, 'zh').hint).toContain('HEIC');
  });
  it.each([
    ['empty.pdf', '', 'file/empty'],
    ['text.pdf', 'just words', 'file/unsupported'],
    ['old.doc', Buffer.from('d0cf11e0a1b11ae1'.padEnd(1200, '0'), 'hex'), 'file/unsupported'],
  ])('%s is refused with its code when named', async (name, bytes, code) => {
    expect((await taken([put(name, bytes)])).files).toEqual([[name, code]]);
  });
  it('that are not there or too large say so', async () => {
    expect((await taken([join(folder, 'none.pdf'), put('big.pdf', Buffer.concat([pdf, Buffer.alloc(2000)]))], 1000)).files).toEqual([
      ['none.pdf', 'file/not-found'],
      ['big.pdf', 'file/too-large'],
    ]);
  });
  it('keep the order and the spelling in which they were given', async () => {
    put('b.pdf', pdf);
    put('a.pdf', pdf);
    const intake = await collectSources([`${folder}/b.pdf`, `${folder}/./a.pdf`], { maxBytes: 1e6 });
    expect(intake.sources.map(({ file }) => file)).toEqual([`${folder}/b.pdf`, `${folder}/./a.pdf`]);
  });
});

describe('folders', () => {
  it('are read recursively in order; side files and hidden ones are counted, other files are answered for', async () => {
    put('in/b/2.pdf', pdf);
    put('in/b/10.pdf', pdf);
    put('in/a.pdf', pdf);
    put('in/page.tif', (await pictures()).TIFF);
    put(
      'in/word.docx',
      zipOf([
        { name: '[Content_Types].xml', bytes: pdf },
        { name: 'word/document.xml', bytes: pdf },
      ]),
    );
    put('in/notes.txt', 'x');
    put('in/truth.json', '{}');
    put('in/.DS_Store', 'x');
    put('in/.git/c.pdf', pdf);
    expect(await taken([join(folder, 'in/')])).toEqual({
      files: [
        ['in/a.pdf', 'ok'],
        ['in/b/10.pdf', 'ok'],
        ['in/b/2.pdf', 'ok'],
        ['in/page.tif', 'ok'],
        ['in/word.docx', 'file/unsupported'],
      ],
      skipped: ['in/notes.txt', 'in/truth.json'],
      hidden: 2,
    });
  });
  it('may link back to themselves', async () => {
    put('in/a.pdf', pdf);
    mkdirSync(join(folder, 'in/sub'));
    symlinkSync(join(folder, 'in'), join(folder, 'in/sub/up'));
    symlinkSync(join(folder, 'gone'), join(folder, 'in/zz.pdf'));
    expect((await taken([join(folder, 'in')])).files).toEqual([
      ['in/a.pdf', 'ok'],
      ['in/zz.pdf', 'file/not-found'],
    ]);
  });
  it('with nothing to check are an error', async () => {
    mkdirSync(join(folder, 'empty'));
    put('side/only.txt', 'x');
    expect((await taken([join(folder, 'empty'), join(folder, 'side')])).files).toEqual([
      ['empty', 'archive/empty'],
      ['side', 'archive/empty'],
    ]);
  });
  it('have their ZIPs unpacked', async () => {
    zip('in/a.zip', [{ name: 'x.pdf', bytes: pdf }]);
    expect((await taken([join(folder, 'in')])).files).toEqual([['in/a.zip/x.pdf', 'ok']]);
  });
});

describe('ZIPs', () => {
  it('have names in UTF-8 or GBK, with or without the flag', async () => {
    const gbk = Buffer.from('b1a8b8e62f31bac52e706466', 'hex'); // 报告/1号.pdf in GBK
    const path = zip('a.zip', [
      { name: gbk, bytes: pdf },
      { name: '报告二.pdf', bytes: pdf },
      { name: '报告三.pdf', bytes: pdf, utf8: true },
      { name: Buffer.from('b1a8b8e6cbc42e706466', 'hex'), bytes: pdf, utf8: true },
      { name: 'win\\dir\\5.pdf', bytes: pdf },
    ]);
    expect((await taken([path])).files.map(([file]) => file)).toEqual([
      'a.zip/报告/1号.pdf',
      'a.zip/报告二.pdf',
      'a.zip/报告三.pdf',
      'a.zip/报告四.pdf',
      'a.zip/win/dir/5.pdf',
    ]);
  });
  it('leave out what systems put in, count side files, answer for the rest', async () => {
    const path = zip('a.zip', [
      { name: 'dir/', bytes: new Uint8Array() },
      { name: '__MACOSX/._a.pdf', bytes: pdf },
      { name: 'dir/.DS_Store', bytes: pdf },
      { name: 'dir/list.csv', bytes: pdf },
      { name: 'dir/a.pdf', bytes: pdf },
      { name: 'dir/b.png', bytes: (await pictures()).PNG },
      { name: 'dir/text.pdf', bytes: Buffer.from('words') },
    ]);
    expect(await taken([path])).toEqual({
      files: [
        ['a.zip/dir/a.pdf', 'ok'],
        ['a.zip/dir/b.png', 'ok'],
        ['a.zip/dir/text.pdf', 'file/unsupported'],
      ],
      skipped: ['a.zip/dir/list.csv'],
      hidden: 2,
    });
  });
  it.each<[string, ZipEntry]>([
    ['an absolute path', { name: '/etc/a.pdf', bytes: pdf }],
    ['a path upwards', { name: '../../a.pdf', bytes: pdf }],
    ['a path upwards in Windows spelling', { name: '..\\a.pdf', bytes: pdf }],
    ['a drive', { name: 'C:/a.pdf', bytes: pdf }],
    ['a control character', { name: 'a\u001b[2J.pdf', bytes: pdf }],
    ['encryption', { name: 'a.pdf', bytes: Buffer.alloc(40), encrypted: true }],
    ['an odd compression method', { name: 'a.pdf', bytes: pdf, method: 12 }],
    ['a symbolic link', { name: 'a.pdf', bytes: pdf, externalAttributes: (0o120777 << 16) >>> 0 }],
    ['a ZIP inside', { name: 'inner.pdf', bytes: zipOf([{ name: 'x.pdf', bytes: pdf }]) }],
    ['a bomb', { name: 'bomb.pdf', bytes: Buffer.concat([pdf, Buffer.alloc(20_000_000)]) }],
  ])('refuse %s', async (_, entry) => {
    const { files } = await taken([zip('a.zip', [entry, { name: 'good.pdf', bytes: pdf }])]);
    expect(files.map(([, code]) => code)).toEqual(['archive/refused-entry', 'ok']);
  });
  it('cannot hide the size of an entry', async () => {
    const large = Buffer.concat([pdf, Buffer.from(Array.from({ length: 60_000 }, (_, index) => (index * 7919) % 251))]);
    const path = zip('a.zip', [
      { name: 'honest.pdf', bytes: large },
      { name: 'lying.pdf', bytes: large, claimedSize: 500 },
    ]);
    expect((await taken([path], 10_000)).files.map(([, code]) => code)).toEqual(['file/too-large', 'archive/damaged']);
  });
  it('name an office document inside for what it is', async () => {
    const docx = zipOf([
      { name: '[Content_Types].xml', bytes: pdf },
      { name: 'word/document.xml', bytes: pdf },
    ]);
    expect((await taken([zip('a.zip', [{ name: 'a.docx', bytes: docx }])])).files).toEqual([['a.zip/a.docx', 'file/unsupported']]);
  });
  it('that are empty, cut off or corrupt say so', async () => {
    const whole = zipOf([{ name: 'a.pdf', bytes: pdf }]);
    expect(
      (
        await taken([
          put('empty.zip', zipOf([])),
          put('cut.zip', whole.subarray(0, whole.length - 30)),
          zip('crc.zip', [{ name: 'a.pdf', bytes: pdf, crc: 1 }]),
        ])
      ).files,
    ).toEqual([
      ['empty.zip', 'archive/empty'],
      ['cut.zip', 'archive/damaged'],
      ['crc.zip/a.pdf', 'archive/damaged'],
    ]);
  });
});
