import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { Log } from '../../pipeline/cli/log.js';
import { run } from '../../pipeline/cli/program.js';
import { memoryStream } from './memory-io.js';

/** A stream whose every write fails. */
function brokenStream(code: string): Writable {
  const stream = new Writable({ write: (_chunk, _encoding, done) => done(Object.assign(new Error(code), { code })) });
  return stream.on('error', () => undefined);
}

it.each([
  ['EPIPE', 141, ''],
  ['ENOSPC', 2, '[output/not-writable]'],
])('a standard output that fails with %s ends the run with %i', async (code, exit, words) => {
  const stderr = memoryStream();
  expect(await run(['rules', '--lang', 'en'], { stdout: brokenStream(code), stderr, env: {} })).toBe(exit);
  expect(stderr.text()).toContain(words);
});

it('progress is one rewritten line on a terminal, sparse lines elsewhere', () => {
  const [terminal, file] = [Object.assign(memoryStream(), { isTTY: true }), memoryStream()];
  for (const stream of [terminal, file]) {
    const log = new Log(stream, (n, total) => `${n}/${total}`);
    for (let n = 0; n <= 100; n++) log.progress(n, 100);
    log.line('end');
  }
  expect(terminal.text().match(/\n/g)).toHaveLength(1);
  expect(terminal.text()).toMatch(/99\/100\r\u001b\[Kend\n$/);
  expect(file.text().split('\n')).toEqual([
    '10/100',
    '20/100',
    '30/100',
    '40/100',
    '50/100',
    '60/100',
    '70/100',
    '80/100',
    '90/100',
    '100/100',
    'end',
    '',
  ]);
});
