import type { Edge } from './edges.js';

/** Lines that end this far from each other still meet (points). */
export const REACH = 2.6;
/** A line that sticks out by more than this leads to a side that was not drawn. */
const OVERHANG = 8;

/** Where a horizontal and a vertical edge meet; indices into the lists given. */
export interface Intersection {
  horizontal: number;
  vertical: number;
  x: number;
  y: number;
}

/** Every meeting of a horizontal with a vertical edge. */
export function intersectionsOf(horizontals: readonly Edge[], verticals: readonly Edge[]): Intersection[] {
  const found: Intersection[] = [];
  const sorted = horizontals.map((edge, index) => ({ edge, index })).sort((a, b) => a.edge.at - b.edge.at);
  for (const [vertical, upright] of verticals.entries()) {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]!.edge.at < upright.from - REACH) low = middle + 1;
      else high = middle;
    }
    for (let index = low; index < sorted.length; index++) {
      const { edge: level, index: horizontal } = sorted[index]!;
      if (level.at > upright.to + REACH) break;
      if (level.from - REACH <= upright.at && upright.at <= level.to + REACH)
        found.push({ horizontal, vertical, x: upright.at, y: level.at });
    }
  }
  return found;
}

/** Edges that hang together: the drawing of one table, or of one frame. */
export interface Lattice {
  horizontals: Edge[];
  verticals: Edge[];
}

/** Groups edges into lattices by their intersections; edges that meet no other (underlines, separators) are in none. */
export function latticesOf(edges: readonly Edge[]): Lattice[] {
  const horizontals = edges.filter((edge) => edge.direction === 'horizontal');
  const verticals = edges.filter((edge) => edge.direction === 'vertical');
  const parent = Array.from({ length: horizontals.length + verticals.length }, (_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (parent[root] !== root) root = parent[root]!;
    for (let at = index; at !== root;) {
      const next = parent[at]!;
      parent[at] = root;
      at = next;
    }
    return root;
  };
  const met = new Set<number>();
  for (const { horizontal, vertical } of intersectionsOf(horizontals, verticals)) {
    parent[rootOf(horizontal)] = rootOf(horizontals.length + vertical);
    met.add(horizontal).add(horizontals.length + vertical);
  }
  const lattices = new Map<number, Lattice>();
  for (const index of met) {
    const root = rootOf(index);
    let lattice = lattices.get(root);
    if (lattice === undefined) lattices.set(root, (lattice = { horizontals: [], verticals: [] }));
    if (index < horizontals.length) lattice.horizontals.push(horizontals[index]!);
    else lattice.verticals.push(verticals[index - horizontals.length]!);
  }
  return [...lattices.values()];
}

/**
 * Tables are often drawn without their outer rules (no left and right side, no top rule after a page break). Where at least two
 * lines stick out to the same end and nothing closes them, the missing side is added along their ends.
 */
export function completeSides({ horizontals, verticals }: Lattice): Lattice {
  const sides = missingSides(horizontals, verticals).map(({ at, from, to }): Edge => ({ direction: 'vertical', at, from, to }));
  const uprights = [...verticals, ...sides];
  const caps = missingSides(uprights, horizontals).map(({ at, from, to }): Edge => ({ direction: 'horizontal', at, from, to }));
  return { horizontals: [...horizontals, ...caps], verticals: uprights };
}

function missingSides(lines: readonly Edge[], across: readonly Edge[]): { at: number; from: number; to: number }[] {
  const found: { at: number; from: number; to: number }[] = [];
  const first = Math.min(...lines.map((line) => line.from));
  const last = Math.max(...lines.map((line) => line.to));
  for (const [end, at, inward] of [
    ['from', first, 1],
    ['to', last, -1],
  ] as const) {
    const ending = lines.filter((line) => Math.abs(line[end] - at) <= REACH * 1.5);
    const nearest = Math.min(...across.map((line) => (line.at - at) * inward));
    if (ending.length < 2 || nearest < OVERHANG) continue;
    const ends = [...ending.map((line) => line.at), ...across.flatMap((line) => [line.from, line.to])];
    found.push({ at, from: Math.min(...ends), to: Math.max(...ends) });
  }
  return found;
}
