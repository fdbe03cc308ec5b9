import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/**
 * Opens a workbook in a real LibreOffice and saves it in another format: `xlsx` for a round trip, `csv` for its first
 * sheet alone, `fods` to see as XML what LibreOffice understood. Each call has its own profile, because one profile serves one process.
 */
export async function convertWorkbook(
  file: Buffer,
  format: "xlsx" | "fods" | "csv",
  { from = "xlsx" as "xlsx" | "csv" } = {},
): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), "libreoffice-"));
  try {
    await writeFile(join(folder, `in.${from}`), file);
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    const args = [
      profile,
      "--headless",
      "--convert-to",
      // Commas, quotes, UTF-8, from the first line on.
      format === "csv" ? "csv:Text - txt - csv (StarCalc):44,34,76,1" : format,
      "--outdir",
      join(folder, "out"),
      // As a .csv is opened by a double click: UTF-8 by its mark, commas.
      ...(from === "csv" ? ["--infilter=Text - txt - csv (StarCalc):44,34,76,1"] : []),
      join(folder, `in.${from}`),
    ];
    await run("soffice", args, { timeout: 120_000 });
    return await readFile(join(folder, "out", `in.${format}`));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Opens a workbook in gnumeric and saves it again as .xlsx. */
export async function convertWithGnumeric(file: Buffer): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), "gnumeric-"));
  try {
    const [from, to] = [join(folder, "in.xlsx"), join(folder, "out.xlsx")];
    await writeFile(from, file);
    await run("ssconvert", [from, to], { timeout: 60_000, env: { ...process.env, HOME: folder } });
    return await readFile(to);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
