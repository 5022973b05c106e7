import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';

/** Cost of one guess: 32 MB and about a tenth of a second (RFC 7914: N = 2^15, r = 8, p = 1). */
const COST = { log2N: 15, r: 8, p: 1 } as const;
const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** Characters a password must have at least, and may have at most. */
export const PASSWORD_LENGTH = { least: 10, most: 200 } as const;

/** `scrypt$<log2 N>$<r>$<p>$<salt>$<hash>`, salt and hash in base64url; what the store keeps. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const { log2N, r, p } = COST;
  const hash = await derive(password, salt, HASH_BYTES, COST);
  return ['scrypt', log2N, r, p, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

/**
 * Whether this is the password of that hash, compared in constant time. For null (nobody of that name) it is false, after as much work.
 * @throws Error when the hash is none of ours
 */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const [kind, log2N, r, p, salt, hash] = (stored ?? (await nobodys)).split('$');
  if (kind !== 'scrypt' || salt === undefined || hash === undefined) throw new Error('Not a password hash.');
  const expected = Buffer.from(hash, 'base64url');
  const cost = { log2N: Number(log2N), r: Number(r), p: Number(p) };
  const derived = await derive(password, Buffer.from(salt, 'base64url'), expected.length, cost);
  return timingSafeEqual(derived, expected) && stored !== null;
}

/** What names that nobody has are compared with, so that they take as long. */
const nobodys = hashPassword(randomBytes(16).toString('hex'));

function derive(password: string, salt: Buffer, length: number, cost: { log2N: number; r: number; p: number }): Promise<Buffer> {
  const options: ScryptOptions = { N: 2 ** cost.log2N, r: cost.r, p: cost.p, maxmem: 256 * 2 ** cost.log2N * cost.r };
  return new Promise((resolve, reject) => {
    // The same letters may be typed composed or decomposed.
    scrypt(password.normalize('NFKC'), salt, length, options, (error, key) => (error === null ? resolve(key) : reject(error)));
  });
}
