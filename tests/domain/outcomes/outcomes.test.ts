import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";
import { and, eq, isNull, sql } from "drizzle-orm";
import ExcelJS from "exceljs";
import { beforeEach, describe, expect, test } from "vitest";
import {
  courseRuns,
  nominations,
  nomineeLists,
  outcomeUploads,
  results,
  runSessions,
} from "#app/db/schema/index.ts";
import { listEntries, verifyChain } from "#app/domain/audit/queries.server.ts";
import { updateRun } from "#app/domain/courses/update-run.server.ts";
import { Conflict, Invalid, NotFound } from "#app/domain/errors.ts";
import { listRunOutcomes } from "#app/domain/outcomes/queries.server.ts";
import { saveOutcomes, voidResult } from "#app/domain/outcomes/save-outcomes.server.ts";
import { mendOutcomes, uploadOutcomes } from "#app/domain/outcomes/upload-outcomes.server.ts";
import { getUploadPreview } from "#app/domain/outcomes/uploads.server.ts";
import { downloadProviderRoster } from "#app/domain/rosters/commands.server.ts";
import { message } from "#app/i18n/catalogue.ts";
import { writeWorkbook } from "#app/spreadsheet/writing/write-workbook.server.ts";
import { addDays, showDate, todayInVietnam } from "#app/vietnamese/dates.ts";
import { addList, otherWard, ownWard } from "#tests/support/issued-list.ts";
import { insertRun } from "#tests/support/lists.ts";
import { useWard } from "#tests/support/ward.ts";

const world = useWard();
const key = () => crypto.randomUUID();
const today = todayInVietnam(new Date());

let runId = "";
let listId = "";

const startsOn = addDays(today, -1);
const heldOn = (session: number) => addDays(startsOn, session - 1);

/** A run of three sessions, yesterday, today and tomorrow, with three people of the own ward and one of another. */
beforeEach(async () => {
  const { provider, ward } = world.people;
  const days = { startsOn, endsOn: addDays(today, 3), nominationDeadline: addDays(today, -8) };
  const run = await insertRun(world.db, { providerId: provider.id, ownerWardId: ward.id, ...days });
  runId = run.id;
  await world.db.insert(runSessions).values(
    [1, 2, 3].map((number) => ({
      runId,
      number,
      heldOn: heldOn(number),
      startsAt: "08:00",
      endsAt: "11:00",
    })),
  );
  ({ listId } = await addList(world.db, ownWard(world.people), runId, [
    { fullName: "Y Krông", birthDate: "1996-02-05", nationalId: null, seat: "reserve" },
    { fullName: "Nguyễn Văn An", birthDate: "1988" },
    { fullName: "A Tik" },
  ]));
  await addList(world.db, otherWard(world.people), runId, [{ fullName: "Siu Blăh" }]);
});

type Row = ExcelJS.Row;
type Sheet = {
  workbook: ExcelJS.Workbook;
  row: (name: string) => Row;
  cell: (name: string, header: string) => ExcelJS.Cell;
};

/** The roster as the provider has it open. */
async function openRoster(): Promise<Sheet> {
  const { table, rows } = await downloadProviderRoster(world.db, world.people.trainer, runId);
  const output = new PassThrough();
  const [bytes] = await Promise.all([buffer(output), writeWorkbook(table, rows, output)]);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
  const sheet = workbook.worksheets[0]!;
  const header = headerOf(sheet);
  const row = (name: string) => {
    let found: Row | undefined;
    sheet.eachRow((each) => {
      if (each.getCell(header.get("Họ và tên")!).value === name) found = each;
    });
    return found!;
  };
  return { workbook, row, cell: (name, label) => row(name).getCell(header.get(label)!) };
}

function headerOf(sheet: ExcelJS.Worksheet): Map<string, number> {
  const columns = new Map<string, number>();
  for (let number = 1; number <= 12; number += 1)
    sheet.getRow(number).eachCell((cell, column) => columns.set(String(cell.value), column));
  return columns;
}

const sessionHeader = (number: number) => {
  const [, month, day] = heldOn(number).split("-");
  return `Buổi ${number} (${day}/${month})`;
};

async function send(
  { workbook }: Sheet,
  { to = runId, as = world.people.trainer, idempotencyKey = key() } = {},
) {
  const bytes = new Uint8Array(await workbook.xlsx.writeBuffer());
  const { uploadId } = await uploadOutcomes(world.db, as, {
    idempotencyKey,
    runId: to,
    fileName: "roster.xlsx",
    bytes,
  });
  return uploadId;
}

const previewOf = async (uploadId: string) =>
  (await getUploadPreview(world.db, world.people.trainer, { runId, uploadId })).preview!;

