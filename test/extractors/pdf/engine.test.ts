import { readFileSync, readdirSync } from 'node:fs';
import { degrees, PDFDocument, rgb, StandardFonts, type PDFPage } from '@cantoo/pdf-lib';
import { describe, expect, it } from 'vitest';
import { extractPages } from '../../../extractors/index.js';
import type { AuditReport, Page } from '../../../model/index.js';

const texts = (page: Page | undefined): string[] => page?.lines.map((line) => line.text) ?? [];

async function pdf(draw: (page: PDFPage, document: PDFDocument) => void | Promise<void>, pages = 1): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  await document.embedFont(StandardFonts.Helvetica);
  for (let number = 0; number < pages; number++) await draw(document.addPage([400, 300]), document);
  return document.save();
}

describe('documents that cannot be read', () => {
  const plain = pdf((page) => page.drawText('A', { x: 50, y: 50 }));
  const encrypted = async (): Promise<Uint8Array> => {
    const document = await PDFDocument.load(await plain);
    document.encrypt({ userPassword: 'open', ownerPassword: 'own' });
    return document.save();
  };

  it('are refused with what is wrong', async () => {
    await expect(extractPages(new Uint8Array())).rejects.toMatchObject({ name: 'GoujiError', code: 'file/empty' });
    await expect(extractPages(new TextEncoder().encode('PK\x03\x04 and so on'))).rejects.toMatchObject({
      code: 'file/unsupported',
      details: { type: 'zip' },
    });
    await expect(extractPages(new TextEncoder().encode('%PDF-1.7\nnothing that follows'))).rejects.toMatchObject({ code: 'pdf/damaged' });
    await expect(extractPages((await plain).subarray(0, 200))).rejects.toMatchObject({ code: 'pdf/damaged' });
    await expect(extractPages(await pdf(() => undefined, 3), { maxPages: 2 })).rejects.toMatchObject({
      code: 'pdf/too-many-pages',
      details: { pages: 3, limit: 2 },
    });
  });

  it('a document without pages has none', async () => {
    const document = await PDFDocument.create();
    const bytes = await document.save({ addDefaultPage: false });
    await expect(extractPages(bytes)).rejects.toMatchObject({ code: 'pdf/no-pages' });
  });

  it('encrypted ones need their password', async () => {
    const bytes = await encrypted();
    await expect(extractPages(bytes)).rejects.toMatchObject({ code: 'pdf/password-required' });
    await expect(extractPages(bytes, { password: 'Open' })).rejects.toMatchObject({ code: 'pdf/password-wrong' });
    expect(texts((await extractPages(bytes, { password: 'open' }))[0])).toEqual(['A']);
  });

  it('bytes before the header do not matter, and the bytes given stay whole', async () => {
    const bytes = new Uint8Array([...new TextEncoder().encode('\n\n'), ...(await plain)]);
    const before = bytes.slice();
    expect(texts((await extractPages(bytes))[0])).toEqual(['A']);
    expect(bytes).toEqual(before);
  });

  it('a Buffer will do, one out of a larger block too, and stays whole', async () => {
    const bytes = Buffer.concat([Buffer.from('before'), await plain, Buffer.from('after')]).subarray(6, 6 + (await plain).length);
    const before = Buffer.from(bytes);
    expect(texts((await extractPages(bytes))[0])).toEqual(['A']);
    expect(texts((await extractPages(bytes))[0])).toEqual(['A']);
    expect(bytes.equals(before)).toBe(true);
  });

  it('odd page trees and page boxes end in an error with a code, a page that says so, or a page', async () => {
    const body = (pages: string, page: string): Uint8Array =>
      new TextEncoder().encode(
        `%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages ${pages}>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R ${page}>>\nendobj\ntrailer\n<</Size 4/Root 1 0 R>>\n%%EOF`,
      );
    const A4 = '/MediaBox[0 0 595 842]';
    await expect(extractPages(body('/Kids[3 0 R]/Count -3', A4))).rejects.toMatchObject({ code: 'pdf/no-pages' });
    const [loop] = await extractPages(body('/Kids[2 0 R]/Count 1', A4));
    expect(loop!.issues.map(({ code }) => code)).toEqual(['page/failed']);
    for (const box of ['[0 0 0 0]', '[0 0 1e9 1e9]', '[/a /b 1 2]', '[595 842 0 0]']) {
      const [page] = await extractPages(body('/Kids[3 0 R]/Count 1', `/MediaBox${box}`));
      expect(page).toMatchObject({ number: 1, lines: [], issues: [] });
    }
  });
});

