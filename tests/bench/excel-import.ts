import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "#app/db/client.server.ts";
import { seedSkills } from "#app/domain/skills/commands.server.ts";
import { openRun } from "#tests/support/courses.ts";
import { createPersonas } from "#tests/support/personas.ts";
import { bundleProgram } from "./bundle-program.ts";
import type { MeasuredStep } from "./excel-import-process.ts";
import { writeNominees } from "./nominee-file.ts";
import { print, startBenchDatabase } from "./support.ts";

/** How long each step of an import takes, and how long at most it keeps the process from everybody else. */
export async function benchExcelImport(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "nhan-luc-so-import-"));
  const program = await bundleProgram("excel-import-process");
  const database = await startBenchDatabase();
  const { db, close } = connect(database.url, { pool: 2 });
  try {
    await seedSkills(db);
    const { office, business } = await createPersonas(db);
    for (const rows of [300, 10_000]) {
      const runId = await openRun(db, office);
      const path = join(folder, `${rows}.xlsx`);
      await writeNominees(path, rows);
      const child = fork(program, [database.url, path, runId, business.id, JSON.stringify(office)], {
        execArgv: ["--expose-gc"],
      });
      const [steps] = (await once(child, "message")) as [MeasuredStep[]];
      await once(child, "exit");
      for (const { step, milliseconds, longestBlock } of steps)
        print({
          name: "excel-import",
          rows,
          step,
          ms: Math.round(milliseconds),
          longest_block_ms: Math.round(longestBlock),
        });
    }
  } finally {
    await close();
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
