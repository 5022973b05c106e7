import type { Checked } from '../dispatch/protocol.js';

/** The contract's output: `{"version":1,"files":[FileResult, …]}`, one document a line, written as results come. */
export async function* formatJson(results: AsyncIterable<Checked>): AsyncGenerator<string> {
  yield '{"version":1,"files":[';
  let separator = '\n';
  for await (const { result } of results) {
    yield separator + JSON.stringify(result);
    separator = ',\n';
  }
  yield '\n]}\n';
}
