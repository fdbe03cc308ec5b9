import { desc, eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { attendanceChanges, auditEntries, outcomeUploads, results } from "#app/db/schema/index.ts";
import { Conflict, NotFound } from "#app/domain/errors.ts";
import { voidResult } from "#app/domain/outcomes/save-outcomes.server.ts";
import { undoOutcomes } from "#app/domain/outcomes/undo-outcomes.server.ts";
import { getWrittenUpload, listSavedUploads } from "#app/domain/outcomes/written.server.ts";
import { purgeExpired } from "#app/domain/retention/purge.server.ts";
import { sessionHeader, useOutcomes } from "#tests/support/outcomes.ts";

const { world, run, openRoster, send, save, outcomeOf } = useOutcomes();

type Cells = Record<string, Record<string, string>>;

/** Saves a roster with these cells filled in, as its provider has just downloaded it. */
async function saveRoster(cells: Cells): Promise<string> {
  const roster = await openRoster();
  for (const [name, values] of Object.entries(cells))
    for (const [header, value] of Object.entries(values)) roster.cell(name, header).value = value;
  const uploadId = await send(roster);
  expect(await save(uploadId)).toMatchObject({ wrong: 0 });
  return uploadId;
}

const look = (uploadId: string, as = world.people.trainer) =>
  getWrittenUpload(world.db, as, { runId: run.id, uploadId });

async function orderOf(uploadId: string) {
  const { version } = (await look(uploadId)).upload;
  return { idempotencyKey: crypto.randomUUID(), runId: run.id, uploadId, version, reason: "Nộp nhầm tệp" };
}

const undo = async (uploadId: string) =>
  undoOutcomes(world.db, world.people.trainer, await orderOf(uploadId));

const counts = (uploadId: string) => look(uploadId).then((written) => written.counts);

/** A provider gives each number once, in all of its runs. */
let number = "";
let first: Cells = {};
beforeEach(() => {
  number = `CN-${crypto.randomUUID()}`;
  first = {
    "A Tik": { "Kết quả": "Đạt", "Số chứng nhận": number, [sessionHeader(1)]: "x" },
    "Siu Blăh": { "Kết quả": "Không đạt", [sessionHeader(1)]: "v", [sessionHeader(2)]: "x" },
    "Y Krông": { [sessionHeader(1)]: "p" },
  };
});

describe("a saved upload that is taken back", () => {
  test("leaves what was there before it: nothing, of whom nothing was known", async () => {
    const uploadId = await saveRoster(first);
    expect(await counts(uploadId)).toEqual({ people: 3, results: 2, restored: 0, attendances: 4 });
    expect(await undo(uploadId)).toEqual({ people: 3, results: 2, restored: 0, attendances: 4 });
    for (const name of ["A Tik", "Siu Blăh", "Y Krông"])
      expect(await outcomeOf(name)).toMatchObject({ result: null, present: 0, absent: 0, excused: 0 });
    const voided = await world.db.select().from(results).where(eq(results.uploadId, uploadId));
    expect(voided.map(({ voidReason }) => voidReason)).toEqual(["Nộp nhầm tệp", "Nộp nhầm tệp"]);
    const [listed] = await listSavedUploads(world.db, world.people.trainer, run.id);
    expect(listed).toMatchObject({ id: uploadId, status: "undone", undoReason: "Nộp nhầm tệp" });
    await expect(undo(uploadId)).rejects.toThrow(Conflict);
  });

  test("brings back the results and the attendance that it had replaced", async () => {
    const before = await saveRoster(first);
    const uploadId = await saveRoster({
      "A Tik": { "Kết quả": "Không đạt", "Số chứng nhận": "", [sessionHeader(1)]: "v" },
      "Siu Blăh": { "Kết quả": "Đạt", "Số chứng nhận": `${number}-2` },
      "Nguyễn Văn An": { "Kết quả": "Đạt", [sessionHeader(2)]: "x" },
    });
    expect(await outcomeOf("Siu Blăh")).toMatchObject({ result: "passed" });
    expect(await undo(uploadId)).toEqual({ people: 3, results: 3, restored: 2, attendances: 2 });
    expect(await outcomeOf("A Tik")).toMatchObject({
      result: "passed",
      certificateNumber: number,
      present: 1,
    });
    expect(await outcomeOf("Siu Blăh")).toMatchObject({ result: "failed", absent: 1, present: 1 });
    expect(await outcomeOf("Nguyễn Văn An")).toMatchObject({ result: null, present: 0 });
    // What came back is the first upload's again.
    expect(await undo(before)).toMatchObject({ results: 2, attendances: 4 });
    expect(await outcomeOf("A Tik")).toMatchObject({ result: null, present: 0, absent: 0 });
  });

  test("waits for what was written on top of it, says of how many, and follows it", async () => {
    const uploadId = await saveRoster(first);
    const later = await saveRoster({
      "A Tik": { "Kết quả": "Miễn" },
      "Y Krông": { [sessionHeader(1)]: "x" },
    });
    const latest = await saveRoster({ "Y Krông": { [sessionHeader(1)]: "p" } });
    await expect(undo(uploadId)).rejects.toThrow(new Conflict("outcomes:errors.builtOn", { count: 2 }));
    await expect(undo(later)).rejects.toMatchObject({ params: { count: 1 } });
    expect((await look(uploadId)).builtOn).toBe(2);
    expect(await outcomeOf("Siu Blăh")).toMatchObject({ result: "failed", absent: 1 });
    await undo(latest);
    await undo(later);
    expect(await undo(uploadId)).toMatchObject({ people: 3 });
  });

  test("leaves a result alone that was voided by hand", async () => {
    await saveRoster(first);
    const uploadId = await saveRoster({ "A Tik": { "Kết quả": "Miễn" }, "Siu Blăh": { "Kết quả": "Miễn" } });
    const { resultId } = await outcomeOf("A Tik");
    const idempotencyKey = crypto.randomUUID();
    await voidResult(world.db, world.people.trainer, {
      idempotencyKey,
      resultId: resultId ?? "",
      reason: "Nhầm",
    });
    expect(await undo(uploadId)).toMatchObject({ results: 1, restored: 1 });
    expect(await outcomeOf("A Tik")).toMatchObject({ result: null });
    expect(await outcomeOf("Siu Blăh")).toMatchObject({ result: "failed" });
  });

  test("is not taken back where an earlier certificate number is somebody else's by now", async () => {
    await saveRoster(first);
    const uploadId = await saveRoster({ "A Tik": { "Kết quả": "Không đạt", "Số chứng nhận": "" } });
    await saveRoster({ "Nguyễn Văn An": { "Kết quả": "Đạt", "Số chứng nhận": number } });
    await expect(undo(uploadId)).rejects.toThrow("outcomes:errors.undoCertificate");
    expect(await outcomeOf("A Tik")).toMatchObject({ result: "failed" });
  });

  test("goes with all of its parts, and with the rows that still wait", async () => {
    const roster = await openRoster();
    roster.cell("A Tik", "Kết quả").value = "Đạt";
    roster.cell("Y Krông", "Kết quả").value = "giỏi lắm";
    const uploadId = await send(roster);
    await expect(undo(uploadId)).rejects.toThrow("outcomes:errors.nothingToUndo");
    const seenFirst = await orderOf(uploadId);
    await save(uploadId);
    await expect(undoOutcomes(world.db, world.people.trainer, seenFirst)).rejects.toThrow(
      "outcomes:errors.changedMeanwhile",
    );
    expect(await undo(uploadId)).toMatchObject({ people: 1, results: 1 });
    await expect(save(uploadId, {}, 3)).rejects.toThrow(Conflict);
  });

  test("that was saved in part outlives its rest, and can still be taken back", async () => {
    const roster = await openRoster();
    roster.cell("A Tik", "Kết quả").value = "Đạt";
    roster.cell("Y Krông", "Kết quả").value = "giỏi lắm";
    const uploadId = await send(roster);
    await save(uploadId);
    await world.db
      .update(outcomeUploads)
      .set({ createdAt: sql`now() - interval '2 days'` })
      .where(eq(outcomeUploads.id, uploadId));
    await purgeExpired(world.db);
    const [kept] = await world.db.select().from(outcomeUploads).where(eq(outcomeUploads.id, uploadId));
    expect(kept).toMatchObject({ status: "saved", contentCipher: null });
    expect(await undo(uploadId)).toMatchObject({ results: 1 });
  });

  test("twice with one key happens once; at once from two pages one is told", async () => {
    const uploadId = await saveRoster(first);
    const order = await orderOf(uploadId);
    const other = { ...order, idempotencyKey: crypto.randomUUID() };
    const answers = await Promise.allSettled(
      [order, order, other].map((input) => undoOutcomes(world.db, world.people.trainer, input)),
    );
    const done = answers.filter(({ status }) => status === "fulfilled").length;
    expect([1, 2]).toContain(done);
    expect(await undoOutcomes(world.db, world.people.trainer, order).catch(() => null)).toEqual(
      done === 2 ? { people: 3, results: 2, restored: 0, attendances: 4 } : null,
    );
    expect(await outcomeOf("Siu Blăh")).toMatchObject({ absent: 0, present: 0 });
    expect(await world.db.$count(attendanceChanges, eq(attendanceChanges.uploadId, uploadId))).toBe(0);
  });

  test("at once with a later file leaves either of them whole", async () => {
    const uploadId = await saveRoster(first);
    const roster = await openRoster();
    roster.cell("A Tik", "Kết quả").value = "Miễn";
    const laterId = await send(roster);
    const [undone, saved] = await Promise.allSettled([undo(uploadId), save(laterId)]);
    expect([undone.status, saved.status].filter((status) => status === "fulfilled")).toHaveLength(1);
    expect((await outcomeOf("A Tik")).result).toBe(undone.status === "fulfilled" ? null : "exempt");
  });

  test("is in the chain of each ward, with counts and without names or the reason", async () => {
    const uploadId = await saveRoster(first);
    await undo(uploadId);
    const entries = await world.db
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.action, "outcomes.undo"))
      .orderBy(desc(auditEntries.at))
      .limit(2);
    expect(entries.map(({ chain }) => chain).sort()).toEqual(
      [world.people.ward.id, world.people.otherWard.id].sort(),
    );
    const own = entries.find(({ chain }) => chain === world.people.ward.id);
    expect(JSON.parse(own?.after ?? "")).toMatchObject({ uploadId, people: 2, results: 1, attendances: 2 });
    expect(JSON.stringify(entries)).not.toMatch(/Nộp nhầm|Tik|Krông|Blăh/);
  });

  test("of another provider or run is not found", async () => {
    const uploadId = await saveRoster(first);
    const order = await orderOf(uploadId);
    await expect(undoOutcomes(world.db, world.people.outsideTrainer, order)).rejects.toThrow(NotFound);
    await expect(look(uploadId, world.people.outsideTrainer)).rejects.toThrow(NotFound);
    const elsewhere = { ...order, runId: crypto.randomUUID() };
    await expect(undoOutcomes(world.db, world.people.trainer, elsewhere)).rejects.toThrow(NotFound);
    expect(await listSavedUploads(world.db, world.people.outsideTrainer, run.id)).toEqual([]);
    expect(await outcomeOf("A Tik")).toMatchObject({ result: "passed" });
  });
});
