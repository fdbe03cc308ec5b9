import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/**
 * Opens a workbook in a real LibreOffice and saves it in another format: `xlsx` for a round trip, `fods` to see as
 * XML what LibreOffice understood. Each call has its own profile, because one profile serves one process.
 */
export async function convertWorkbook(file: Buffer, format: "xlsx" | "fods"): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), "libreoffice-"));
  try {
    await writeFile(join(folder, "in.xlsx"), file);
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    const args = [
      profile,
      "--headless",
      "--convert-to",
      format,
      "--outdir",
      join(folder, "out"),
      join(folder, "in.xlsx"),
    ];
    await run("soffice", args, { timeout: 120_000 });
    return await readFile(join(folder, "out", `in.${format}`));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
