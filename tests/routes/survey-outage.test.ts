import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startEmbedded } from "#app/db/embedded.server.ts";
import { migrateDatabase } from "#app/db/migrate.server.ts";
import { startApplicationOn } from "#tests/support/application.ts";
import { PlainBrowser } from "#tests/support/plain-browser.ts";
import { insertInvitation, insertRound, insertTaxedBusiness, someSkill } from "#tests/support/survey.ts";

test("the database goes away while a form is sent: everything typed comes back, and is sent when it is well again", async () => {
  const folder = mkdtempSync(join(tmpdir(), "nhan-luc-so-survey-outage-"));
  const first = await startEmbedded({ dataDir: folder });
  await migrateDatabase(first.url);
  const app = await startApplicationOn(first.url);
  const wardId = app.people.ward.id;
  const { id: roundId } = await insertRound(app.db, wardId);
  const { id: businessId } = await insertTaxedBusiness(app.db, wardId, { taxCode: null });
  const { token } = await insertInvitation(app.db, { wardId, roundId, businessId });
  const skillId = await someSkill(app.db);
  const phone = await new PlainBrowser(app).open(`/s/${token}`);
  await phone.press({});
  const typed = {
    ...{ workerCount: "6", femaleCount: "4", contactName: "Y Krông <hư cấu>", phone: "0912345678" },
    ...{ note: "Dòng một\nDòng hai", "needs.0.position": "Vận hành “cảm biến”", "needs.0.skillId": skillId },
    ...{ "needs.0.level": "2", "needs.0.people": "2", "needs.0.mode": "train" },
  };
  const quarter = /value="(20\d\d-[1-4])"/.exec(phone.html)?.[1] ?? "";

  await first.stop();
  await phone.press({ intent: "review" }, { ...typed, "needs.0.quarter": quarter });
  expect(phone.status).toBe(503);
  expect(phone.text()).toContain("Những gì đã điền vẫn còn ở đây");
  const kept = phone.fields();
  expect({ ...kept, note: kept.note?.replace(/\r\n/g, "\n") }).toMatchObject(typed);

  const startAgain = () => startEmbedded({ dataDir: folder, settings: { port: new URL(first.url).port } });
  let engine = await startAgain();
  const isReady = async () => (await app.fetch("/readyz")).status;
  await expect.poll(isReady, { timeout: 15_000 }).toBe(200);
  await phone.press({});
  expect(phone.path).toBe(`/s/${token}/review`);

  await engine.stop();
  await phone.press({});
  expect(phone.status).toBe(503);
  engine = await startAgain();
  await expect.poll(isReady, { timeout: 15_000 }).toBe(200);
  await phone.press({});
  expect(phone.path).toBe(`/s/${token}/receipt`);
  expect(phone.text()).toContain("Y Krông <hư cấu>");

  await app.stop();
  await engine.stop();
  rmSync(folder, { recursive: true, force: true });
});
