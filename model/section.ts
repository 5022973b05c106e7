import { z } from 'zod';
import { Table, TextLine } from './page.js';

/** The cover and the five numbered sections of the form (服务认证审查报告). */
export const SectionId = z.enum(['cover', 'basic', 'result', 'narrative', 'suggestions', 'conclusion']);
export type SectionId = z.infer<typeof SectionId>;

/** A line or a table, in reading order over the whole document, running headers and footers left out. */
export const Block = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('line'), line: TextLine }),
  z.object({ kind: z.literal('table'), table: Table }),
]);
export type Block = z.infer<typeof Block>;

/** A section with its heading (the cover has none) and the blocks below it. */
export const Section = z.object({ id: SectionId, heading: TextLine.nullable(), blocks: z.array(Block) });
export type Section = z.infer<typeof Section>;