describe('pages', () => {
  it('a blank page has no issue', async () => {
    const [page] = await extractPages(await pdf(() => undefined));
    expect(page).toMatchObject({ number: 1, width: 400, height: 300, source: 'text', issues: [], lines: [], tables: [], ticks: [] });
  });

  it('a page that is an image needs OCR, says why in either language, and the others go on', async () => {
    const pixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsZ6fVAAAAABJRU5ErkJggg==', 'base64');
    const bytes = await pdf(async (page, document) => {
      if (document.getPageCount() === 2) page.drawText('Text 2', { x: 50, y: 50 });
      else page.drawImage(await document.embedPng(pixel), { x: 0, y: 0, width: 400, height: 300 });
    }, 2);
    const pages = await extractPages(bytes, { language: 'en', ocr: 'off' });
    expect(pages[0]).toMatchObject({ source: 'scan', issues: [{ code: 'needs-ocr' }] });
    expect(pages[0]!.issues[0]!.message).toContain('the page is an image without usable text');
    expect(texts(pages[1])).toEqual(['Text 2']);
    expect((await extractPages(bytes, { ocr: 'off' }))[0]!.issues[0]!.message).toContain('整页是图像');
  });

  it('a page with broken drawing operators fails alone or reads what it can', async () => {
    const document = await PDFDocument.load(await pdf((page) => page.drawText('ok', { x: 50, y: 50 }), 2));
    const [first] = document.getPages();
    first!.node.delete((await import('@cantoo/pdf-lib')).PDFName.of('MediaBox'));
    first!.node.set((await import('@cantoo/pdf-lib')).PDFName.of('Contents'), document.context.obj(42));
    const pages = await extractPages(await document.save());
    expect(texts(pages[1])).toEqual(['ok']);
    expect(pages).toHaveLength(2);
  });

  it.each([0, 90, 180, 270] as const)('turned by %i degrees, with its visible part offset, are measured as shown', async (rotation) => {
    const [left, bottom, width, height] = [20, 30, 360, 240];
    const bytes = await pdf((page) => {
      page.setCropBox(left, bottom, width, height);
      page.setRotation(degrees(rotation));
      // 40 points right of and 60 below the shown page's top left corner.
      const place = {
        0: { x: left + 40, y: bottom + height - 60 },
        90: { x: left + 60, y: bottom + 40 },
        180: { x: left + width - 40, y: bottom + 60 },
        270: { x: left + width - 60, y: bottom + height - 40 },
      }[rotation];
      page.drawText('Shown', { ...place, size: 12, rotate: degrees(rotation) });
    });
    const [page] = await extractPages(bytes);
    const turned = rotation % 180 !== 0;
    expect(page).toMatchObject({ rotation, width: turned ? height : width, height: turned ? width : height });
    expect(texts(page)).toEqual(['Shown']);
    expect(page!.lines[0]!.box[0]).toBeCloseTo(40, 1);
    expect(page!.lines[0]!.box[1]).toBeCloseTo(60 - 0.88 * 12, 1);
    expect(page!.lines[0]!.size).toBeCloseTo(12, 5);
  });

  it('a drawn table and a drawn tick are found', async () => {
    const bytes = await pdf((page) => {
      for (const y of [200, 220, 240]) page.drawLine({ start: { x: 50, y }, end: { x: 250, y }, thickness: 0.5 });
      for (const x of [50, 150, 250]) page.drawLine({ start: { x, y: 200 }, end: { x, y: 240 }, thickness: 0.5 });
      page.drawText('Item', { x: 60, y: 226, size: 10 });
      page.drawText('95.5', { x: 160, y: 206, size: 10 });
      page.drawRectangle({ x: 50, y: 100, width: 9, height: 9, borderWidth: 0.8, borderColor: rgb(0, 0, 0) });
      page.drawLine({ start: { x: 51, y: 104 }, end: { x: 54, y: 101 } });
      page.drawLine({ start: { x: 54, y: 101 }, end: { x: 58, y: 108 } });
      page.drawText('Yes', { x: 63, y: 101, size: 10 });
      page.drawRectangle({ x: 120, y: 100, width: 9, height: 9, borderWidth: 0.8, borderColor: rgb(0, 0, 0) });
      page.drawText('No', { x: 133, y: 101, size: 10 });
    });
    const [page] = await extractPages(bytes);
    expect(page!.tables.map(({ rows, columns, cells }) => [rows, columns, ...cells.map((cell) => cell.lines[0]?.text ?? '')])).toEqual([
      [2, 2, 'Item', '', '', '95.5'],
    ]);
    expect(page!.tables[0]!.parts[0]!.box.map(Math.round)).toEqual([50, 60, 250, 100]);
    expect(page!.ticks.map(({ state, kind }) => [state, kind])).toEqual([
      ['ticked', 'vector'],
      ['empty', 'vector'],
    ]);
    expect(texts(page)).toEqual(['☑ Yes ☐ No']);
  });

  it('form fields: ticks by their state, text fields by what is filled in', async () => {
    const bytes = await pdf((page, document) => {
      const form = document.getForm();
      const box = (name: string, x: number) => {
        const field = form.createCheckBox(name);
        field.addToPage(page, { x, y: 200, width: 10, height: 10 });
        return field;
      };
      box('yes', 50).check();
      page.drawText('Yes', { x: 65, y: 201, size: 10 });
      box('no', 120);
      page.drawText('No', { x: 135, y: 201, size: 10 });
      const radio = form.createRadioGroup('mode');
      radio.addOptionToPage('onsite', page, { x: 50, y: 150, width: 10, height: 10 });
      radio.addOptionToPage('remote', page, { x: 120, y: 150, width: 10, height: 10 });
      radio.select('remote');
      page.drawText('Onsite', { x: 65, y: 151, size: 10 });
      page.drawText('Remote', { x: 135, y: 151, size: 10 });
      const text = form.createTextField('name');
      text.setText('Filled');
      text.addToPage(page, { x: 50, y: 100, width: 100, height: 20 });
    });
    const [page] = await extractPages(bytes);
    expect(page!.ticks.map(({ state, kind }) => `${state} ${kind}`)).toEqual([
      'ticked widget',
      'empty widget',
      'empty widget',
      'ticked widget',
    ]);
    expect(texts(page)).toEqual(['☑ Yes ☐ No', '☐ Onsite ☑ Remote', 'Filled']);
  });
});

