import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GoujiError } from '../../../model/index.js';
import { openFileStore } from '../../../pipeline/files/open.js';
import { Receiver } from '../../../pipeline/intake/receive.js';
import { mockPdf } from '../pdfs.js';
import { zipOf } from '../zips.js';
import { openDesk, type Desk } from './desk.js';

let desk: Desk;
beforeEach(async () => (desk = await openDesk()));
afterEach(() => desk.clear());

const pdf = mockPdf('a');

describe('paths', () => {
  it('are taken in the order given, each with its receipts', async () => {
    desk.place('in/b/2.pdf', mockPdf('2'));
    desk.place('in/b/10.pdf', mockPdf('10'));
    desk.place('in/a.pdf', pdf);
    desk.place('in/notes.txt', 'x');
    desk.place('in/.DS_Store', 'x');
    desk.place('in/.git/c.pdf', pdf);
    desk.place('in/b/Thumbs.db', 'x');
    desk.place(
      'in/c.zip',
      zipOf([
        { name: '深/x.pdf', bytes: pdf },
        { name: '.x', bytes: pdf },
      ]),
    );
    const { batch, totals } = await desk.ingest([
      desk.place('z.pdf', mockPdf('z')),
      join(desk.folder, 'in/'),
      join(desk.folder, 'none.pdf'),
    ]);
    expect(desk.lines()).toEqual([
      ['z.pdf', 'accepted'],
      ['in/a.pdf', 'accepted'],
      ['in/b/10.pdf', 'accepted'],
      ['in/b/2.pdf', 'accepted'],
      ['in/c.zip/深/x.pdf', 'duplicate'],
      ['in/notes.txt', 'file/unsupported'],
      ['none.pdf', 'file/not-found'],
    ]);
    expect(desk.store.written.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    // Skipped: .DS_Store, the folder .git, Thumbs.db, and .x in the ZIP.
    expect(totals).toMatchObject({ found: 11, accepted: 4, duplicate: 1, rejected: 2, skipped: 4 });
    expect(batch).toMatchObject({ state: 'running', priority: 10 });
  });
  it.each<[string, number, () => string[]]>([
    ['one document', 0, () => [desk.place('a.pdf', pdf)]],
    ['one ZIP', 10, () => [desk.place('a.zip', zipOf([{ name: 'a.pdf', bytes: pdf }]))]],
    ['a folder of one document', 10, () => [join(desk.place('in/a.pdf', pdf), '..')]],
    ['two documents', 10, () => [desk.place('a.pdf', pdf), desk.place('b.pdf', pdf)]],
    ['a file that is not there', 10, () => [join(desk.folder, 'none.pdf')]],
  ])('%s: priority %i', async (_, priority, paths) => {
    expect((await desk.ingest(paths())).batch.priority).toBe(priority);
  });
  it('may be links to files and folders, but not back up, nor to nothing', async () => {
    const outside = desk.place('outside/b.pdf', mockPdf('b'));
    desk.place('in/a.pdf', pdf);
    mkdirSync(join(desk.folder, 'in/sub'));
    symlinkSync(join(desk.folder, 'in'), join(desk.folder, 'in/sub/up'));
    symlinkSync(outside, join(desk.folder, 'in/to-file.pdf'));
    symlinkSync(join(desk.folder, 'outside'), join(desk.folder, 'in/to-folder'));
    symlinkSync(join(desk.folder, 'gone'), join(desk.folder, 'in/zz.pdf'));
    const { totals } = await desk.ingest([join(desk.folder, 'in')]);
    expect(desk.lines()).toEqual([
      ['in/a.pdf', 'accepted'],
      ['in/to-file.pdf', 'accepted'],
      ['in/to-folder/b.pdf', 'duplicate'],
      ['in/zz.pdf', 'file/not-found'],
    ]);
    expect(totals).toMatchObject({ found: 4, accepted: 2, duplicate: 1, rejected: 1, skipped: 0 });
  });
  it('that are empty, special, or cannot be read say so', async () => {
    mkdirSync(join(desk.folder, 'empty'));
    desk.place('hidden/.DS_Store', 'x');
    mkdirSync(join(desk.folder, 'special'));
    execFileSync('mkfifo', [join(desk.folder, 'special/pipe')]);
    execFileSync('mkfifo', [join(desk.folder, 'pipe.pdf')]);
    const { totals } = await desk.ingest(['empty', 'hidden', 'special', 'pipe.pdf'].map((name) => join(desk.folder, name)));
    expect(desk.lines()).toEqual([
      ['empty', 'archive/empty'],
      ['hidden', 'archive/empty'],
      ['special/pipe', 'file/unsupported'],
      ['pipe.pdf', 'file/unsupported'],
    ]);
    expect(totals).toMatchObject({ found: 5, rejected: 4, skipped: 1 });
  });
  it('that turn out not to be readable say so', async () => {
    const receiver = new Receiver(desk.context());
    mkdirSync(join(desk.folder, 'was-a-file'));
    await receiver.file(join(desk.folder, 'was-a-file'), 'was-a-file', 100);
    await receiver.file(join(desk.folder, 'gone.pdf'), 'gone.pdf', 100);
    expect((await receiver.finish()).totals).toMatchObject({ found: 2, rejected: 2 });
    expect(desk.lines()).toEqual([
      ['was-a-file', 'file/unreadable'],
      ['gone.pdf', 'file/not-found'],
    ]);
  });
  it('above the limit are refused without being read', async () => {
    const { totals } = await desk.ingest([desk.place('a.pdf', Buffer.concat([pdf, Buffer.alloc(5000)]))], { limits: { maxBytes: 1000 } });
    expect(desk.lines()).toEqual([['a.pdf', 'file/too-large']]);
    expect(desk.store.written[0]!.size).toBe(pdf.length + 5000);
    expect(totals).toMatchObject({ found: 1, rejected: 1 });
  });
});

it('every file of a large tree has exactly one receipt, and the counts add up', async () => {
  let expected = 0;
  for (let index = 0; index < 120; index += 1) {
    const name = `in/${index % 7}/${index % 3}/${index}`;
    if (index % 10 === 3) {
      const entries = [0, 1, 2].map((inner) => ({ name: `文/${inner}.pdf`, bytes: mockPdf(`${index % 4} ${inner}`) }));
      desk.place(`${name}.zip`, zipOf([...entries, { name: `${index}/x`, bytes: Buffer.from('words') }]));
      expected += 4;
    } else {
      desk.place(`${name}.pdf`, index % 10 === 5 ? 'words' : mockPdf(String(index % 50)));
      expected += 1;
    }
  }
  const { totals } = await desk.ingest([join(desk.folder, 'in')]);
  expect(totals.found).toBe(expected);
  expect(totals.accepted + totals.duplicate + totals.rejected).toBe(expected);
  expect(desk.store.written).toHaveLength(expected);
  expect(new Set(desk.store.written.map(({ name }) => name)).size).toBe(expected);
  expect(totals.duplicate).toBeGreaterThan(10);
  expect(desk.stored()).toHaveLength(totals.accepted);
});

describe('a batch that is interrupted', () => {
  it('keeps what came, and goes on to be worked on', async () => {
    const stop = new AbortController();
    for (let index = 0; index < 5; index += 1) desk.place(`in/${index}.pdf`, mockPdf(String(index)));
    const onReceipt = ({ number }: { number: number }): void => {
      if (number === 3) stop.abort(new Error('interrupted'));
    };
    await expect(desk.ingest([join(desk.folder, 'in')], { signal: stop.signal, onReceipt })).rejects.toThrow('interrupted');
    expect(desk.lines()).toHaveLength(3);
    expect(desk.store.rows[0]!.state).toBe('running');
    const again = await desk.ingest([join(desk.folder, 'in')]);
    expect(again.totals).toMatchObject({ found: 5, accepted: 2, duplicate: 3 });
  });
  it('by the database tells the first failure', async () => {
    desk.store.batches.addReceipt = () => Promise.reject(new GoujiError('store/unavailable', { reason: 'first' }));
    desk.store.batches.setState = () => Promise.reject(new GoujiError('store/unavailable', { reason: 'second' }));
    await expect(desk.ingest([desk.place('a.pdf', pdf)])).rejects.toMatchObject({ details: { reason: 'first' } });
  });
  it('by a kill has receipts only for contents that are whole, and the next start clears the rest', async () => {
    for (let index = 0; index < 400; index += 1)
      desk.place(`in/${index}.pdf`, Buffer.concat([mockPdf(String(index)), Buffer.alloc(50_000, index)]));
    const data = join(desk.folder, 'other');
    const program = fileURLToPath(new URL('ingest-until-killed.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', program, data, join(desk.folder, 'in')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let receipts = '';
    child.stdout.on('data', (chunk: Buffer) => {
      receipts += chunk.toString();
      if (receipts.split('\n').length > 40) child.kill('SIGKILL');
    });
    await new Promise((resolve) => child.once('close', resolve));
    const accepted = receipts.split('\n').slice(0, -1);
    expect(accepted.length).toBeGreaterThanOrEqual(40);
    expect(accepted.length).toBeLessThan(400);
    const files = await openFileStore({ kind: 'local', folder: data });
    for (const sha256 of accepted) expect((await files.read(sha256)).length).toBeGreaterThan(50_000);
    expect(readdirSync(join(data, 'tmp'))).toEqual([]);
    const stored = (readdirSync(data, { recursive: true }) as string[]).filter((name) => /[0-9a-f]{64}$/.test(name));
    for (const name of stored)
      expect(
        createHash('sha256')
          .update(readFileSync(join(data, name)))
          .digest('hex'),
      ).toBe(name.slice(3));
    expect(stored.length - accepted.length).toBeLessThanOrEqual(2);
    rmSync(data, { recursive: true });
  });
});
