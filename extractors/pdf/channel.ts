interface Message {
  sourceName: string;
  targetName: string;
  action?: string;
  callbackId?: number;
  chunk?: { fnArray?: unknown[]; argsArray?: unknown[] };
  [key: string]: unknown;
}
type Listener = (event: { data: Message }) => void;

/** pdfjs's own number for "this message answers a call". */
const ANSWER = 1;

/**
 * One end of the line between the two halves of pdfjs (display and core) when both live on one thread. pdfjs's own stand-in
 * clones every message deeply; drawing operators, fonts and images are the bulk of the work then. They are made afresh for
 * each message and only read afterwards, so this end hands them over as they are; only the two lists that pdfjs empties for
 * re-use are copied. Everything else is cloned as before.
 */
class ChannelEnd {
  readonly #listeners = new Set<Listener>();
  #peer: ChannelEnd | null = null;

  connect(peer: ChannelEnd): void {
    this.#peer = peer;
  }

  postMessage(message: Message, transfer?: ArrayBuffer[]): void {
    if (message.action === 'FontFallback') {
      // Glyph outlines are for painting only: answer at once instead of having every glyph of the font traced.
      const { sourceName, targetName, callbackId } = message;
      queueMicrotask(() => this.deliver({ sourceName: targetName, targetName: sourceName, callback: ANSWER, callbackId: callbackId ?? 0 }));
      return;
    }
    const copy = handOver(message, transfer);
    const peer = this.#peer;
    queueMicrotask(() => peer?.deliver(copy));
  }

  addEventListener(_name: string, listener: Listener, options?: { signal?: AbortSignal } | null): void {
    this.#listeners.add(listener);
    options?.signal?.addEventListener('abort', () => this.#listeners.delete(listener));
  }

  removeEventListener(_name: string, listener: Listener): void {
    this.#listeners.delete(listener);
  }

  terminate(): void {
    this.#listeners.clear();
  }

  deliver(data: Message): void {
    for (const listener of [...this.#listeners]) listener({ data });
  }
}

function handOver(message: Message, transfer?: ArrayBuffer[]): Message {
  if (message.action === 'commonobj' || message.action === 'obj') return message;
  const { chunk } = message;
  if (chunk?.fnArray !== undefined && chunk.argsArray !== undefined) {
    return { ...message, chunk: { ...chunk, fnArray: chunk.fnArray.slice(), argsArray: chunk.argsArray.slice() } };
  }
  return structuredClone(message, transfer === undefined ? undefined : { transfer });
}

/** Two connected ends: one for pdfjs's display half, one for its core half. */
export function openChannel(): { display: ChannelEnd; core: ChannelEnd } {
  const display = new ChannelEnd();
  const core = new ChannelEnd();
  display.connect(core);
  core.connect(display);
  return { display, core };
}
