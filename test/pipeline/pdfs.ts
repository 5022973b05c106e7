import { PDFDocument } from '@cantoo/pdf-lib';

/** A small PDF whose only page says the given words. */
export async function smallPdf(words = 'hello'): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.addPage([595, 842]).drawText(words, { x: 60, y: 700, size: 12 });
  return document.save();
}

/** Bytes that begin like a PDF and say something to the mock child. */
export function mockPdf(words: string): Buffer {
  return Buffer.from(`%PDF-1.4\n${words}\n`);
}
