import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { GoujiError } from '../../model/index.js';

const require = createRequire(import.meta.url);

/** Path of a file beside an installed module ("@scope/package/module"). @throws GoujiError ocr/engine-missing when it is not installed */
export function fileBeside(module: string, ...path: string[]): string {
  try {
    return join(dirname(require.resolve(module)), ...path);
  } catch (error) {
    throw new GoujiError('ocr/engine-missing', { name: module }, { cause: error });
  }
}

/** Bytes of a file beside an installed module: the only files extractors open. @throws GoujiError ocr/engine-missing when it is not there */
export async function bytesBeside(module: string, ...path: string[]): Promise<Uint8Array> {
  try {
    return await readFile(fileBeside(module, ...path));
  } catch (error) {
    throw new GoujiError('ocr/engine-missing', { name: path.at(-1) ?? module }, { cause: error });
  }
}
