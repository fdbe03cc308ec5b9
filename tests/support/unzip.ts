import { fromBuffer } from "yauzl";
import type { ZipPart } from "./zip.ts";

/** The parts of a zip that nobody has reason to fear. */
export async function unzip(file: Buffer): Promise<ZipPart[]> {
  const parts: ZipPart[] = [];
  await new Promise<void>((resolve, reject) => {
    fromBuffer(file, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      zip.on("end", resolve);
      zip.on("error", reject);
      zip.on("entry", (entry) => {
        zip.openReadStream(entry, async (failed, stream) => {
          if (failed) return reject(failed);
          const chunks: Buffer[] = [];
          for await (const chunk of stream) chunks.push(chunk as Buffer);
          parts.push({ name: entry.fileName, data: Buffer.concat(chunks) });
          zip.readEntry();
        });
      });
      zip.readEntry();
    });
  });
  return parts;
}
