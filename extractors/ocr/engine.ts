import type { Box, Reader } from '../../model/index.js';
import type { GreyImage } from '../image/image.js';

/** Which readers take pages without usable text: both, one of them, or none. */
export type OcrChoice = 'auto' | 'tesseract' | 'paddle' | 'off';

/** What may stand in a crop: any text, or a figure, date, code or phone number (digits, Latin letters and their punctuation). */
export type CropKind = 'text' | 'figure';

/** One line of print cut out of a straight page. `box` is its place in points; recorded readings are found by it. */
export interface LineCrop {
  page: number;
  box: Box;
  image: GreyImage;
  /** Pixels per point of `image`. */
  scale: number;
  kind: CropKind;
}

/** One character as read. `from` and `to` are parts of the crop's width, 0..1. */
export interface ReadCharacter {
  text: string;
  /** The engine's own score, 0..1; not calibrated. */
  score: number;
  from: number;
  to: number;
  /** What else it may be, best first, without `text` itself. */
  others: { text: string; score: number }[];
}

/** What an engine made of one crop; no characters when it saw nothing. */
export interface LineReading {
  characters: ReadCharacter[];
}

/**
 * A reader of text lines. Readings come in the order of the crops, one each; a crop an engine cannot make anything of gives an empty
 * reading, a broken engine throws GoujiError ocr/engine-failed. Engines hold processes, threads or memory until closed.
 */
export interface OcrEngine {
  readonly reader: Extract<Reader, 'tesseract' | 'paddle'>;
  read(crops: readonly LineCrop[]): Promise<LineReading[]>;
  close(): Promise<void>;
}

/** Finds where text lines stand on a page; boxes in pixels of the image, in no order. */
export interface LineFinder {
  find(image: GreyImage): Promise<Box[]>;
  close(): Promise<void>;
}

/** The engines of one document. With both, `first` reads every line and `second` what has to be read twice. */
export interface OcrEngines {
  first: OcrEngine;
  second: OcrEngine | null;
  /** Null: lines are found by their ink alone. */
  finder: LineFinder | null;
  close(): Promise<void>;
}
