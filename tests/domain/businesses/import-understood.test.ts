import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { workbookImports } from "#app/db/schema/index.ts";
import { previewImport } from "#app/domain/businesses/import-businesses.server.ts";
import { getBusinessPreview } from "#app/domain/businesses/import-preview.server.ts";
import { changeReading, discardImport, mendRows } from "#app/domain/imports/adjust.server.ts";
import { onUnderstood } from "#app/domain/imports/on-understood.server.ts";
import { packFile } from "#app/domain/imports/stored-import.server.ts";
import { forgetUnderstood, understandPacked } from "#app/domain/imports/understand-import.server.ts";
import { readSheets } from "#tests/support/forms.ts";
import { useWard } from "#tests/support/ward.ts";
import { buildWorkbook, sheetXml } from "#tests/support/xlsx.ts";

const world = useWard();
const listOf = (count: number) => {
  const rows = Array.from({ length: count }, (_, n) => [`Cơ sở thử ${n}`, String(6_101_500_000 + n), "3"]);
  return buildWorkbook({ sheet: sheetXml([["Tên cơ sở", "Mã số thuế", "Số lao động"], ...rows]) });
};
const upload = async (bytes: Uint8Array) => {
  const sent = { idempotencyKey: crypto.randomUUID(), fileName: "ds.xlsx", bytes, clusterId: null };
  return (await previewImport(world.db, world.people.office, sent)).importId;
};
const look = (importId: string) =>
  getBusinessPreview(world.db, world.people.office, importId, { state: null, page: 1, pageSize: 10 });
const mend = (importId: string, version: number) =>
  mendRows(world.db, world.people.office, "businesses", {
    importId,
    version,
    rows: { r2: { mend: { name: `Tên thứ ${version}` }, shown: {}, answer: "", takeBack: false } },
  });

test("a file is understood before its import is locked, and again where it was changed meanwhile", async () => {
  const importId = await upload(listOf(1));
  const seen: number[] = [];
  const worked = await onUnderstood(
    world.db,
    world.people.office,
    { kind: "businesses", importId },
    async ({ version }) => {
      seen.push(version);
      if (version === 1) await mend(importId, version);
      await world.db.execute(
        sql`select 1 from ${workbookImports} where ${eq(workbookImports.id, importId)} for update nowait`,
      );
      return `as of ${version}`;
    },
    async (_tx, { version }, prepared) => [version, prepared],
  );
  expect(seen).toEqual([1, 2]);
  expect(worked).toEqual([2, "as of 2"]);
});

test("a step gives up on an import that is changed all the time", async () => {
  const importId = await upload(listOf(1));
  const step = onUnderstood(
    world.db,
    world.people.office,
    { kind: "businesses", importId },
    ({ version }) => mend(importId, version),
    async () => "done",
  );
  await expect(step).rejects.toMatchObject({ key: "imports:errors.changedElsewhere" });
});

test("while the server is busy with other files a page says so, and its import can still be thrown away", async () => {
  const importId = await upload(listOf(4_000));
  forgetUnderstood(importId);
  const packed = await packFile({ sheets: await readSheets(listOf(4_000)), notes: [] });
  const others = Promise.allSettled(
    Array.from({ length: 8 }, () => understandPacked("businesses", packed, { choices: {}, mends: {} })),
  );
  const shown = await look(importId);
  expect(shown).toMatchObject({ unread: "files:unreadable.busy", understood: null, rows: [], version: 1 });
  const reading = { sheet: "", headerRow: null, columns: {}, dayMonth: {}, encoding: null };
  const asked = { hiddenRows: null, hiddenColumns: null, oldPhones: null };
  await expect(
    changeReading(world.db, world.people.office, "businesses", {
      importId,
      version: 1,
      ...reading,
      ...asked,
    }),
  ).rejects.toMatchObject({ key: "files:unreadable.busy" });
  await discardImport(world.db, world.people.office, "businesses", { importId, version: 1 });
  await expect(look(importId)).rejects.toMatchObject({ key: "app:errors.notFound" });
  await others;
});
