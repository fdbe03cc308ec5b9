/**
 * `npm run --silent workbook:fill -- FORM.xlsx ROWS.json OUT.xlsx`: fills a provider's form as the pages do and prints
 * as JSON what was recognised of it. No database. ROWS.json has `rows` in the shape of
 * tests/fixtures/expected/de-cu-*.json and what a form asks for once: `course`, `run`, `organisation`, `provider`,
 * `dates`, `place`. Ends with 1 and a sentence where the form cannot be filled, with 2 where the command itself is wrong.
 */
process.env.LOG_LEVEL ??= "silent";
const { readFile, writeFile } = await import("node:fs/promises");
const { default: files } = await import("#app/i18n/vi/files.json");
const { default: sentences } = await import("#app/i18n/vi/forms.json");
const { fillForm } = await import("#app/domain/provider-forms/fill-form.server.ts");
const { recogniseForm } = await import("#app/domain/provider-forms/recognise-form.ts");
const { Unreadable } = await import("#app/spreadsheet/reading/read-problems.ts");
const { readWorkbook } = await import("#app/spreadsheet/reading/read-workbook.server.ts");
const { readContent } = await import("./form-content.ts");

function fail(sentence: string, exitCode: number): void {
  console.error(sentence);
  process.exitCode = exitCode;
}

async function main([form, content, out]: string[]): Promise<void> {
  if (!form || !content || !out) return fail(sentences.command.usage, 2);
  const bytes = await readFile(form).catch(() => null);
  if (!bytes) return fail(files.read.noFile, 1);
  const read = await readWorkbook(bytes, { fileName: form });
  if (!read.ok) return fail(files.unreadable[read.problem], 1);
  const recognised = recogniseForm(read.workbook.sheets);
  if (!recognised) return fail(sentences.errors.noList, 1);
  const { mapping } = recognised;
  const filling = readContent(await readFile(content, "utf8").catch(() => ""), mapping);
  if (!filling) return fail(sentences.command.badContent, 1);
  await writeFile(out, await fillForm(bytes, mapping, filling.facts, filling.rows));
  console.log(
    JSON.stringify(
      { kind: "template", ...mapping, filledRows: filling.rows.length, notes: read.notes },
      null,
      1,
    ),
  );
}

await main(process.argv.slice(2)).catch((error: unknown) =>
  fail(error instanceof Unreadable ? files.unreadable[error.problem] : String(error), 1),
);

export {};
