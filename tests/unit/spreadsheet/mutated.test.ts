import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { reportWorkbook } from "#app/cli/workbook-report.ts";
import { parseWorkbook } from "#app/spreadsheet/reading/parse-workbook.server.ts";
import { readProblems } from "#app/spreadsheet/reading/read-problems.ts";
import { mutate } from "#tests/support/mutate.ts";
import { unzip } from "#tests/support/unzip.ts";
import { buildZip, type ZipPart } from "#tests/support/zip.ts";

const files = readdirSync("tests/fixtures")
  .filter((name) => /\.(xlsx|xlsm|csv)$/.test(name))
  .map((name) => readFileSync(`tests/fixtures/${name}`));
const ratios = [0.00002, 0.0002, 0.002];

/** Reads and understands; anything thrown fails the test that calls it. */
async function outcomeOf(file: Buffer): Promise<string> {
  const read = await parseWorkbook(file);
  if (!read.ok) return read.problem;
  reportWorkbook(read.workbook, read.notes);
  return "read";
}

async function outcomesOf(count: number, fileOf: (seed: number) => Buffer): Promise<Map<string, number>> {
  const outcomes = new Map<string, number>();
  for (let seed = 1; seed <= count; seed += 1) {
    const outcome = await outcomeOf(fileOf(seed));
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  }
  return outcomes;
}

function expectOnlyAnswers(outcomes: Map<string, number>, count: number) {
  expect([...outcomes.keys()].filter((outcome) => ![...readProblems, "read"].includes(outcome))).toEqual([]);
  expect([...outcomes.values()].reduce((total, times) => total + times, 0)).toBe(count);
  // Otherwise the mutations were too mild or too wild to try anything.
  expect(outcomes.get("read")).toBeGreaterThan(0);
  expect(outcomes.size).toBeGreaterThan(1);
}

test("500 files with flipped bits are read or refused, and nothing is thrown", {
  timeout: 60_000,
}, async () => {
  const outcomes = await outcomesOf(500, (seed) =>
    mutate(pick(files, seed), seed, pick(ratios, Math.floor(seed / files.length))),
  );
  expectOnlyAnswers(outcomes, 500);
});

test("500 workbooks with flipped bits inside their parts are too", { timeout: 60_000 }, async () => {
  const zips = files.filter((file) => file.toString("latin1", 0, 2) === "PK");
  const unzipped = await Promise.all(zips.map(unzip));
  const outcomes = await outcomesOf(500, (seed) => {
    const parts = pick(unzipped, seed);
    const xml = parts.filter(({ name }) => /^xl\/.*\.(xml|rels)$/.test(name));
    const chosen = pick(xml, Math.floor(seed / unzipped.length));
    return buildZip(parts.map((part) => (part === chosen ? mutatePart(part, seed) : part)));
  });
  expectOnlyAnswers(outcomes, 500);
});

function mutatePart(part: ZipPart, seed: number): ZipPart {
  return { ...part, data: mutate(part.data as Buffer, seed, pick(ratios, seed)) };
}

function pick<T>(list: readonly T[], place: number): T {
  return list[place % list.length] as T;
}
