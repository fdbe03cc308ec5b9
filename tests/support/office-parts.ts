import { buffer } from "node:stream/consumers";
import { readZipDirectory } from "#app/spreadsheet/reading/zip-directory.server.ts";

/** The parts of an office file by their path. */
export async function unpackParts(file: Uint8Array): Promise<Map<string, Buffer>> {
  const zip = await readZipDirectory(file);
  const parts = new Map<string, Buffer>();
  for (const path of zip.paths) {
    const part = zip.open(path);
    if (part) parts.set(path, await buffer(part));
  }
  return parts;
}
