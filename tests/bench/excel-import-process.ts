import "#tests/support/environment.ts";
import { readFileSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { connect } from "#app/db/client.server.ts";
import type { OfficeActor } from "#app/domain/actor.ts";
import { changeReading, mendRows } from "#app/domain/imports/adjust.server.ts";
import {
  changeNomineeSettings,
  previewNominees,
  saveNomineeImport,
} from "#app/domain/nominations/import-nominees.server.ts";
import { getNomineePreview } from "#app/domain/nominations/import-preview.server.ts";

/** The steps of one import, as its page takes them, in a process of its own; started by excel-import.ts. */
export type MeasuredStep = { step: string; milliseconds: number; longestBlock: number };

const [url = "", path = "", runId = "", businessId = "", office = "{}"] = process.argv.slice(2);
const actor = JSON.parse(office) as OfficeActor;
const { db, close } = connect(url, { pool: 4 });
const bytes = readFileSync(path);
const steps: MeasuredStep[] = [];

async function measure<T>(step: string, work: () => Promise<T>): Promise<T> {
  globalThis.gc?.();
  const delay = monitorEventLoopDelay({ resolution: 2 });
  delay.enable();
  const started = performance.now();
  const result = await work();
  const milliseconds = performance.now() - started;
  await new Promise((resolve) => setTimeout(resolve, 20));
  delay.disable();
  steps.push({ step, milliseconds, longestBlock: delay.max / 1e6 });
  return result;
}

const none = { sheet: "", headerRow: null, columns: {}, dayMonth: {} };
const unasked = { hiddenRows: null, hiddenColumns: null, oldPhones: null, encoding: null };

/** What the page of an import costs at each of its steps. */
async function takeSteps(): Promise<void> {
  const upload = () =>
    previewNominees(db, actor, {
      idempotencyKey: crypto.randomUUID(),
      fileName: "de-cu.xlsx",
      bytes,
      runId,
      businessId,
    });
  const { importId } = await measure("upload", upload);
  const look = () =>
    getNomineePreview(
      db,
      actor,
      { runId, importId },
      { state: null, page: 1, pageSize: 200, language: "vi" },
    );
  await measure("look, after upload", look);
  const { version, employers } = await measure("look, again", look);
  await measure("settings", () =>
    changeNomineeSettings(db, actor, {
      importId,
      version,
      mode: "both",
      clusterId: null,
      outsideNeedReason: "đo tốc độ",
      lateNote: null,
      employers: Object.fromEntries(employers.map((_, place) => [`e${place}`, businessId])),
      needs: {},
      reasons: {},
    }),
  );
  const row = { mend: { position: "Tổ trưởng" }, shown: {}, answer: "", takeBack: false };
  await measure("mend a row", () =>
    mendRows(db, actor, "nominees", { importId, version: version + 1, rows: { r5: row } }),
  );
  const { understood } = await measure("look, read anew after the mend", look);
  // The sender's last reading is remembered from import to import.
  const isNote = understood?.columns.find(({ column }) => column === 15)?.field === "note";
  await measure("change a column", () =>
    changeReading(db, actor, "nominees", {
      importId,
      version: version + 2,
      ...none,
      ...unasked,
      columns: { c15: isNote ? "" : "note" },
    }),
  );
  const { seen, plan } = await measure("look, after the column", look);
  await measure(`save ${plan.new}`, () => saveNomineeImport(db, actor, { importId, seen, scope: "good" }));
  const again = await measure("look, saved", look);
  if (again.status !== "saved") throw new Error("not saved");
}

await takeSteps();
await close();
process.send?.(steps, () => process.exit(0));
