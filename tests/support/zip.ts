import { constants, crc32, deflateRawSync } from "node:zlib";

export interface ZipPart {
  name: string;
  data: string | Uint8Array | RepeatedData;
  store?: boolean;
  /** The unpacked size that the directory claims, where it is to lie. */
  claimedSize?: number;
  encrypted?: boolean;
}

/** Data too large to hold: one block, many times. */
export interface RepeatedData {
  block: Uint8Array;
  times: number;
}

interface PackedPart {
  name: Buffer;
  packed: Buffer[];
  header: Buffer;
}

/** A zip file of these parts in this order, well formed apart from what a part says about itself on purpose. */
export function buildZip(parts: ZipPart[]): Buffer {
  const body: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, packed, header } of parts.map(packPart)) {
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), header, name]);
    body.push(local, ...packed);
    const central = Buffer.alloc(14);
    central.writeUInt32LE(offset, 10);
    directory.push(Buffer.from("PK\x01\x02\x14\x00"), header, central, name);
    offset += local.length + packed.reduce((total, piece) => total + piece.length, 0);
  }
  const directoryBytes = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directoryBytes.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...body, directoryBytes, end]);
}

/** The 26 bytes that stand in the local header and in the directory alike. */
function packPart({ name, data, store, claimedSize, encrypted }: ZipPart): PackedPart {
  const { packed, size, checksum } = pack(typeof data === "string" ? Buffer.from(data) : data, store);
  const nameBytes = Buffer.from(name);
  const header = Buffer.alloc(26);
  header.writeUInt16LE(20, 0);
  header.writeUInt16LE(encrypted ? 0x801 : 0x800, 2);
  header.writeUInt16LE(store ? 0 : 8, 4);
  header.writeUInt32LE(checksum, 10);
  header.writeUInt32LE(
    packed.reduce((total, piece) => total + piece.length, 0),
    14,
  );
  header.writeUInt32LE(claimedSize ?? size, 18);
  header.writeUInt16LE(nameBytes.length, 22);
  return { name: nameBytes, packed, header };
}

function pack(data: Uint8Array | RepeatedData, store = false) {
  if (!("times" in data)) {
    return {
      packed: [store ? Buffer.from(data) : deflateRawSync(data)],
      size: data.length,
      checksum: crc32(data),
    };
  }
  // A full flush ends on a byte and refers to nothing before it, so a block is deflated once and repeated.
  const block = deflateRawSync(data.block, { finishFlush: constants.Z_FULL_FLUSH });
  let checksum = 0;
  for (let time = 0; time < data.times; time += 1) checksum = crc32(data.block, checksum);
  const packed = [...Array<Buffer>(data.times).fill(block), deflateRawSync(Buffer.alloc(0))];
  return { packed, size: data.block.length * data.times, checksum };
}
