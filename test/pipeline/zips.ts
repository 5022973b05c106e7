import { crc32, deflateRawSync } from 'node:zlib';

/** An entry of a ZIP written byte by byte, so that it can be wrong in any way. */
export interface ZipEntry {
  name: string | Buffer;
  bytes: Uint8Array;
  /** Sets the UTF-8 flag. */
  utf8?: boolean;
  encrypted?: boolean;
  method?: number;
  /** Claims another inflated size. */
  claimedSize?: number;
  crc?: number;
  externalAttributes?: number;
}

/** A ZIP file (PKWARE APPNOTE 4.3) of the given entries. */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const method = entry.method ?? 8;
    const packed = method === 8 ? deflateRawSync(entry.bytes) : Buffer.from(entry.bytes);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE((entry.utf8 === true ? 0x800 : 0) | (entry.encrypted === true ? 1 : 0), 2);
    common.writeUInt16LE(method, 4);
    common.writeUInt32LE(entry.crc ?? crc32(entry.bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(entry.claimedSize ?? entry.bytes.length, 18);
    common.writeUInt16LE(name.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(entry.externalAttributes ?? 0, 6);
    tail.writeUInt32LE(offset, 10);
    const madeBy = Buffer.from([20, entry.externalAttributes === undefined ? 0 : 3]);
    directory.push(Buffer.from('PK\u0001\u0002', 'latin1'), madeBy, common, tail, name);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), common, name, packed]);
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, central, end]);
}
