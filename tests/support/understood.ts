import { existsSync, readdirSync, readFileSync } from "node:fs";
import { reportWorkbook } from "#app/cli/workbook-report.ts";
import { readWorkbook } from "#app/spreadsheet/reading/read-workbook.server.ts";

const folder = "tests/fixtures";

/** Names of the office workbooks of which `expected/` says what must be read from them. */
export const fixtureNames = readdirSync(folder).filter((name) => existsSync(expectedPath(name)));

export function readFixture(name: string): Buffer {
  return readFileSync(`${folder}/${name}`);
}

export function expectedOf(name: string): unknown {
  return JSON.parse(readFileSync(expectedPath(name), "utf8"));
}

/** What is understood of a workbook, in the shape of `expected/`. */
export async function understandFile(bytes: Uint8Array, fileName = ""): Promise<unknown> {
  const read = await readWorkbook(bytes, { fileName });
  if (!read.ok) throw new Error(`${read.problem} ${read.detail}`);
  const { decisions: _, ...understood } = reportWorkbook(read.workbook, read.notes) ?? { decisions: null };
  return understood;
}

function expectedPath(name: string): string {
  return `${folder}/expected/${name.replace(/\.\w+$/, ".json")}`;
}
