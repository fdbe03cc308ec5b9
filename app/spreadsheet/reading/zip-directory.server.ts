import { crc32 } from "node:zlib";
import { type Entry, fromBuffer, type ZipFile } from "yauzl";
import { readLimits } from "./read-limits.ts";
import { Unreadable } from "./read-problems.ts";

/** A zip whose directory was judged; nothing is inflated before it is asked for. */
export interface ZipDirectory {
  /** As they are written, in the order of the directory; folders are left out. */
  readonly paths: string[];
  has(path: string): boolean;
  some(predicate: (path: string) => boolean): boolean;
  /** The part's bytes as they come out, counted against the budget of the whole file. Null: no such part. */
  open(path: string): AsyncIterable<Buffer> | null;
}

/**
 * Reads the directory of an untrusted zip and refuses by it: too many parts, too much unpacked, a ratio no office
 * writes, encryption, one name twice. Names are compared without case, as the package format asks.
 * @throws {Unreadable}
 */
export async function readZipDirectory(bytes: Uint8Array): Promise<ZipDirectory> {
  const zip = await openZip(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (zip.entryCount > readLimits.parts) throw new Unreadable("tooManyParts", String(zip.entryCount));
  const entries = judgeEntries(await listEntries(zip));
  let budget: number = readLimits.unpackedBytes;

  async function* inflate(entry: Entry): AsyncIterable<Buffer> {
    let checksum = 0;
    try {
      for await (const chunk of await openEntry(zip, entry)) {
        budget -= chunk.length;
        if (budget < 0) throw new Unreadable("unpacksTooLarge", entry.fileName);
        checksum = crc32(chunk, checksum);
        yield chunk;
      }
    } catch (error) {
      throw asDamage(error);
    }
    if (checksum !== entry.crc32) throw new Unreadable("damaged", `checksum of ${entry.fileName}`);
  }

  return {
    paths: [...entries.values()].map(({ fileName }) => fileName).filter((path) => !path.endsWith("/")),
    has: (path) => entries.has(path.toLowerCase()),
    some: (predicate) => [...entries.keys()].some(predicate),
    open(path) {
      const entry = entries.get(path.toLowerCase());
      return entry ? inflate(entry) : null;
    },
  };
}

function openZip(file: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(file, { lazyEntries: true }, (error, zip) => (error ? reject(asDamage(error)) : resolve(zip)));
  });
}

function listEntries(zip: ZipFile): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    zip.on("entry", (entry: Entry) => {
      entries.push(entry);
      // The count of the end record is the file's own word.
      if (entries.length > readLimits.parts) return reject(new Unreadable("tooManyParts"));
      zip.readEntry();
    });
    zip.on("end", () => resolve(entries));
    zip.on("error", (error) => reject(asDamage(error)));
    zip.readEntry();
  });
}

function judgeEntries(list: Entry[]): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  let unpacked = 0;
  for (const entry of list) {
    const path = entry.fileName.toLowerCase();
    if (entries.has(path)) throw new Unreadable("damaged", `${entry.fileName} twice`);
    if (entry.isEncrypted()) throw new Unreadable("encrypted", entry.fileName);
    unpacked += entry.uncompressedSize;
    if (unpacked > readLimits.unpackedBytes) throw new Unreadable("unpacksTooLarge", entry.fileName);
    const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
    if (entry.uncompressedSize > readLimits.ratioFromBytes && ratio > readLimits.ratio) {
      throw new Unreadable("suspiciousRatio", `${entry.fileName} ${Math.round(ratio)}`);
    }
    entries.set(path, entry);
  }
  return entries;
}

function openEntry(zip: ZipFile, entry: Entry): Promise<AsyncIterable<Buffer>> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)));
  });
}

/** What yauzl and zlib say about a broken file is for the log; the sender hears that it is damaged. */
function asDamage(error: unknown): Unreadable {
  return error instanceof Unreadable ? error : new Unreadable("damaged", String(error));
}
