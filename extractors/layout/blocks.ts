import type { Block, Page, Table, TextLine } from '../../model/index.js';

/**
 * Body lines and tables of all pages in reading order over the document; running headers and footers are left out.
 * A table joined over page breaks stands once, where it begins.
 */
export function blocksOf(pages: readonly Page[]): Block[] {
  return pages.flatMap((page) => pageBlocks(page));
}

/** A line stands before a table when its middle is above the table's top. */
export function pageBlocks(page: { readonly lines: readonly TextLine[]; readonly tables: readonly Table[] }): Block[] {
  const tables = page.tables
    .map((table) => ({ top: table.parts[0]?.box[1] ?? 0, block: { kind: 'table', table } satisfies Block }))
    .sort((a, b) => a.top - b.top);
  const blocks: Block[] = [];
  let next = 0;
  for (const line of page.lines) {
    const middle = (line.box[1] + line.box[3]) / 2;
    for (let entry = tables[next]; entry !== undefined && entry.top < middle; entry = tables[++next]) blocks.push(entry.block);
    blocks.push({ kind: 'line', line });
  }
  for (const { block } of tables.slice(next)) blocks.push(block);
  return blocks;
}
