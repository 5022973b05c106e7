import type { Writable } from 'node:stream';
import { GoujiError } from '../../model/index.js';

/** A stream the command writes to, and what it knows of the terminal behind it. */
export type OutputStream = Writable & { isTTY?: boolean; columns?: number };

/** The world around one run of the command line. */
export interface CommandIo {
  stdout: OutputStream;
  stderr: OutputStream;
  env: Readonly<Record<string, string | undefined>>;
  /** Aborts when the user interrupts. */
  signal?: AbortSignal;
}

/** Whoever read our output went away (`gouji … | head`): nothing is left to be done. */
export class ReaderGone extends Error {
  override readonly name = 'ReaderGone';
}

/** Writes and waits while the reader is slow; throws {@link ReaderGone} when there is no reader any more, else output/not-writable. */
export async function write(stream: Writable, text: string): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      stream.write(text, (error) => (error ? reject(error) : resolve()));
    });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    if (code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED') throw new ReaderGone();
    throw new GoujiError('output/not-writable', { file: 'stdout', reason: code }, { cause: error });
  }
}

/** Colours by the customs: NO_COLOR wins, then FORCE_COLOR, then whether a terminal is there. */
export function wantsColor(stream: OutputStream, env: CommandIo['env']): boolean {
  if (env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '') return false;
  if (env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '0') return true;
  return stream.isTTY === true && env['TERM'] !== 'dumb';
}
