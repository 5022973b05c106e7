import { Writable } from 'node:stream';
import type { CommandIo, OutputStream } from '../../pipeline/cli/io.js';
import { run } from '../../pipeline/cli/program.js';

/** What one run of the command line printed and ended with. */
export interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

/** A stream that remembers. */
export function memoryStream(): OutputStream & { text: () => string } {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(Buffer.from(chunk));
      done();
    },
  });
  return Object.assign(stream, { text: () => Buffer.concat(chunks).toString('utf8') });
}

/** Runs the command line in this process. */
export async function gouji(argv: string[], env: CommandIo['env'] = { LANG: 'en_US.UTF-8' }): Promise<Outcome> {
  const [stdout, stderr] = [memoryStream(), memoryStream()];
  const code = await run(argv, { stdout, stderr, env });
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}
