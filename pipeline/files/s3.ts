import { createReadStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { GetObjectCommand, HeadBucketCommand, HeadObjectCommand, PutObjectCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { GoujiError } from '../../model/index.js';
import {
  asStorageError,
  readVerified,
  requireHash,
  verified,
  type Content,
  type FileStore,
  type Spooled,
  type StoredFile,
} from './file-store.js';
import { Spool } from './spool.js';

export interface S3Config {
  kind: 's3';
  bucket: string;
  /** Put before every key, without a slash at its end. */
  prefix?: string | undefined;
  /** Of a server that is not Amazon's, as http(s)://host:port. */
  endpoint?: string | undefined;
  region?: string | undefined;
  /** The bucket in the path instead of the host name, as most servers that are not Amazon's want it. Default: when an endpoint is given. */
  forcePathStyle?: boolean | undefined;
  /** Without it the usual places are asked: environment, profile, instance. */
  credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string } | undefined;
  /** Where contents are put aside before they are sent (default: in the system's folder for temporary files). */
  spoolFolder?: string | undefined;
  reserveBytes?: number | undefined;
}

/**
 * The client warns on Node 20 that its releases of 2027 will want Node 22. This one runs there, and is the only one that is installed; whoever
 * wants the warning sets the variable to false.
 */
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

/** How often a content is sent before the storage counts as unavailable; streams are not retried by the client itself. */
const ATTEMPTS = 4;
const FIRST_WAIT_MS = 200;

const ignore = (): void => undefined;

/**
 * Contents as objects `<prefix>/<first two digits>/<sha256>` of an S3-compatible storage. A content is put aside on the local disk first, so that
 * its length and hash are known before it is sent, and sent with its SHA-256: the server refuses what arrived otherwise.
 */
export class S3FileStore implements FileStore {
  readonly #client: S3Client;
  readonly #spool: Spool;

  constructor(readonly config: S3Config) {
    const { endpoint, region, forcePathStyle, credentials, spoolFolder, reserveBytes } = config;
    this.#spool = new Spool(spoolFolder ?? join(tmpdir(), 'gouji-spool'), reserveBytes);
    this.#client = new S3Client({
      region: region ?? 'us-east-1',
      forcePathStyle: forcePathStyle ?? endpoint !== undefined,
      // Older servers know no checksums in trailers; ours goes in a header.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      // Failures are thrown; the client would print some of them as well.
      logger: { trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore },
      requestHandler: { connectionTimeout: 10_000, socketTimeout: 60_000 },
      ...(endpoint === undefined ? {} : { endpoint }),
      ...(credentials === undefined ? {} : { credentials }),
    });
  }

  /** Makes the spool folder and clears what dead processes left there. The bucket is not asked: that is `ping`. */
  async open(): Promise<this> {
    await this.#spool.prepare();
    await this.sweep();
    return this;
  }

  async ping(): Promise<void> {
    const { bucket } = this.config;
    const found = await asked(() => this.#client.send(new HeadBucketCommand({ Bucket: bucket })));
    if (found === null) throw new GoujiError('storage/unavailable', { reason: `NoSuchBucket ${bucket}` });
  }

  async put(content: Content): Promise<StoredFile> {
    const spooled = await this.#spool.write(content);
    try {
      const { sha256, size } = spooled;
      const there = await this.stat(sha256);
      if (there?.size !== size) await this.#send(spooled);
      return { sha256, size };
    } finally {
      await spooled.discard();
    }
  }

  async #send({ path, sha256, size }: Spooled): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const body = createReadStream(path);
      try {
        await this.#client.send(
          new PutObjectCommand({
            ...this.#place(sha256),
            Body: body,
            ContentLength: size,
            ContentType: 'application/octet-stream',
            ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64'),
          }),
        );
        return;
      } catch (error) {
        if (attempt >= ATTEMPTS || !mayHelpToRetry(error)) throw asStorageError(error);
        await delay(FIRST_WAIT_MS * 2 ** (attempt - 1));
      } finally {
        body.destroy();
      }
    }
  }

  spool(content: AsyncIterable<Uint8Array>): Promise<Spooled> {
    return this.#spool.write(content);
  }

  async stream(sha256: string): Promise<Readable> {
    return verified(await this.#get(sha256), sha256);
  }

  range(sha256: string, start: number, end: number): Promise<Readable> {
    return this.#get(sha256, `bytes=${start}-${end}`);
  }

  async read(sha256: string): Promise<Uint8Array> {
    return readVerified(await this.#get(sha256), sha256);
  }

  async has(sha256: string): Promise<boolean> {
    return (await this.stat(sha256)) !== null;
  }

  async stat(sha256: string): Promise<StoredFile | null> {
    requireHash(sha256);
    const head = await asked(() => this.#client.send(new HeadObjectCommand(this.#place(sha256))));
    return head === null ? null : { sha256, size: head.ContentLength ?? 0 };
  }

  freeSpace(): Promise<number> {
    return this.#spool.freeSpace();
  }

  sweep(): Promise<number> {
    return this.#spool.sweep();
  }

  close(): Promise<void> {
    this.#client.destroy();
    return Promise.resolve();
  }

  async #get(sha256: string, range?: string): Promise<Readable> {
    requireHash(sha256);
    const found = await asked(() => this.#client.send(new GetObjectCommand({ ...this.#place(sha256), Range: range })));
    if (found?.Body === undefined) throw new GoujiError('storage/missing', { sha256 });
    return found.Body as Readable;
  }

  #place(sha256: string): { Bucket: string; Key: string } {
    const { bucket, prefix } = this.config;
    return { Bucket: bucket, Key: [...(prefix === undefined || prefix === '' ? [] : [prefix]), sha256.slice(0, 2), sha256].join('/') };
  }
}

/** The storage's answer; null when it knows no such object. A bucket that is not there is a matter of set-up. */
async function asked<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404 && error.name !== 'NoSuchBucket') return null;
    throw asStorageError(error);
  }
}

/** The network's failures and the server's (5xx, throttling); not refusals. */
function mayHelpToRetry(error: unknown): boolean {
  const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
  return status === undefined || status >= 500 || status === 429 || status === 408;
}
