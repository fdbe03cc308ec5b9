import { detectLegacy } from "#app/vietnamese/legacy-fonts.ts";

const byteOrderMarks: readonly [encoding: string, bytes: readonly number[]][] = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
];
const sampleCharacters = 16 * 1024;

/**
 * A text file as text: by its byte order mark, else UTF-8, else as Vietnamese Windows writes it (code page 1258, whose
 * tones follow their letters and are joined). Files typed in .VnTime or VNI fonts stay as they are, for the sheet's
 * own conversion.
 */
export function decodeText(bytes: Uint8Array): string {
  const marked = byteOrderMarks.find(([, mark]) => mark.every((byte, place) => bytes[place] === byte));
  if (marked) return new TextDecoder(marked[0]).decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const western = new TextDecoder("windows-1252").decode(bytes);
    const lines = western.slice(0, sampleCharacters).split(/[\r\n;,\t]+/);
    return detectLegacy(lines) ? western : new TextDecoder("windows-1258").decode(bytes).normalize("NFC");
  }
}
