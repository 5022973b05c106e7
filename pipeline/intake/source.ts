import type { GoujiError } from '../../model/index.js';

/** Limits on what is taken in. `maxBytes` is per document, after unpacking. */
export interface IntakeLimits {
  maxBytes: number;
}

/** One document to be: named as the user gave it, its bytes read only when its turn comes. `read` throws a GoujiError. */
export interface Source {
  /** As given; inside a folder or ZIP, the given path and the inner one joined with "/". */
  file: string;
  read: () => Promise<Uint8Array>;
}

/** What the paths came to. Skipped files are counted so that nothing disappears silently. */
export interface Intake {
  sources: Source[];
  /** Files beside the documents (by extension), as named to the user. */
  skipped: string[];
  /** Hidden files and folders that were not looked at. */
  hidden: number;
  /** Frees what reading needs (open archives). */
  close: () => void;
}

/** A source that can only say why it cannot be read. */
export function refusedSource(file: string, error: GoujiError): Source {
  return { file, read: () => Promise.reject(error) };
}
