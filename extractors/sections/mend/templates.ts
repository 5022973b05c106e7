import { ACT, PARTY } from '../headings.js';

/** A label's wording taken apart: characters, and alternatives of which one or, where optional, none stands there. */
type Node = string | { options: Node[][]; optional: boolean };

/** What a misread text means by a template: the wording nearest to it and how many characters differ. */
export interface Approximation {
  words: string;
  slips: number;
}

/** Templates as label-pattern.ts knows them; null for one that is a true pattern. */
export function parsedTemplate(template: string): Node[] | null {
  const plain = template.replaceAll('{party}', `(${PARTY})`).replaceAll('{act}', ACT).replace(/\\s\*/gu, '').replace(/\?:/gu, '');
  if (!/^[\u4e00-\u9fffA-Za-z（）/、()|?]+$/u.test(plain) || plain.includes('(?')) return null;
  let at = 0;
  const sequence = (): Node[] => {
    const nodes: Node[] = [];
    while (at < plain.length && plain[at] !== '|' && plain[at] !== ')') {
      const character = plain[at++]!;
      let node: Node = character;
      if (character === '(') {
        const options = [sequence()];
        while (plain[at] === '|') {
          at++;
          options.push(sequence());
        }
        at++;
        node = { options, optional: false };
      }
      if (plain[at] === '?') {
        at++;
        node = typeof node === 'string' ? { options: [[node]], optional: true } : { ...node, optional: true };
      }
      nodes.push(node);
    }
    return nodes;
  };
  const nodes: Node[][] = [];
  do {
    if (plain[at] === '|') at++;
    nodes.push(sequence());
  } while (plain[at] === '|');
  return nodes.length === 1 ? nodes[0]! : [{ options: nodes, optional: false }];
}

/** Of the ways to have read the text up to a place (the key), the one with the fewest slips. */
type States = Map<number, Approximation>;

function keep(states: States, at: number, state: Approximation): void {
  const known = states.get(at);
  if (known === undefined || state.slips < known.slips) states.set(at, state);
}

function through(nodes: readonly Node[], from: States, text: string, most: number): States {
  let states = from;
  for (const node of nodes) {
    if (states.size === 0) return states;
    const next: States = new Map();
    if (typeof node === 'string') {
      for (const [at, { words, slips }] of states) {
        const more = words + node;
        if (text[at] === node) keep(next, at + 1, { words: more, slips });
        if (slips === most) continue;
        // Another character in its place, none, or one too many before it.
        if (at < text.length && text[at] !== node) keep(next, at + 1, { words: more, slips: slips + 1 });
        keep(next, at, { words: more, slips: slips + 1 });
        if (text[at + 1] === node) keep(next, at + 2, { words: more, slips: slips + 1 });
      }
    } else {
      for (const option of node.options) for (const [at, state] of through(option, states, text, most)) keep(next, at, state);
      if (node.optional) for (const [at, state] of states) keep(next, at, state);
    }
    states = next;
  }
  return states;
}

/** The wording of a template that is nearest to a text, with at most so many characters wrong, lost or added; null for none. */
export function approximation(nodes: readonly Node[], text: string, most: number): Approximation | null {
  const states = through(nodes, new Map([[0, { words: '', slips: 0 }]]), text, most);
  const whole = states.get(text.length);
  const oneMore = states.get(text.length - 1);
  if (oneMore !== undefined && oneMore.slips < most && (whole === undefined || oneMore.slips + 1 < whole.slips))
    return { words: oneMore.words, slips: oneMore.slips + 1 };
  return whole ?? null;
}
