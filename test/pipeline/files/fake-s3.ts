import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An S3 server as far as contents need one: PUT, GET and HEAD of objects and HEAD of a bucket, path style. It is strict about lengths and checksums. */
export interface FakeS3 {
  endpoint: string;
  objects: Map<string, Buffer>;
  /** Method and path of every request. */
  requests: string[];
  /** How the next PUTs fail, first to last: with an HTTP status, or `cut` off. */
  failures: (number | 'cut')[];
  close: () => Promise<void>;
}

export async function fakeS3(bucket: string, accessKeyId: string): Promise<FakeS3> {
  const objects = new Map<string, Buffer>();
  const requests: string[] = [];
  const failures: (number | 'cut')[] = [];

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', headers } = request;
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://s3').pathname);
    requests.push(`${method} ${path}`);
    const failure = method === 'PUT' ? failures.shift() : undefined;
    if (failure === 'cut') return void request.socket.destroy();
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    if (failure !== undefined) {
      refuse(response, method, failure, 'SlowDown');
      return;
    }
    if (!(headers.authorization ?? '').includes(`Credential=${accessKeyId}/`)) {
      refuse(response, method, 403, 'InvalidAccessKeyId');
      return;
    }
    const [, inBucket, ...rest] = path.split('/');
    const key = rest.join('/');
    if (inBucket !== bucket) {
      refuse(response, method, 404, 'NoSuchBucket');
      return;
    }
    if (method === 'HEAD' && key === '') return void response.end();
    if (method === 'PUT') {
      if (headers['content-length'] === undefined) {
        refuse(response, method, 411, 'MissingContentLength');
        return;
      }
      if (Number(headers['content-length']) !== body.length || headers['content-encoding']?.includes('aws-chunked') === true) {
        refuse(response, method, 400, 'IncompleteBody');
        return;
      }
      const digest = createHash('sha256').update(body).digest('base64');
      if (headers['x-amz-checksum-sha256'] !== digest) {
        refuse(response, method, 400, 'BadDigest');
        return;
      }
      objects.set(key, body);
      return void response.setHeader('etag', '"x"').end();
    }
    const object = objects.get(key);
    if (object === undefined) {
      refuse(response, method, 404, 'NoSuchKey');
      return;
    }
    const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '') ?? [];
    const part = start === undefined ? object : object.subarray(Number(start), Number(end) + 1);
    response.setHeader('content-length', part.length);
    if (start !== undefined) response.statusCode = 206;
    response.end(method === 'HEAD' ? undefined : part);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    requests,
    failures,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function refuse(response: ServerResponse, method: string, status: number, code: string): void {
  response.statusCode = status;
  response.setHeader('content-type', 'application/xml');
  response.end(method === 'HEAD' ? undefined : `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`);
}
