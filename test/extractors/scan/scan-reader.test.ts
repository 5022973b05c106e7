import { describe, expect, it } from 'vitest';
import { GoujiError, type Page } from '../../../model/index.js';
import type { PagePicture } from '../../../extractors/image/image.js';
import { blankPage, issueOf } from '../../../extractors/layout/read-page.js';
import type { OcrEngine, OcrEngines } from '../../../extractors/ocr/engine.js';
import type { DrawnPage } from '../../../extractors/pdf/engine.js';
import { ScanReader } from '../../../extractors/scan/scan-reader.js';
import { failingEngine, mockEngines, sayingEngine } from '../ocr/mock-engines.js';
import { letters, paper } from './ink-on-paper.js';

/** A small sheet with a word on it, at 216 dpi. */
function picture(defects: string[] = []): PagePicture {
  const grey = paper(600, 300);
  letters(grey, 60, 100, 4);
  return { picture: { ...grey, channels: 1 }, toPage: [1 / 3, 0, 0, 0, 1 / 3, 0, 0, 0, 1], width: 200, height: 100, defects };
}

function drawn(number: number, show: () => Promise<PagePicture> = () => Promise.resolve(picture())): DrawnPage {
  const content = { glyphs: [], shapes: [], images: [], rotated: [], invisible: 0 } as unknown as DrawnPage['content'];
  return { number, of: 3, width: 200, height: 100, rotation: 0, content, widgets: [], undecoded: 0, picture: show };
}

/** What the text layer left of a page: that it has to be read as an image. */
function unread(number: number): Page {
  const page = blankPage({ number, width: 200, height: 100, rotation: 0 });
  page.source = 'scan';
  page.issues.push(issueOf('page/image-undecoded', { count: 1 }, 'zh'), issueOf('needs-ocr', { reasons: '无文本层' }, 'zh'));
  return page;
}

/** Engines that count how often they are opened and closed. */
function counted(first: OcrEngine = sayingEngine('组织架构')): { opened: number; closed: number; open: () => Promise<OcrEngines> } {
  const close = (): Promise<void> => {
    count.closed++;
    return Promise.resolve();
  };
  const count = {
    opened: 0,
    closed: 0,
    open: () => {
      count.opened++;
      return Promise.resolve({ ...mockEngines(first), close });
    },
  };
  return count;
}

const readerWith = (engines: () => Promise<OcrEngines>, language: 'zh' | 'en' = 'zh'): ScanReader => {
  return new ScanReader({ language, ocr: 'auto', engines });
};
const codes = (page: Page): string[] => page.issues.map(({ code }) => code);

describe('a reader of scanned pages', () => {
  it('reads a page, which then needs reading no more', async () => {
    const page = await readerWith(counted().open).read(drawn(2), unread(2));
    expect(page).toMatchObject({ number: 2, source: 'scan', issues: [] });
    expect(page.lines.map(({ text }) => text)).toEqual(['组织架构']);
  });

  it('keeps the other issues of the page, and tells what its picture lacks', async () => {
    const before = unread(1);
    before.issues.push(issueOf('page/failed', { reason: '别的' }, 'zh'));
    const page = await readerWith(counted().open).read(
      drawn(1, () => Promise.resolve(picture(['JPX decoder']))),
      before,
    );
    expect(codes(page)).toEqual(['page/failed', 'page/image-incomplete']);
    expect(page.issues[1]!.message).toContain('JPX decoder');
  });

  it('opens its engines for the first page and closes them once', async () => {
    const count = counted();
    const reader = readerWith(count.open);
    expect(count.opened).toBe(0);
    for (const number of [1, 2, 3]) await reader.read(drawn(number), unread(number));
    expect(count).toMatchObject({ opened: 1, closed: 0 });
    await reader.close();
    await reader.close();
    expect(count).toMatchObject({ opened: 1, closed: 1 });
  });

  it('opens nothing when there was nothing to read', async () => {
    const count = counted();
    await readerWith(count.open).close();
    expect(count).toMatchObject({ opened: 0, closed: 0 });
  });

  it.each(['ocr/engine-failed', 'ocr/engine-missing'] as const)('lets %s through: no other page could be read either', async (code) => {
    const engine: OcrEngine = {
      ...sayingEngine(''),
      read: () => Promise.reject(new GoujiError(code, { engine: 'paddle', name: 'x', reason: 'x' })),
    };
    const count = counted(engine);
    const reader = readerWith(count.open);
    await expect(reader.read(drawn(1), unread(1))).rejects.toMatchObject({ code });
    await reader.close();
    expect(count.closed).toBe(1);
    const missing = readerWith(() => Promise.reject(new GoujiError(code, { engine: 'paddle', name: 'x', reason: 'x' })));
    await expect(missing.read(drawn(1), unread(1))).rejects.toMatchObject({ code });
    await missing.close();
  });

  it('lets the failure of the second engine through as well', async () => {
    const engines = mockEngines(sayingEngine('38.5'), failingEngine('tesseract'));
    const reader = readerWith(() => Promise.resolve(engines));
    await expect(reader.read(drawn(1), unread(1))).rejects.toMatchObject({ code: 'ocr/engine-failed' });
  });

  it.each([
    ['a broken picture', new Error('no scan data'), 'no scan data'],
    ['an error of the catalogue about the image', new GoujiError('image/damaged', { reason: 'no end' }), 'no end'],
    ['what is no error at all', 'out of luck', 'out of luck'],
  ])('keeps the page as unread after %s, says why, and reads on', async (_, failure, reason) => {
    const reader = readerWith(counted().open);
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- decoders throw what they like
    const broken = drawn(1, () => Promise.reject(failure));
    const page = await reader.read(broken, unread(1));
    expect(page).toMatchObject({ number: 1, source: 'scan', lines: [], tables: [] });
    expect(codes(page)).toEqual(['page/image-undecoded', 'needs-ocr', 'page/failed']);
    expect(page.issues.at(-1)!.message).toContain(reason);
    expect(codes(await reader.read(drawn(2), unread(2)))).toEqual([]);
  });

  it('speaks the language it was asked for', async () => {
    const page = await readerWith(counted().open, 'en').read(
      drawn(1, () => Promise.reject(new Error('no scan data'))),
      unread(1),
    );
    expect(page.issues.at(-1)!.message).toBe('Reading this page failed (no scan data).');
  });

  it('leaves the page it was given as it is', async () => {
    const before = unread(1);
    const copy = structuredClone(before);
    await readerWith(counted().open).read(drawn(1), before);
    expect(before).toEqual(copy);
  });
});
