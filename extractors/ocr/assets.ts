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
