import type { ReadProblem } from "./read-problems.ts";

const textOf = new TextDecoder("utf-8", { fatal: true });

/** Pictures, PDF and others are named by their first bytes; what the file is called proves nothing. */
const signatures: readonly [problem: ReadProblem, bytes: string, offset: number][] = [
  ["image", "\x89PNG", 0],
  ["image", "\xff\xd8\xff", 0],
  ["image", "GIF8", 0],
  ["image", "WEBP", 8],
  ["image", "ftyphei", 4],
  ["image", "ftypmif", 4],
  ["pdf", "%PDF-", 0],
];

/**
 * What the bytes are: `zip` may be a workbook and `text` a .csv, which go on to the guarded reader; everything else is
 * refused by its name. Looks at the beginning only, apart from old Office files, whose directory may stand anywhere.
 */
export function recognizeFile(bytes: Uint8Array): "zip" | "text" | ReadProblem {
  if (bytes.byteLength === 0) return "empty";
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = file.toString("latin1", 0, 4096);
  if (start.startsWith("PK")) return recognizeZip(start);
  if (start.startsWith("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) return recognizeOle(file);
  for (const [problem, signature, offset] of signatures) {
    if (start.startsWith(signature, offset)) return problem;
  }
  return recognizeText(file, start);
}

/** OpenDocument files say what they are in a first, stored entry called `mimetype`. */
function recognizeZip(start: string): "zip" | ReadProblem {
  return start.includes("mimetypeapplication/vnd.oasis.opendocument") ? "openDocument" : "zip";
}

/** Old Office files are a small file system; its directory holds the names of its streams in UTF-16. */
function recognizeOle(file: Buffer): ReadProblem {
  const has = (stream: string) => file.includes(Buffer.from(stream, "utf16le"));
  if (has("EncryptedPackage")) return "encrypted";
  return has("Workbook") || has("Book") ? "oldExcel" : "notWorkbook";
}

function recognizeText(file: Buffer, start: string): "text" | ReadProblem {
  const isUtf16 = start.startsWith("\xff\xfe") || start.startsWith("\xfe\xff");
  const plain = start
    .replaceAll("\0", "")
    .replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, "")
    .trimStart();
  if (/^(<!doctype html|<html|<head|<meta|<table|<style|<body|<div|<!--)/i.test(plain)) return "html";
  if (plain.startsWith("<?xml")) return plain.includes("Excel.Sheet") ? "oldExcel" : "notWorkbook";
  if (isUtf16) return "text";
  return isPlainText(file) ? "text" : "notWorkbook";
}

/** UTF-8, or an eight-bit code page as Vietnamese Windows writes it: no control characters but line ends and tabs. */
function isPlainText(file: Buffer): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what tells binary from text
  const controls = /[\0-\x08\x0e-\x1a\x1c-\x1f]/;
  const sample = file.subarray(0, 64 * 1024);
  if (controls.test(sample.toString("latin1"))) return false;
  try {
    textOf.decode(sample, { stream: true });
    return true;
  } catch {
    return /[,;\t]/.test(sample.toString("latin1"));
  }
}
