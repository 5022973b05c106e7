import type { Box } from '../../model/index.js';
import type { Shape } from '../pdf/content.js';

/**
 * A ruling line: horizontal at y = `at` from x = `from` to x = `to`, or vertical at x = `at` from y = `from` to y = `to`.
 * Points, y down.
 */
export interface Edge {
  direction: 'horizontal' | 'vertical';
  at: number;
  from: number;
  to: number;
}

/** A filled shape no thicker than this is a line (points). */
export const RULE_THICKNESS = 3;
/** A stroked segment may slant by this much and still count as level or upright. */
const SLANT = 0.7;
/** Lines at least this light are not seen on paper. */
const PAPER = 0.97;
/** Parallel lines nearer than this are one line (double rules, borders drawn cell by cell). */
const SAME_LINE = 2.6;
/** Gaps up to this are closed: dashes, dots, corners that do not quite meet. */
const JOIN_GAP = 3.5;
/** What remains shorter than this after joining is no ruling line. */
const SHORTEST = 6;

/** Ruling lines of painted shapes: axis-parallel strokes, sides of stroked boxes, thin fills, dots of dotted lines. */
export function edgesOf(shapes: readonly Shape[]): Edge[] {
  const edges: Edge[] = [];
  for (const shape of shapes) {
    if (shape.stroke !== null && shape.stroke < PAPER && shape.width <= RULE_THICKNESS * 2 && !shape.curved) strokeEdges(shape, edges);
    else if (shape.fill !== null && shape.fill < PAPER) fillEdges(shape.box, edges);
  }
  return edges;
}

function strokeEdges({ points }: Shape, edges: Edge[]): void {
  for (let index = 0; index + 3 < points.length; index += 2) {
    const x0 = points[index]!;
    const y0 = points[index + 1]!;
    const x1 = points[index + 2]!;
    const y1 = points[index + 3]!;
    if (Math.abs(y1 - y0) <= SLANT && Math.abs(x1 - x0) > SLANT) {
      edges.push({ direction: 'horizontal', at: (y0 + y1) / 2, from: Math.min(x0, x1), to: Math.max(x0, x1) });
    } else if (Math.abs(x1 - x0) <= SLANT && Math.abs(y1 - y0) > SLANT) {
      edges.push({ direction: 'vertical', at: (x0 + x1) / 2, from: Math.min(y0, y1), to: Math.max(y0, y1) });
    }
  }
}

function fillEdges([x0, y0, x1, y1]: Box, edges: Edge[]): void {
  const width = x1 - x0;
  const height = y1 - y0;
  // A dot belongs to a dotted line in either direction; the wrong reading stays short and is dropped after joining.
  if (height <= RULE_THICKNESS && width >= Math.min(height, 0.1))
    edges.push({ direction: 'horizontal', at: (y0 + y1) / 2, from: x0, to: x1 });
  if (width <= RULE_THICKNESS && height >= Math.min(width, 0.1)) edges.push({ direction: 'vertical', at: (x0 + x1) / 2, from: y0, to: y1 });
}

/** Parallel edges within tolerance become one; pieces of a line that nearly touch are joined; scraps are dropped. */
export function mergeEdges(edges: readonly Edge[]): Edge[] {
  return [...mergeDirection(edges, 'horizontal'), ...mergeDirection(edges, 'vertical')];
}

function mergeDirection(edges: readonly Edge[], direction: Edge['direction']): Edge[] {
  const sorted = edges.filter((edge) => edge.direction === direction).sort((a, b) => a.at - b.at);
  const merged: Edge[] = [];
  let group: Edge[] = [];
  const close = (): void => {
    merged.push(...joinPieces(group));
    group = [];
  };
  for (const edge of sorted) {
    if (group.length > 0 && edge.at - group[0]!.at > SAME_LINE) close();
    group.push(edge);
  }
  close();
  return merged.filter((edge) => edge.to - edge.from >= SHORTEST);
}

/** Pieces at (nearly) one height, joined where they overlap or nearly touch. Long pieces decide where the line stands. */
function joinPieces(group: readonly Edge[]): Edge[] {
  const pieces: (Edge & { weight: number })[] = [];
  for (const edge of group.toSorted((a, b) => a.from - b.from)) {
    const weight = Math.max(edge.to - edge.from, 0.01);
    const last = pieces.at(-1);
    if (last !== undefined && edge.from <= last.to + JOIN_GAP) {
      last.at = (last.at * last.weight + edge.at * weight) / (last.weight + weight);
      last.weight += weight;
      last.to = Math.max(last.to, edge.to);
    } else {
      pieces.push({ ...edge, weight });
    }
  }
  return pieces.map(({ direction, at, from, to }) => ({ direction, at, from, to }));
}
