import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { auditEntries } from "#app/db/schema/index.ts";
import { NotFound } from "#app/domain/errors.ts";
import { listRunOutcomes } from "#app/domain/outcomes/queries.server.ts";
import { saveOutcomes } from "#app/domain/outcomes/save-outcomes.server.ts";
import { mendOutcomes } from "#app/domain/outcomes/upload-outcomes.server.ts";
import { getUploadPreview } from "#app/domain/outcomes/uploads.server.ts";
import { headerOf, type Row, sessionHeader, today, useOutcomes } from "#tests/support/outcomes.ts";

const { world, run, openRoster, send, previewOf, rowOf, save, order, outcomeOf } = useOutcomes();

describe("a roster that comes back", () => {
  test("shows old and new row by row, and counts only after it is saved", async () => {
    const roster = await openRoster();
    roster.cell("Nguyễn Văn An", sessionHeader(1)).value = "x";
    roster.cell("Nguyễn Văn An", sessionHeader(2)).value = "P";
    roster.cell("Nguyễn Văn An", "Kết quả").value = "Đạt";
    roster.cell("Nguyễn Văn An", "Số chứng nhận").value = "CN-001";
    roster.cell("Nguyễn Văn An", "Ngày cấp").value = new Date(`${today}T00:00:00Z`);
    roster.cell("Siu Blăh", "Kết quả").value = "không đạt";
    const uploadId = await send(roster);
    const { counts } = await previewOf(uploadId);
    expect(counts).toEqual({ changed: 2, wrong: 0, refused: 0, same: 2, left: 0 });
    expect((await rowOf(uploadId, "Nguyễn Văn An")).changes).toEqual([
      { field: "session1", before: null, after: "Có mặt" },
      { field: "session2", before: null, after: "Vắng có phép" },
      { field: "result", before: null, after: "Đạt" },
      { field: "certificateNumber", before: null, after: "CN-001" },
      { field: "certificateDate", before: null, after: today.split("-").reverse().join("/") },
    ]);
    expect(await outcomeOf("Nguyễn Văn An")).toMatchObject({ result: null, present: 0 });

    expect(await save(uploadId)).toMatchObject({
      saved: { people: 2, attendances: 2, passed: 1, failed: 1, exempt: 0 },
    });
    expect(await outcomeOf("Nguyễn Văn An")).toMatchObject({
      result: "passed",
      certificateNumber: "CN-001",
      certificateDate: today,
      present: 1,
      excused: 1,
    });
    expect(await outcomeOf("Siu Blăh")).toMatchObject({ result: "failed" });
  });

  test("is known by its hidden keys when it was sorted, cut, and given columns", async () => {
    const roster = await openRoster();
    const sheet = roster.workbook.worksheets[0]!;
    const [first, second] = [roster.row("A Tik"), roster.row("Nguyễn Văn An")];
    const values = [first.values, second.values];
    [first.values, second.values] = [values[1] as Row["values"], values[0] as Row["values"]];
    roster.cell("A Tik", "Kết quả").value = "Đạt";
    sheet.getRow(3).getCell(40).value = "cột thêm";
    roster.row("Siu Blăh").values = [];
    const uploadId = await send(roster);
    expect(await rowOf(uploadId, "A Tik")).toMatchObject({ state: "changed", by: "key" });
    expect((await previewOf(uploadId)).rows).toHaveLength(3);
  });

  test("without its hidden column is known by citizen ID number, else by name and birth date, and says so", async () => {
    const roster = await openRoster();
    const sheet = roster.workbook.worksheets[0]!;
    roster.cell("A Tik", "Kết quả").value = "Đạt";
    roster.cell("Y Krông", "Kết quả").value = "Miễn";
    const column = headerOf(sheet).get("Mã dòng")!;
    sheet.eachRow((row) => {
      row.getCell(column).value = null;
    });
    roster.workbook.removeWorksheet(roster.workbook.worksheets[1]!.id);
    const uploadId = await send(roster);
    const shown = await getUploadPreview(world.db, world.people.trainer, { runId: run.id, uploadId });
    expect(shown.keysLost).toBe(true);
    expect(await rowOf(uploadId, "A Tik")).toMatchObject({ state: "changed", by: "nationalId" });
    expect(await rowOf(uploadId, "Y Krông")).toMatchObject({ state: "changed", by: "name" });
    roster.cell("Y Krông", "Ngày sinh").value = null;
    expect(await rowOf(await send(roster), "Y Krông")).toMatchObject({ state: "changed", by: "nameAlone" });
  });

  test("is in the audit when it is read and when it is mended, without anybody's name or number", async () => {
    const roster = await openRoster();
    roster.cell("A Tik", "Kết quả").value = "tốt lắm";
    const uploadId = await send(roster);
    const mend = {
      mends: { [`r${(await rowOf(uploadId, "A Tik")).rowNumber}`]: { result: "Đạt" } },
      leave: {},
    };
    await mendOutcomes(world.db, world.people.trainer, { runId: run.id, uploadId, version: 1, ...mend });
    const entries = await world.db
      .select({ action: auditEntries.action, after: auditEntries.after })
      .from(auditEntries)
      .where(eq(auditEntries.entityId, uploadId))
      .orderBy(auditEntries.sequence);
    expect(entries.map(({ action, after }) => ({ action, after: JSON.parse(after ?? "") }))).toEqual([
      { action: "outcomes.read", after: { runId: run.id, fileHash: expect.any(String), rows: 4 } },
      { action: "outcomes.change", after: { version: 2 } },
    ]);
  });

  test("that was downloaded before another one was saved says so", async () => {
    const [older, roster] = [await openRoster(), await openRoster()];
    roster.cell("A Tik", "Kết quả").value = "Đạt";
    await save(await send(roster));
    const savedSince = async (uploadId: string) =>
      (await getUploadPreview(world.db, world.people.trainer, { runId: run.id, uploadId })).savedSince;
    expect(await savedSince(await send(older))).toBeInstanceOf(Date);
    expect(await savedSince(await send(await openRoster()))).toBeNull();
  });

  test("whose names were sorted without the hidden column takes each name for itself", async () => {
    const roster = await openRoster();
    const names = headerOf(roster.workbook.worksheets[0]!).get("Họ và tên")!;
    const ids = headerOf(roster.workbook.worksheets[0]!).get("Số CCCD")!;
    const [first, second] = [roster.row("A Tik"), roster.row("Nguyễn Văn An")];
    for (const column of [names, ids]) {
      const [left, right] = [first.getCell(column).value, second.getCell(column).value];
      first.getCell(column).value = right;
      second.getCell(column).value = left;
    }
    roster.cell("A Tik", "Kết quả").value = "Đạt";
    const uploadId = await send(roster);
    await save(uploadId);
    expect(await outcomeOf("A Tik")).toMatchObject({ result: "passed" });
    expect(await outcomeOf("Nguyễn Văn An")).toMatchObject({ result: null });
  });

  test("of two first downloads at once is good in both files", async () => {
    const rosters = await Promise.all([openRoster(), openRoster(), openRoster()]);
    for (const roster of rosters) {
      roster.cell("Y Krông", "Kết quả").value = "Đạt";
      roster.cell("Siu Blăh", "Kết quả").value = "Đạt";
      expect((await previewOf(await send(roster))).counts).toMatchObject({ changed: 2, refused: 0 });
    }
  });

  test("leaves what is known where a cell is blank", async () => {
    const roster = await openRoster();
    roster.cell("A Tik", "Kết quả").value = "Đạt";
    roster.cell("A Tik", "Số chứng nhận").value = "CN-7";
    await save(await send(roster));
    const again = await openRoster();
    expect(again.cell("A Tik", "Kết quả").value).toBe("Đạt");
    again.cell("A Tik", "Kết quả").value = null;
    again.cell("A Tik", "Số chứng nhận").value = null;
    again.cell("A Tik", "Ghi chú kết quả").value = "Học tốt";
    await save(await send(again));
    expect(await outcomeOf("A Tik")).toMatchObject({
      result: "passed",
      certificateNumber: "CN-7",
      note: "Học tốt",
    });
  });
});

describe("another provider", () => {
  test("finds neither the run nor what was sent", async () => {
    const roster = await openRoster();
    await expect(send(roster, { as: world.people.outsideTrainer })).rejects.toThrow(NotFound);
    const uploadId = await send(roster);
    const { outsideTrainer } = world.people;
    await expect(getUploadPreview(world.db, outsideTrainer, { runId: run.id, uploadId })).rejects.toThrow(
      NotFound,
    );
    const { seen } = await previewOf(uploadId);
    await expect(saveOutcomes(world.db, outsideTrainer, order(uploadId, seen))).rejects.toThrow(NotFound);
    await expect(
      mendOutcomes(world.db, outsideTrainer, { runId: run.id, uploadId, version: 1, mends: {}, leave: {} }),
    ).rejects.toThrow(NotFound);
    expect(await listRunOutcomes(world.db, outsideTrainer, run.id)).toMatchObject({ rows: [], total: 0 });
  });
});
