import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { wrapText } from "#app/documents/text-lines.ts";
import { writePdf } from "#app/documents/write-pdf.server.ts";
import type { TableValues } from "#app/spreadsheet/writing/table-description.ts";
import { rosterRows, rosterTable } from "#tests/support/roster.ts";

async function written(rows: Iterable<TableValues>, table = rosterTable): Promise<Buffer> {
  const output = new PassThrough();
  const [bytes] = await Promise.all([buffer(output), writePdf(table, rows, output)]);
  return bytes;
}

const pagesOf = (pdf: Buffer) => pdf.toString("latin1").match(/\/Type \/Page\b(?!s)/g)?.length;

function* people(count: number): Generator<TableValues> {
  for (let number = 1; number <= count; number += 1)
    yield [number, `Y Krông ${number}`, "1996-02-05", "062196000001", "0912 345 678", "2026-01-20", null];
}

test("a roster is A4 landscape, and as many pages as its rows need", async () => {
  const short = await written(rosterRows);
  expect(short.subarray(0, 5).toString()).toBe("%PDF-");
  expect(short.toString("latin1")).toMatch(/\/MediaBox \[0 0 841\.88\d* 595\.27\d*\]/);
  expect(pagesOf(short)).toBe(1);
  expect(pagesOf(await written(people(100)))).toBeGreaterThan(3);
});

test("a row higher than a page goes on on the next one", async () => {
  expect(
    pagesOf(await written([[1, "Y Krông", null, null, null, null, "dài ".repeat(3_000)]])),
  ).toBeGreaterThan(3);
});

test("a list without rows has its header and its signatures", async () => {
  expect(pagesOf(await written([]))).toBe(1);
});

describe("a text in a cell", () => {
  /** Every letter is one point wide, accents are none. */
  const measure = (text: string) => text.normalize("NFC").replace(/\u0306/g, "").length;

  test("is broken between words, and where the writer broke it", () => {
    expect(wrapText("Công ty TNHH Một\nthành viên", 9, measure)).toEqual([
      "Công ty",
      "TNHH Một",
      "thành",
      "viên",
    ]);
  });

  test("that has no blank is broken between letters, never before an accent", () => {
    expect(wrapText("Hđơ̆kHđơ̆k", 3, measure)).toEqual(["Hđơ̆", "kHđ", "ơ̆k"]);
  });
});

const hasPdftotext = (() => {
  try {
    execFileSync("pdftotext", ["-v"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();

test.runIf(hasPdftotext)("all Vietnamese letters come out, and those of Ba Na and Xơ Đăng", async () => {
  const tones = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"];
  const vowels = [..."aăâeêioôơuưy"].flatMap((vowel) => tones.map((tone) => (vowel + tone).normalize("NFC")));
  const letters = [...vowels, "đ"].flatMap((letter) => [letter, letter.toLocaleUpperCase("vi")]);
  const words = [...letters, "ơ̆", "Ơ̆", "Hđơ̆k", "H'Bia", "Rơ Châm"];
  const rows = words.map((word, index): TableValues => [index + 1, `${word}x`, null, null, null, null, null]);
  const folder = mkdtempSync(join(tmpdir(), "pdf-"));
  try {
    writeFileSync(join(folder, "in.pdf"), await written(rows));
    const text = execFileSync("pdftotext", ["-layout", join(folder, "in.pdf"), "-"])
      .toString()
      .normalize("NFC");
    expect(words.filter((word) => !text.includes(`${word}x`))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
