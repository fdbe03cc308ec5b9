import { and, eq, isNull } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { outcomeUploads, results } from "#app/db/schema/index.ts";
import { listEntries, verifyChain } from "#app/domain/audit/queries.server.ts";
import { updateRun } from "#app/domain/courses/update-run.server.ts";
import { Conflict, NotFound } from "#app/domain/errors.ts";
import { saveOutcomes, voidResult } from "#app/domain/outcomes/save-outcomes.server.ts";
import { addDays } from "#app/vietnamese/dates.ts";
import { sessionHeader, startsOn, today, useOutcomes } from "#tests/support/outcomes.ts";

const { world, run, openRoster, send, previewOf, rowOf, save, order, outcomes, outcomeOf } = useOutcomes();

describe("saving", () => {
  let uploadId = "";
  beforeEach(async () => {
    const roster = await openRoster();
    roster.cell("A Tik", "Kết quả").value = "Đạt";
    roster.cell("Y Krông", "Kết quả").value = "Đạt";
    uploadId = await send(roster);
  });

  test("something else than the preview showed is refused, and the fresh preview can be saved", async () => {
    const { seen } = await previewOf(uploadId);
    const other = await openRoster();
    other.cell("A Tik", "Kết quả").value = "Không đạt";
    await save(await send(other));
    await expect(saveOutcomes(world.db, world.people.trainer, order(uploadId, seen))).rejects.toThrow(
      "outcomes:errors.changed",
    );
    expect(await outcomeOf("A Tik")).toMatchObject({ result: "failed" });
    expect(await save(uploadId)).toMatchObject({ saved: { people: 2 } });
    expect(await outcomeOf("A Tik")).toMatchObject({ result: "passed" });
  });

  test("takes a part: rows that are ticked stay out", async () => {
    const { rowNumber } = await rowOf(uploadId, "Y Krông");
    expect(await save(uploadId, { [`r${rowNumber}`]: "true" })).toMatchObject({ saved: { people: 1 } });
    expect(await outcomeOf("Y Krông")).toMatchObject({ result: null });
  });

  test("leaves the upload open while a line is wrong, so that it can be mended", async () => {
    const roster = await openRoster();
    roster.cell("A Tik", "Kết quả").value = "Đạt";
    roster.cell("Y Krông", "Kết quả").value = "giỏi lắm";
    const half = await send(roster);
    expect(await save(half)).toMatchObject({ saved: { people: 1 }, wrong: 1 });
    expect((await previewOf(half)).counts).toMatchObject({ changed: 0, wrong: 1 });
  });

  test("twice with one key happens once and answers the same", async () => {
    const input = order(uploadId, (await previewOf(uploadId)).seen);
    const both = await Promise.all([
      saveOutcomes(world.db, world.people.trainer, input),
      saveOutcomes(world.db, world.people.trainer, input),
    ]);
    expect(both).toMatchObject([{ saved: { people: 2 } }, { saved: { people: 2 } }]);
    expect(await liveResults()).toHaveLength(2);
  });

  test("at once from two pages: one is told that it was saved", async () => {
    const both = await Promise.allSettled([save(uploadId), save(uploadId)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await liveResults()).toHaveLength(2);
  });

  test("two files about the same person at once leave one live result", async () => {
    const other = await openRoster();
    other.cell("A Tik", "Kết quả").value = "Không đạt";
    const otherId = await send(other);
    await Promise.allSettled([save(uploadId), save(otherId)]);
    const live = (await liveResults()).map(({ nominationId }) => nominationId);
    expect(new Set(live).size).toBe(live.length);
  });

  test("drops what the file said, and keeps old results as void", async () => {
    await save(uploadId);
    const [upload] = await world.db.select().from(outcomeUploads).where(eq(outcomeUploads.id, uploadId));
    expect(upload).toMatchObject({ status: "saved", contentCipher: null });
    const roster = await openRoster();
    roster.cell("A Tik", "Kết quả").value = "Không đạt";
    await save(await send(roster));
    expect(await outcomeOf("A Tik")).toMatchObject({ result: "failed" });
    const all = await world.db.select().from(results).where(eq(results.runId, run.id));
    expect(all.filter(({ voidedAt }) => voidedAt)).toMatchObject([
      { result: "passed", voidReason: expect.any(String) },
    ]);
  });

  test("is written down in the chain of each ward, with counts and without anybody's name", async () => {
    await save(uploadId);
    const [entry] = await listEntries(world.db, world.people.ward.id, { offset: 0, limit: 1 });
    expect(entry).toMatchObject({ action: "outcomes.save", role: "provider", entityId: run.id });
    expect(JSON.parse(entry?.after ?? "")).toEqual({
      people: 2,
      attendances: 0,
      passed: 2,
      failed: 0,
      exempt: 0,
    });
    expect(await verifyChain(world.db, world.people.ward.id)).toMatchObject({ brokenAt: null });
    const [last] = await listEntries(world.db, world.people.otherWard.id, { offset: 0, limit: 1 });
    expect(last?.action).not.toBe("outcomes.save");
  });
});

describe("a result", () => {
  let resultId = "";
  beforeEach(async () => {
    const roster = await openRoster();
    roster.cell("A Tik", "Kết quả").value = "Đạt";
    roster.cell("A Tik", sessionHeader(2)).value = "Có mặt";
    await save(await send(roster));
    resultId = (await outcomeOf("A Tik")).resultId ?? "";
  });
  const input = () => ({ idempotencyKey: crypto.randomUUID(), resultId, reason: "Nhập nhầm người" });

  test("is voided with a reason, once, and another may take its place", async () => {
    await voidResult(world.db, world.people.trainer, input());
    expect(await outcomeOf("A Tik")).toMatchObject({ result: null });
    await expect(voidResult(world.db, world.people.trainer, input())).rejects.toThrow(Conflict);
    const [entry] = await listEntries(world.db, world.people.ward.id, { offset: 0, limit: 1 });
    expect(entry).toMatchObject({ action: "result.void" });
    expect(entry?.after).not.toContain("Nhập nhầm");
  });

  test("of another provider is not found", async () => {
    await expect(voidResult(world.db, world.people.outsideTrainer, input())).rejects.toThrow(NotFound);
  });

  test("is never changed or deleted, whoever asks the database", async () => {
    await expect(world.db.delete(results).where(eq(results.id, resultId))).rejects.toThrow();
    await expect(
      world.db.update(results).set({ result: "failed" }).where(eq(results.id, resultId)),
    ).rejects.toThrow();
  });

  test("is seen by the office of its ward alone, with the sessions", async () => {
    expect(await outcomes("office")).toHaveLength(3);
    expect((await outcomes("outsider")).map(({ fullName }) => fullName)).toEqual(["Siu Blăh"]);
    expect(await outcomeOf("A Tik")).toMatchObject({ present: 1, absent: 0 });
  });

  test("keeps its session: the office cannot leave one out that has attendance", async () => {
    const { office } = world.people;
    await expect(
      updateRun(world.db, office, {
        runId: run.id,
        version: 1,
        label: "khóa 2",
        startsOn,
        endsOn: addDays(today, 3),
        place: "Trung tâm",
        mode: "in_person",
        callLetter: null,
        callLetterDate: null,
        callIssuer: null,
        nominationDeadline: addDays(today, -8),
        eligibility: null,
        sessions: [],
      }),
    ).rejects.toThrow("courses:errors.sessionHeld");
  });
});

function liveResults() {
  return world.db
    .select({ nominationId: results.nominationId })
    .from(results)
    .where(and(eq(results.runId, run.id), isNull(results.voidedAt)));
}
