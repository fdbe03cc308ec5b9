import { asc, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { idempotencyKeys, outcomeUploads, workbookImports } from "#app/db/schema/index.ts";
import { purgeExpired } from "#app/domain/retention/purge.server.ts";
import { insertRun } from "#tests/support/lists.ts";
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
  const keys = await db.select({ result: idempotencyKeys.result }).from(idempotencyKeys);
  expect(keys).toEqual([{ result: 29 }]);
});
