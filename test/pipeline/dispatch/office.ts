import { setTimeout as sleep } from 'node:timers/promises';
import { PASSWORD } from '../../review/server/harness.js';

/** People who use a server that may be gone at any moment: they ask again until they are answered. */
export class Office {
  #headers: Record<string, string> = {};
  /** Decisions the server acknowledged: reason by finding. */
  readonly decided = new Map<string, string>();
  /** Hashes of files the server gave a receipt for. */
  readonly accepted = new Set<string>();

  constructor(readonly address: string) {}

  async signIn(name: string): Promise<void> {
    const answer = await this.#until('/api/session', () => ({ method: 'POST', ...json({ name, password: PASSWORD }) }));
    const { csrf } = (await answer.json()) as { csrf: string };
    const cookie = answer.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    this.#headers = { cookie, 'x-csrf-token': csrf };
  }

  /** Uploads files in one batch, so many at a time; what was cut off is sent again. */
  async upload(files: readonly { name: string; bytes: Uint8Array }[], atATime: number): Promise<void> {
    const begun = await this.#until('/api/batches', () => ({ method: 'POST', ...json({ name: 'archive' }) }));
    const { id } = (await begun.json()) as { id: string };
    for (let from = 0; from < files.length; from += atATime) {
      const answer = await this.#until(`/api/batches/${id}/files`, () => {
        const body = new FormData();
        for (const { name, bytes } of files.slice(from, from + atATime)) body.append('files', new Blob([bytes]), name);
        return { method: 'POST', body };
      });
      const { receipts } = (await answer.json()) as { receipts: { sha256: string; outcome: string; documentId: string | null }[] };
      for (const { sha256, documentId } of receipts) if (documentId !== null) this.accepted.add(sha256);
    }
    await this.#until(`/api/batches/${id}/seal`, () => ({ method: 'POST' }));
  }

  /** Dismisses one finding after the other, as they come in, until told to stop. */
  async decide(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      await sleep(100);
      const list = await this.#ask('/api/findings?decision=none&limit=3', {});
      if (list === null || !list.ok) continue;
      const { rows } = (await list.json()) as { rows: { id: string; version: number }[] };
      for (const { id, version } of rows) {
        const reason = `looked at ${this.decided.size}`;
        const decisions = [{ findingId: id, version, decision: 'dismissed', reason }];
        const answer = await this.#ask('/api/findings/decisions', { method: 'POST', ...json({ decisions }) });
        if (answer?.ok === true) this.decided.set(id, reason);
      }
    }
  }

  async #until(path: string, request: () => RequestInit): Promise<Response> {
    for (;;) {
      const answer = await this.#ask(path, request());
      if (answer?.ok === true) return answer;
      // A batch that was sealed before the answer was lost is sealed.
      if (answer?.status === 409 && path.endsWith('/seal')) return answer;
      if (answer !== null && answer.status < 500) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      await sleep(200);
    }
  }

  /** Null when nobody answered. */
  async #ask(path: string, init: RequestInit): Promise<Response | null> {
    try {
      const answer = await fetch(this.address + path, {
        ...init,
        headers: { ...this.#headers, ...(init.headers as Record<string, string>) },
      });
      // An answer that breaks off is none.
      return new Response(answer.status === 204 ? null : await answer.arrayBuffer(), { status: answer.status, headers: answer.headers });
    } catch {
      return null;
    }
  }
}

function json(body: unknown): RequestInit {
  return { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
}
