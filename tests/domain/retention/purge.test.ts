import { readFile } from "node:fs/promises";
import { asc, eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import {
  idempotencyKeys,
  outcomeUploads,
  providerForms,
  responseDrafts,
  workbookImports,
} from "#app/db/schema/index.ts";
import { previewImport } from "#app/domain/businesses/import-businesses.server.ts";
import { NotFound } from "#app/domain/errors.ts";
import { getImport } from "#app/domain/imports/stored-import.server.ts";
import { understandImport } from "#app/domain/imports/understand-import.server.ts";
import { purgeExpired } from "#app/domain/retention/purge.server.ts";
import { addDays, todayInVietnam } from "#app/vietnamese/dates.ts";
import { insertRun } from "#tests/support/lists.ts";
import { insertRound, insertTaxedBusiness } from "#tests/support/survey.ts";
import { useWard } from "#tests/support/ward.ts";

const world = useWard();
const bytes = Buffer.from("một tệp");
const daysAgo = (days: number) => sql`now() - make_interval(days => ${days}::int)`;

const insertImports = (status: "preview" | "saved", ages: number[]) =>
  world.db.insert(workbookImports).values(
    [world.people.office, world.people.outsider].flatMap(({ wardId, accountId }) =>
      ages.map((days) => ({
        ...{ wardId, accountId, status, kind: "businesses" as const, fileHash: "", createdAt: daysAgo(days) },
        ...{ fileName: `${status} ${days}`, fileCipher: bytes, sheetsCipher: bytes, settingsCipher: bytes },
        resultCipher: status === "saved" ? bytes : null,
      })),
    ),
  );

test("old files of every ward and provider go, young ones stay, and of processes at once one does it", async () => {
  const { people, db } = world;
  await insertImports("preview", [6, 8]);
  await insertImports("saved", [29, 31]);
  const { id: runId } = await insertRun(db, { providerId: people.provider.id, ownerWardId: people.ward.id });
  await db.insert(outcomeUploads).values(
    [people.trainer, people.outsideTrainer].flatMap(({ providerId, accountId }) =>
      [0, 2].map((days) => ({
        ...{ runId, providerId, accountId, contentCipher: bytes },
        ...{ fileName: `điểm ${days}`, createdAt: daysAgo(days) },
      })),
    ),
  );
  await db.insert(idempotencyKeys).values(
    [29, 31].map((days) => ({
      ...{ key: crypto.randomUUID(), actor: "system", fingerprint: "" },
      ...{ result: days, createdAt: daysAgo(days) },
    })),
  );

  await db.insert(providerForms).values(
    [people.office, people.outsider].flatMap(({ wardId, accountId }) =>
      (["draft", "active"] as const).flatMap((status) =>
        [6, 8].map((days) => ({
          ...{ wardId, accountId, providerId: people.provider.id, status, name: `${status} ${days}` },
          ...{ fileName: "", fileCipher: bytes, choices: {}, mapping: {}, createdAt: daysAgo(days) },
        })),
      ),
    ),
  );

  await Promise.all([purgeExpired(db), purgeExpired(db), purgeExpired(db)]);

  const imports = await db
    .select()
    .from(workbookImports)
    .orderBy(asc(workbookImports.fileName), asc(workbookImports.wardId));
  const kept = imports.map(({ fileName, fileCipher, sheetsCipher, settingsCipher, resultCipher }) => ({
    fileName,
    ciphers: [fileCipher, sheetsCipher, settingsCipher, resultCipher].filter((cipher) => cipher !== null)
      .length,
  }));
  expect(kept).toEqual([
    ...Array(2).fill({ fileName: "preview 6", ciphers: 3 }),
    ...Array(2).fill({ fileName: "saved 29", ciphers: 4 }),
    ...Array(2).fill({ fileName: "saved 31", ciphers: 0 }),
  ]);
  const uploads = await db.select({ fileName: outcomeUploads.fileName }).from(outcomeUploads);
  expect(uploads).toEqual([{ fileName: "điểm 0" }, { fileName: "điểm 0" }]);
  const forms = await db.select({ name: providerForms.name }).from(providerForms);
  expect(forms.map(({ name }) => name).sort()).toEqual(
    ["active 6", "active 8", "draft 6"].flatMap((name) => [name, name]),
  );
  const keys = await db.select({ result: idempotencyKeys.result }).from(idempotencyKeys);
  expect(keys).toEqual([{ result: 29 }]);
});

test("what a business typed and never sent goes 30 days after its round, of every ward, and no earlier", async () => {
  const { people, db } = world;
  const today = todayInVietnam(new Date());
  for (const { wardId } of [people.office, people.outsider]) {
    const { id: businessId } = await insertTaxedBusiness(db, wardId, { taxCode: null });
    for (const days of [-5, 30, 31]) {
      const lateUntil = addDays(today, -days);
      const { id: roundId } = await insertRound(db, wardId, {
        ...{ opensOn: addDays(lateUntil, -9), closesOn: addDays(lateUntil, -4), lateUntil },
      });
      await db.insert(responseDrafts).values({
        ...{ wardId, roundId, businessId, content: { days } },
        savedAt: daysAgo(40),
        version: 7,
      });
    }
  }
  await purgeExpired(db);
  const drafts = await db
    .select({ content: responseDrafts.content, version: responseDrafts.version })
    .from(responseDrafts)
    .orderBy(asc(responseDrafts.wardId), asc(responseDrafts.roundId));
  const kept = [{ days: -5 }, { days: 30 }, null].map((content) => ({ content, version: 7 }));
  expect(drafts).toEqual([...kept, ...kept]);
});

test("what was understood of a purged import leaves the memory of the process too", async () => {
  const { people, db } = world;
  const bytes = await readFile("tests/fixtures/co-so-trong-cum.xlsx");
  const sent = { idempotencyKey: crypto.randomUUID(), fileName: "cũ.xlsx", bytes, clusterId: null };
  const { importId } = await previewImport(db, people.office, sent);
  const seen = await getImport(db, people.office, "businesses", importId);
  expect((await understandImport(db, "businesses", seen))?.table).toBeTruthy();
  await db
    .update(workbookImports)
    .set({ createdAt: daysAgo(8) })
    .where(eq(workbookImports.id, importId));
  await purgeExpired(db);
  await expect(understandImport(db, "businesses", seen)).rejects.toThrow(NotFound);
});