async function rowOf(uploadId: string, name: string) {
  return (await previewOf(uploadId)).rows.find(({ fullName }) => fullName === name)!;
}

async function save(uploadId: string, leave: Record<string, string> = {}, version = 1) {
  const { preview } = await getUploadPreview(world.db, world.people.trainer, { runId, uploadId });
  return saveOutcomes(world.db, world.people.trainer, order(uploadId, preview?.seen ?? "", leave, version));
}

const order = (uploadId: string, seen: string, leave: Record<string, string> = {}, version = 1) => ({
  idempotencyKey: key(),
  runId,
  uploadId,
  version,
  seen,
  mends: {},
  leave,
});

const outcomes = (as: "trainer" | "office" | "outsider" = "trainer") =>
  listRunOutcomes(world.db, world.people[as], runId);
const outcomeOf = async (name: string) => (await outcomes()).find(({ fullName }) => fullName === name)!;

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
    const shown = await getUploadPreview(world.db, world.people.trainer, { runId, uploadId });
    expect(shown.keysLost).toBe(true);
    expect(await rowOf(uploadId, "A Tik")).toMatchObject({ state: "changed", by: "nationalId" });
    expect(await rowOf(uploadId, "Y Krông")).toMatchObject({ state: "changed", by: "name" });
    roster.cell("Y Krông", "Ngày sinh").value = null;
    expect(await rowOf(await send(roster), "Y Krông")).toMatchObject({ state: "changed", by: "nameAlone" });
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

describe("rows that cannot be taken", () => {
  test("an old version of a list is refused with the reason, the other ward's rows are good", async () => {
    const roster = await openRoster();
    roster.cell("A Tik", "Kết quả").value = "Đạt";
    roster.cell("Siu Blăh", "Kết quả").value = "Đạt";
    await world.db
      .update(nomineeLists)
      .set({ version: sql`${nomineeLists.version} + 1` })
      .where(eq(nomineeLists.id, listId));
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
    expect((await getUploadPreview(world.db, world.people.trainer, { runId, uploadId })).keysLost).toBe(true);
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
      .where(and(eq(nominations.runId, runId), eq(nominations.position, 2)));
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
    await mendOutcomes(world.db, world.people.trainer, { runId, uploadId, version: 1, mends, leave: {} });
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
    await mendOutcomes(world.db, world.people.trainer, { runId, uploadId, version: 2, ...answers });
    expect(await save(uploadId, {}, 3)).toMatchObject({ saved: { attendances: 1 }, wrong: 0 });

    await world.db
      .update(courseRuns)
      .set({ startsOn: heldOn(3) })
      .where(eq(courseRuns.id, runId));
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
      .where(eq(courseRuns.id, runId));
    expect((await previewOf(await send(await openRoster()))).counts).toMatchObject({ same: 4 });
    await voidResult(world.db, world.people.trainer, {
      idempotencyKey: key(),
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
      mendOutcomes(world.db, world.people.trainer, { runId, uploadId, version, mends: {}, leave });
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
    const all = await world.db.select().from(results).where(eq(results.runId, runId));
    expect(all.filter(({ voidedAt }) => voidedAt)).toMatchObject([
      { result: "passed", voidReason: expect.any(String) },
    ]);
  });

  test("is written down in the chain of each ward, with counts and without anybody's name", async () => {
    await save(uploadId);
    const [entry] = await listEntries(world.db, world.people.ward.id, { offset: 0, limit: 1 });
    expect(entry).toMatchObject({ action: "outcomes.save", role: "provider", entityId: runId });
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
  const input = () => ({ idempotencyKey: key(), resultId, reason: "Nhập nhầm người" });

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
        runId,
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

describe("another provider", () => {
  test("finds neither the run nor what was sent", async () => {
    const roster = await openRoster();
    await expect(send(roster, { as: world.people.outsideTrainer })).rejects.toThrow(NotFound);
    const uploadId = await send(roster);
    const { outsideTrainer } = world.people;
    await expect(getUploadPreview(world.db, outsideTrainer, { runId, uploadId })).rejects.toThrow(NotFound);
    const { seen } = await previewOf(uploadId);
    await expect(saveOutcomes(world.db, outsideTrainer, order(uploadId, seen))).rejects.toThrow(NotFound);
    await expect(
      mendOutcomes(world.db, outsideTrainer, { runId, uploadId, version: 1, mends: {}, leave: {} }),
    ).rejects.toThrow(NotFound);
    expect(await listRunOutcomes(world.db, outsideTrainer, runId)).toEqual([]);
  });
});

function liveResults() {
  return world.db
    .select({ nominationId: results.nominationId })
    .from(results)
    .where(and(eq(results.runId, runId), isNull(results.voidedAt)));
}
