declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs' {
  /** The core half of pdfjs; answers on the given port. */
  export const WorkerMessageHandler: { initializeFromPort(port: unknown): void };
}
