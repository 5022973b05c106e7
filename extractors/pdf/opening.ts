import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Where pdfjs keeps its data files: character maps, standard fonts, image decoders. */
const PACKAGE = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
const dataFolder = (name: string): string => `${join(PACKAGE, name)}/`;

/** A PDF and what opens it. */
export interface DocumentData {
  bytes: Uint8Array;
  password?: string | undefined;
}

/**
 * What pdfjs is given to open a document, for reading or drawing. Without the folders Chinese comes out empty and JBIG2 and JPX blank,
 * with no error. pdfjs takes the buffer for itself, and no Buffer at all: the caller keeps its own bytes. (A Buffer's slice() copies nothing.)
 */
export function openingOf({ bytes, password }: DocumentData): {
  data: Uint8Array;
  password?: string;
  cMapUrl: string;
  cMapPacked: boolean;
  standardFontDataUrl: string;
  wasmUrl: string;
  isEvalSupported: boolean;
  verbosity: number;
} {
  return {
    data: new Uint8Array(bytes),
    ...(password === undefined ? {} : { password }),
    cMapUrl: dataFolder('cmaps'),
    cMapPacked: true,
    standardFontDataUrl: dataFolder('standard_fonts'),
    wasmUrl: dataFolder('wasm'),
    isEvalSupported: false,
    verbosity: VerbosityLevel.ERRORS,
  };
}
