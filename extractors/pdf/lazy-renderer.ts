import type { DocumentData } from './opening.js';
import type { Renderer } from './render.js';

/** A renderer that is loaded, and opens the document, only when a page has to be drawn. */
export function lazyRenderer(document: DocumentData): Renderer {
  let renderer: Promise<Renderer> | null = null;
  return {
    draw: async (number, imageScale) => {
      renderer ??= import('./render.js').then(({ rendererOf }) => rendererOf(document));
      return (await renderer).draw(number, imageScale);
    },
    close: async () => (await renderer)?.close(),
  };
}
