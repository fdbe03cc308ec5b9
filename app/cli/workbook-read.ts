/**
 * `npm run --silent workbook:read -- FILE [--kind businesses|nominees]`: prints as JSON what the import pages would
 * understand of a workbook. No database. Ends with 1 and a sentence where there is nothing to understand, with 2 where
 * the command itself is wrong.
 */
process.env.LOG_LEVEL ??= "silent";
const { readFile } = await import("node:fs/promises");
const { basename } = await import("node:path");
const { parseArgs } = await import("node:util");
const { default: sentences } = await import("#app/i18n/vi/files.json");
const { readWorkbook } = await import("#app/spreadsheet/reading/read-workbook.server.ts");
const { reportWorkbook, workbookKinds } = await import("./workbook-report.ts");

function fail(sentence: string, exitCode: number): void {
  console.error(sentence);
  process.exitCode = exitCode;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { kind: { type: "string" } },
    allowPositionals: true,
  });
  const kind = workbookKinds.find((known) => known === values.kind);
  const [path] = positionals;
  if (!path || (values.kind !== undefined && !kind)) return fail(sentences.read.usage, 2);

  const bytes = await readFile(path).catch(() => null);
  if (!bytes) return fail(sentences.read.noFile, 1);
  const read = await readWorkbook(bytes, { fileName: basename(path) });
  if (!read.ok) return fail(sentences.unreadable[read.problem], 1);
  const report = reportWorkbook(read.workbook, read.notes, kind);
  if (!report) return fail(sentences.read.noList, 1);
  console.log(JSON.stringify(report, null, 1));
}

await main().catch(() => fail(sentences.read.usage, 2));

export {};