describe('sample reports', () => {
  const folder = new URL('../../../fixtures/samples/', import.meta.url);
  const names = readdirSync(folder).filter((name) => name.endsWith('.pdf'));

  it('are there', () => {
    expect(names.length).toBeGreaterThan(0);
  });

  it.each(names)('%s: every page is text, every row of the score table stands in one table', async (name) => {
    const pages = await extractPages(new Uint8Array(readFileSync(new URL(name, folder))));
    expect(pages.flatMap((page) => page.issues)).toEqual([]);
    expect(pages.flatMap((page) => page.ticks).filter((tick) => tick.state === 'unknown')).toEqual([]);
    const { report } = JSON.parse(readFileSync(new URL(name.replace('.pdf', '.json'), folder), 'utf8')) as { report: AuditReport };
    const indicators = report.score.groups!.flatMap((group) => group.indicators);
    const plain = (lines: { text: string }[]): string =>
      lines
        .map((line) => line.text)
        .join('')
        .replace(/\s/g, '');
    const rowsOf = (table: Page['tables'][number]): string[][] =>
      Array.from({ length: table.rows }, (_, row) => table.cells.filter((cell) => cell.row === row).map((cell) => plain(cell.lines)));
    const tables = pages.flatMap((page) => page.tables).map(rowsOf);
    const holding = tables.filter((rows) =>
      indicators.every(({ name: indicator, score }) =>
        rows.some((row) => row.includes(indicator) && (score === null || row.some((text) => Number.parseFloat(text) === score))),
      ),
    );
    expect(holding).toHaveLength(1);
  });
});
