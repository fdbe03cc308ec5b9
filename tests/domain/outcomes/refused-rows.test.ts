import { and, eq, sql } from "drizzle-orm";
import ExcelJS from "exceljs";
import { describe, expect, test } from "vitest";
import { courseRuns, nominations, nomineeLists } from "#app/db/schema/index.ts";
import { Conflict, Invalid, NotFound } from "#app/domain/errors.ts";
import { saveOutcomes, voidResult } from "#app/domain/outcomes/save-outcomes.server.ts";
import { mendOutcomes } from "#app/domain/outcomes/upload-outcomes.server.ts";
import { getUploadPreview } from "#app/domain/outcomes/uploads.server.ts";
import { message } from "#app/i18n/catalogue.ts";
import { showDate } from "#app/vietnamese/dates.ts";
import { addList, ownWard } from "#tests/support/issued-list.ts";
import { insertRun } from "#tests/support/lists.ts";
import { heldOn, type Sheet, sessionHeader, useOutcomes } from "#tests/support/outcomes.ts";

const { world, run, openRoster, send, previewOf, rowOf, save, order, outcomeOf } = useOutcomes();

describe("rows that cannot be taken", () => {
  test("an old version of a list is refused with the reason, the other ward's rows are good", async () => {
    const roster = await openRoster();
    roster.cell("A Tik", "Kết quả").value = "Đạt";
    roster.cell("Siu Blăh", "Kết quả").value = "Đạt";
    await world.db
      .update(nomineeLists)
      .set({ version: sql`${nomineeLists.version} + 1` })
      .where(eq(nomineeLists.id, run.listId));
    const uploadId = await send(roster);
    expect(await rowOf(uploadId, "A Tik")).toMatchObject({
      state: "refused",
      refusal: expect.stringContaining("outcomes:refused.oldVersion"),
    });
    expect(await rowOf(uploadId, "Siu Blăh")).toMatchObject({ state: "changed" });
    expect(await save(uploadId)).toMatchObject({ saved: { people: 1 } });
  });

  test("the roster of another run is refused as a whole, its single rows where the hidden sheet is gone", async () => {
    const foreign = await openRoster();
    const { provider, ward } = world.people;
    const other = await insertRun(world.db, { providerId: provider.id, ownerWardId: ward.id });
    await addList(world.db, ownWard(world.people), other.id, [{ fullName: "Y Lạ" }]);
    await expect(send(foreign, { to: other.id })).rejects.toThrow("outcomes:errors.otherRun");
    foreign.workbook.removeWorksheet(foreign.workbook.worksheets[1]!.id);
    const uploadId = await send(foreign, { to: other.id });
    await expect(previewOf(uploadId)).rejects.toThrow(NotFound);
    const otherPreview = { runId: other.id, uploadId };
    const { preview } = await getUploadPreview(world.db, world.people.trainer, otherPreview);
    const rows = preview!.rows;
    expect(rows.map(({ refusal }) => refusal)).toEqual(Array(4).fill("outcomes:refused.otherRun"));
  });

  test("a hidden sheet that somebody has changed is no proof", async () => {
    const roster = await openRoster();
    const sheet = roster.workbook.worksheets[1]!;
    sheet.getRow(3).getCell(3).value = "99";
    const uploadId = await send(roster);
    expect(
      (await getUploadPreview(world.db, world.people.trainer, { runId: run.id, uploadId })).keysLost,
    ).toBe(true);
  });

  test("somebody twice, somebody unknown, and somebody who was withdrawn are refused", async () => {
    const roster = await openRoster();
    const copy = roster.workbook.worksheets[0]!;
    copy.getRow(roster.row("Siu Blăh").number).values = roster.row("A Tik").values as ExcelJS.CellValue[];
    roster.cell("Y Krông", "Mã dòng").value = null;
    roster.cell("Y Krông", "Họ và tên").value = "Ai Đó Khác";
    await world.db
      .update(nominations)
      .set({ status: "withdrawn", statusReason: "đổi người" })
      .where(and(eq(nominations.runId, run.id), eq(nominations.position, 2)));
    const { rows } = await previewOf(await send(roster));
    const refusals = rows.map(({ fullName, refusal }) => `${fullName}: ${refusal?.split("|")[0]}`);
    expect(refusals).toEqual([
      "Nguyễn Văn An: outcomes:refused.withdrawn",
      "Ai Đó Khác: outcomes:refused.unknown",
      "A Tik: outcomes:refused.twice",
      "A Tik: undefined",
    ]);
  });

  test.each([
    ["without its key", null],
    ["with the key of somebody else", "Nguyễn Văn An"],
  ])(
    "a citizen ID number beside another name, %s, is nobody's, and the name of the file is shown",
    async (_, of) => {
      const roster = await openRoster();
      roster.cell("A Tik", "Kết quả").value = "Đạt";
      roster.cell("A Tik", "Mã dòng").value = of && roster.cell(of, "Mã dòng").value;
      roster.cell("A Tik", "Họ và tên").value = "Y Krông";
      roster.row("Nguyễn Văn An").values = [];
      const uploadId = await send(roster);
      const refused = (await previewOf(uploadId)).rows.filter(({ state }) => state === "refused");
      expect(refused).toMatchObject([{ fullName: "Y Krông", refusal: "outcomes:refused.nameDiffers" }]);
      expect(await save(uploadId)).toMatchObject({ saved: { people: 0 } });
    },
  );

  test("a wrong value says what to do, stays out, and is good once it is mended", async () => {
    const roster = await openRoster();
    roster.cell("A Tik", "Kết quả").value = "giỏi lắm";
    roster.cell("Siu Blăh", "Số chứng nhận").value = "CN-9";
    const uploadId = await send(roster);
    expect((await rowOf(uploadId, "A Tik")).problems).toEqual([
      { field: "result", typed: "giỏi lắm", text: "outcomes:wrong.result" },
    ]);
    expect((await rowOf(uploadId, "Siu Blăh")).problems).toMatchObject([
      { field: "result", text: "outcomes:wrong.resultMissing" },
    ]);
    const { rowNumber } = await rowOf(uploadId, "A Tik");
    const mends = { [`r${rowNumber}`]: { result: "Đạt" } };
    await mendOutcomes(world.db, world.people.trainer, {
      runId: run.id,
      uploadId,
      version: 1,
      mends,
      leave: {},
    });
    expect(await rowOf(uploadId, "A Tik")).toMatchObject({ state: "changed" });
    await expect(save(uploadId, {}, 1)).rejects.toThrow(Conflict);
    expect(await save(uploadId, {}, 2)).toMatchObject({ saved: { people: 1 } });
    expect(await outcomeOf("Siu Blăh")).toMatchObject({ result: null });
  });

  test("attendance before its session, and a result before the run, wait for their day", async () => {
    const roster = await openRoster();
    roster.cell("A Tik", sessionHeader(2)).value = "x";
    roster.cell("A Tik", sessionHeader(3)).value = "x";
    const uploadId = await send(roster);
    const day = showDate(heldOn(3));
    expect(await rowOf(uploadId, "A Tik")).toMatchObject({
      state: "wrong",
      changes: [{ field: "session2" }],
      problems: [{ field: "session3", typed: "x", text: message("outcomes:wrong.sessionNotHeld", { day }) }],
    });
    expect(await save(uploadId)).toMatchObject({ saved: { people: 0 }, wrong: 1 });
    const answers = {
      mends: { [`r${(await rowOf(uploadId, "A Tik")).rowNumber}`]: { session3: "" } },
      leave: {},
    };
    await mendOutcomes(world.db, world.people.trainer, { runId: run.id, uploadId, version: 2, ...answers });
    expect(await save(uploadId, {}, 3)).toMatchObject({ saved: { attendances: 1 }, wrong: 0 });

    await world.db
      .update(courseRuns)
      .set({ startsOn: heldOn(3) })
      .where(eq(courseRuns.id, run.id));
    const early = await openRoster();
    early.cell("A Tik", "Kết quả").value = "Đạt";
    early.cell("A Tik", "Ngày cấp").value = new Date(`${heldOn(3)}T00:00:00Z`);
    const { problems } = await rowOf(await send(early), "A Tik");
    expect(problems).toEqual([
      { field: "certificateDate", typed: day, text: "outcomes:wrong.certificateInFuture" },
      { field: "result", typed: "Đạt", text: message("outcomes:wrong.runNotBegun", { day }) },
    ]);
  });

  test("what is known already is not refused because the days of the run were moved", async () => {
    const roster = await openRoster();
    roster.cell("A Tik", "Kết quả").value = "Đạt";
    await save(await send(roster));
    await world.db
      .update(courseRuns)
      .set({ startsOn: heldOn(3) })
      .where(eq(courseRuns.id, run.id));
    expect((await previewOf(await send(await openRoster()))).counts).toMatchObject({ same: 4 });
    await voidResult(world.db, world.people.trainer, {
      idempotencyKey: crypto.randomUUID(),
      resultId: (await outcomeOf("A Tik")).resultId ?? "",
      reason: "Nhập nhầm",
    });
    expect(await outcomeOf("A Tik")).toMatchObject({ result: null });
  });

  test("a row that is left out holds nothing up, and stays left out until the tick is taken away", async () => {
    const roster = await openRoster();
    roster.cell("A Tik", "Kết quả").value = "giỏi lắm";
    roster.cell("Y Krông", "Kết quả").value = "Đạt";
    const uploadId = await send(roster);
    const { rowNumber } = await rowOf(uploadId, "A Tik");
    const leave = { [`r${rowNumber}`]: "true" };
    const answer = (version: number, leave: Record<string, string>) =>
      mendOutcomes(world.db, world.people.trainer, { runId: run.id, uploadId, version, mends: {}, leave });
    await answer(1, leave);
    expect((await previewOf(uploadId)).counts).toMatchObject({ changed: 1, wrong: 0, left: 1 });
    expect((await previewOf(uploadId)).rows.at(-1)).toMatchObject({ rowNumber, state: "left" });
    await answer(2, {});
    expect((await previewOf(uploadId)).counts).toMatchObject({ wrong: 1, left: 0 });
    expect(await save(uploadId, leave, 3)).toMatchObject({ saved: { people: 1 }, wrong: 0 });
  });

  test("what was typed and ticked is kept when the good rows are saved instead", async () => {
    const roster = await openRoster();
    roster.cell("A Tik", "Kết quả").value = "giỏi lắm";
    roster.cell("Y Krông", "Kết quả").value = "khá";
    roster.cell("Siu Blăh", "Kết quả").value = "Đạt";
    roster.cell("Nguyễn Văn An", "Kết quả").value = "Đạt";
    const uploadId = await send(roster);
    const name = async (person: string) => `r${(await rowOf(uploadId, person)).rowNumber}`;
    const { seen } = await previewOf(uploadId);
    const typed = {
      mends: { [await name("A Tik")]: { result: "Miễn" } },
      leave: { [await name("Siu Blăh")]: "true" },
    };
    const input = { ...order(uploadId, seen), ...typed };
    expect(await saveOutcomes(world.db, world.people.trainer, input)).toMatchObject({
      saved: { passed: 1, exempt: 0 },
      wrong: 2,
    });
    expect((await rowOf(uploadId, "A Tik")).state).toBe("changed");
    expect((await rowOf(uploadId, "Siu Blăh")).state).toBe("left");
  });

  test.each([
    ["Không đạt", "CN-1", "certificateNumber", "outcomes:wrong.certificateOfFailed"],
    ["Đạt", "x".repeat(61), "certificateNumber", "app:errors.tooLong"],
  ])("%s with certificate %s is wrong at %s", async (result, number, field, text) => {
    const roster = await openRoster();
    roster.cell("A Tik", "Kết quả").value = result;
    roster.cell("A Tik", "Số chứng nhận").value = number;
    const { problems } = await rowOf(await send(roster), "A Tik");
    expect(problems).toMatchObject([{ field, text: expect.stringContaining(text) }]);
  });

  test("a certificate number is given once by a provider, in the file and before it", async () => {
    const roster = await openRoster();
    for (const name of ["A Tik", "Siu Blăh"]) {
      roster.cell(name, "Kết quả").value = "Đạt";
      roster.cell(name, "Số chứng nhận").value = "CN-5";
    }
    const uploadId = await send(roster);
    const { counts } = await previewOf(uploadId);
    expect(counts).toMatchObject({ changed: 1, wrong: 1 });
    await save(uploadId);
    const later = await openRoster();
    later.cell("Y Krông", "Kết quả").value = "Đạt";
    later.cell("Y Krông", "Số chứng nhận").value = "CN-5";
    expect((await rowOf(await send(later), "Y Krông")).problems).toMatchObject([
      { field: "certificateNumber", text: "outcomes:wrong.certificateTaken" },
    ]);
  });

  test("a file that is no roster is refused at the file", async () => {
    const workbook = new ExcelJS.Workbook();
    workbook.addWorksheet("DS").addRows([
      ["STT", "Họ và tên"],
      [1, "Y Krông"],
    ]);
    await expect(send({ workbook } as Sheet)).rejects.toThrow(Invalid);
  });
});
