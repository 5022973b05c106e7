import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Client, Site } from './harness.js';

/** One server-sent event; a comment has no event. */
export interface Told {
  event: string | null;
  id: string | null;
  data: unknown;
}

/** A stream of events as a browser holds it open. */
export interface Stream {
  status: number;
  told: Told[];
  /** Resolves when the server has ended it. */
  ended: Promise<void>;
  close: () => void;
}

/** Opens a stream of events over a real connection; the site must listen. */
export function openEvents(site: Site, client: Client, path: string, headers: Record<string, string> = {}): Promise<Stream> {
  const { port } = site.app.server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const sent = request({ port, path, headers: { cookie: client.cookie, ...headers } }, (answer) => {
      const told: Told[] = [];
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (piece: string) => {
        text += piece;
        const events = text.split('\n\n');
        text = events.pop()!;
        told.push(...events.map(parse));
      });
      answer.on('error', () => undefined);
      const ended = new Promise<void>((end) => answer.once('close', end));
      resolve({ status: answer.statusCode ?? 0, told, ended, close: () => sent.destroy() });
    });
    sent.once('error', reject);
    sent.end();
  });
}

function parse(text: string): Told {
  const field = (name: string): string | null => new RegExp(`^${name}: (.*)$`, 'm').exec(text)?.[1] ?? null;
  const data = field('data');
  return {
    event: field('event') ?? (text.startsWith(':') ? 'comment' : null),
    id: field('id'),
    data: data === null ? null : (JSON.parse(data) as unknown),
  };
}
