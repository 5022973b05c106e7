import type { FileStore } from './file-store.js';
import { LocalFileStore } from './local.js';
import type { S3Config } from './s3.js';

export type FileStoreConfig = LocalConfig | S3Config;

export interface LocalConfig {
  kind: 'local';
  /** Made when it is not there. */
  folder: string;
  /** Bytes of the volume that stay free (default 256 MB). */
  reserveBytes?: number | undefined;
}

/**
 * Opens the file store and clears temporary files that dead processes left. The client of S3 is loaded only when it is asked for.
 * @throws GoujiError storage/unavailable when its folder cannot be made
 */
export async function openFileStore(config: FileStoreConfig): Promise<FileStore> {
  if (config.kind === 'local') return new LocalFileStore(config.folder, config.reserveBytes).open();
  const { S3FileStore } = await import('./s3.js');
  return new S3FileStore(config).open();
}
