import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";
import { eq, sql } from "drizzle-orm";
import ExcelJS from "exceljs";
import { beforeAll, describe, expect, test } from "vitest";
import { exports, nomineeListRows } from "#app/db/schema/index.ts";
import { listEntries, verifyChain } from "#app/domain/audit/queries.server.ts";
import { Conflict, Forbidden, NotFound } from "#app/domain/errors.ts";
import { listExports } from "#app/domain/exports/queries.server.ts";
import {
  downloadProviderRoster,
  downloadWardRoster,
  type Roster,
} from "#app/domain/rosters/commands.server.ts";
import { findLastDownload, getProviderRun, listProviderRuns } from "#app/domain/rosters/queries.server.ts";
import { saveTemplate } from "#app/domain/rosters/save-template.server.ts";
import { newColumn } from "#app/domain/rosters/template.ts";
import { writeWorkbook } from "#app/spreadsheet/writing/write-workbook.server.ts";
import { addList as addIssued, type IssuingWard, otherWard, ownWard } from "#tests/support/issued-list.ts";
import { insertRun, type Nominee } from "#tests/support/lists.ts";
import { useWard } from "#tests/support/ward.ts";

const world = useWard();

const nominees: Nominee[] = [
  {
    fullName: '=HYPERLINK("http://example.test","Y Krông")',
    nationalId: "001096000001",
    birthDate: "1996-02-05",
    gender: "female",
  },
  { fullName: "Nguyễn Văn An", nationalId: "062088000002", birthDate: "1988", phone: null },
  { fullName: "A Tik", seat: "reserve", nationalId: "062088000003" },
];

const own = () => ownWard(world.people);
const other = () => otherWard(world.people);

async function addList(
  ward: IssuingWard,
  runId: string,
  people: readonly Nominee[],
  until?: { until: "draft" | "approved" | "issued" },
): Promise<string> {
  return (await addIssued(world.db, ward, runId, people, until)).listId;
}

async function newRun() {
  const { provider, ward } = world.people;
  return insertRun(world.db, { providerId: provider.id, ownerWardId: ward.id });
}

/** A cell without the rule that stands below a part of its text. */
const plain = (value: ExcelJS.CellValue) =>
  value && typeof value === "object" && "richText" in value
    ? value.richText.map(({ text }) => text).join("")
    : value;

async function sheetOf({ table, rows }: Roster) {
  const output = new PassThrough();
  const [bytes] = await Promise.all([buffer(output), writeWorkbook(table, rows, output)]);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
  const sheet = workbook.worksheets[0]!;
  // Sparse: rows and cells that are empty are holes.
  const lines = Array.from(sheet.getSheetValues(), (row) =>
    Array.isArray(row) ? row.slice(1).map(plain) : [],
  );
  const header = lines.findLastIndex(([first]) => first === "STT");
  return {
    sheet,
    lines,
    header,
    body: lines.slice(header + 1).filter(([first]) => typeof first === "number"),
  };
}

describe("the provider's roster of two wards", () => {
  let roster: Awaited<ReturnType<typeof sheetOf>>;
  let run: Awaited<ReturnType<typeof newRun>>;

  beforeAll(async () => {
    run = await newRun();
    await addList(other(), run.id, [{ fullName: "Siu Blăh", nationalId: "064090000009" }]);
    await addList(own(), run.id, nominees);
    roster = await sheetOf(await downloadProviderRoster(world.db, world.people.trainer, run.id));
  });

  test("names every letter, and has the people ward after ward, counted through", () => {
    const { lines, body } = roster;
    const text = lines.flat().join("\n");
    expect(text).toContain("Công văn số 02/UBND-VX");
    expect(text).toContain("của Ủy ban nhân dân phường Đăk Cấm)");
    expect(text).toContain("của Ủy ban nhân dân phường Thử Nghiệm)");
    expect(text).toContain("Danh sách gồm 04 người./.");
    expect(body.map((row) => [row[0], row[1], row[10]])).toEqual([
      [1, '=HYPERLINK("http://example.test","Y Krông")', "Chính thức"],
      [2, "Nguyễn Văn An", "Chính thức"],
      [3, "A Tik", "Dự bị"],
      [4, "Siu Blăh", "Chính thức"],
    ]);
    expect(body.map((row) => row[8])).toEqual([
      "phường Đăk Cấm",
      "phường Đăk Cấm",
      "phường Đăk Cấm",
      "phường Thử Nghiệm",
    ]);
  });

  test("has typed cells: IDs and phones as text with their zeros, real dates, a year where no more is known", () => {
    const { sheet, header } = roster;
    const cell = (row: number, column: number) => sheet.getRow(header + row).getCell(column);
    expect(cell(1, 5).value).toBe("001096000001");
    expect(cell(1, 5).numFmt).toBe("@");
    expect(cell(1, 6).value).toBe("0912 345 678");
    expect(cell(1, 3).value).toEqual(new Date("1996-02-05T00:00:00Z"));
    expect(cell(1, 3).numFmt).toBe("dd/mm/yyyy");
    expect(cell(2, 3).value).toBe("1988");
    expect(cell(2, 6).value).toBeNull();
    expect(cell(1, 4).value).toBe("Nữ");
  });

  test("holds no formula: a name that looks like one stays a name", () => {
    const { sheet, header } = roster;
    const name = sheet.getRow(header + 1).getCell(2);
    expect(name.type).toBe(ExcelJS.ValueType.String);
    sheet.eachRow((row) => row.eachCell((cell) => expect(cell.type).not.toBe(ExcelJS.ValueType.Formula)));
  });

  test("is written down for each ward, with its own people alone, and the lists become received", async () => {
    for (const [ward, office, rows] of [
      [world.people.ward, world.people.office, 3],
      [world.people.otherWard, world.people.outsider, 1],
    ] as const) {
      const log = await listExports(world.db, office, { kind: "roster", page: 1, pageSize: 10 });
      expect(log.rows[0]).toMatchObject({
        rowCount: rows,
        recipient: world.people.provider.name,
        purpose: `Tổ chức lớp ${run.courseName} – khóa 2`,
        accountName: world.people.trainer.fullName,
        columns: expect.arrayContaining(["Họ và tên", "Số CCCD", "Điện thoại"]),
      });
      const [entry] = await listEntries(world.db, ward.id, { offset: 0, limit: 1 });
      expect(entry).toMatchObject({ action: "roster.download", role: "provider" });
      expect(JSON.parse(entry?.after ?? "{}")).toMatchObject({ status: "received", rowCount: rows });
      expect(await verifyChain(world.db, ward.id)).toMatchObject({ brokenAt: null });
    }
    expect(await findLastDownload(world.db, world.people.trainer, run.id)).toBeInstanceOf(Date);
  });

  test("a list issued later is what is new since the last download", async () => {
    const later = await newRun();
    await addList(
      own(),
      later.id,
      nominees.map((nominee) => ({ ...nominee, nationalId: undefined })),
    );
    await downloadProviderRoster(world.db, world.people.trainer, later.id);
    expect(await getProviderRun(world.db, world.people.trainer, later.id)).toMatchObject({ newPeople: 0 });
    await addList(other(), later.id, [{ fullName: "Ksor Thin" }]);
    expect(await getProviderRun(world.db, world.people.trainer, later.id)).toMatchObject({
      people: 4,
      newPeople: 1,
      wards: 2,
    });
  });
});

describe("a roster shows only what may be seen", () => {
  test("another provider finds neither the run nor its roster", async () => {
    const run = await newRun();
    await addList(own(), run.id, [{ fullName: "Rơ Châm Thin" }]);
    const { outsideTrainer } = world.people;
    await expect(downloadProviderRoster(world.db, outsideTrainer, run.id)).rejects.toThrow(NotFound);
    await expect(getProviderRun(world.db, outsideTrainer, run.id)).rejects.toThrow(NotFound);
    expect(await listProviderRuns(world.db, outsideTrainer)).toEqual([]);
    expect(await exportsOf(run.id)).toHaveLength(0);
  });

  test("a list that is not issued is not there for the provider", async () => {
    const run = await newRun();
    await addList(own(), run.id, [{ fullName: "Y Chưa" }], { until: "approved" });
    await expect(downloadProviderRoster(world.db, world.people.trainer, run.id)).rejects.toThrow(NotFound);
    await addList(other(), run.id, [{ fullName: "Y Rồi" }]);
    const { lines, body } = await sheetOf(
      await downloadProviderRoster(world.db, world.people.trainer, run.id),
    );
    expect(body.map((row) => row[1])).toEqual(["Y Rồi"]);
    // One ward alone: its own official document.
    expect(lines.flat()).toContain("PHƯỜNG THỬ NGHIỆM");
  });

  test("the office downloads its own list, before the issue with blanks, and never another ward's", async () => {
    const run = await newRun();
    await addList(
      own(),
      run.id,
      nominees.slice(2).map((nominee) => ({ ...nominee, nationalId: undefined })),
      {
        until: "draft",
      },
    );
    await addList(other(), run.id, [{ fullName: "Của phường khác" }]);
    const { lines, body } = await sheetOf(await downloadWardRoster(world.db, world.people.office, run.id));
    expect(body.map((row) => row[1])).toEqual(["A Tik"]);
    expect(lines.flat().join("\n")).toContain("số …/UBND-VX ngày … tháng … năm …");
    expect(lines.flat()).not.toContain("Phường, xã");
    expect(await exportsOf(run.id)).toMatchObject([{ wardId: world.people.ward.id, rowCount: 1 }]);
    const foreign = await newRun();
    await addList(other(), foreign.id, [{ fullName: "Y Xa" }]);
    await expect(downloadWardRoster(world.db, world.people.office, foreign.id)).rejects.toThrow(NotFound);
  });

  test("a number that was moved to another row does not open", async () => {
    const run = await newRun();
    await addList(own(), run.id, [{ fullName: "Y Một" }, { fullName: "Y Hai" }], { until: "approved" });
    await world.db.execute(sql`update nominee_list_rows set national_id_cipher = (select national_id_cipher
      from nominee_list_rows where run_id = ${run.id} and number = 1) where run_id = ${run.id} and number = 2`);
    const roster = await downloadWardRoster(world.db, world.people.office, run.id);
    await expect(sheetOf(roster)).rejects.toThrow();
  });
});

test("ten thousand rows stream in batches: what waits stays small however long the list is", async () => {
  const run = await newRun();
  const listId = await addList(own(), run.id, [{ fullName: "Y Đầu" }], { until: "approved" });
  await multiplyRows(listId, 10_000);
  const { rows } = await downloadWardRoster(world.db, world.people.office, run.id);
  let count = 0;
  let peak = 0;
  const idle = process.memoryUsage().heapUsed;
  for await (const _ of rows as AsyncIterable<unknown>) {
    count += 1;
    if (count % 500 === 0) peak = Math.max(peak, process.memoryUsage().heapUsed - idle);
  }
  expect(count).toBe(10_000);
  expect(peak).toBeLessThan(150 * 2 ** 20);
});

test("a roster that is broken off asks for no further batch", async () => {
  const run = await newRun();
  const listId = await addList(own(), run.id, [{ fullName: "Y Dừng" }], { until: "approved" });
  await multiplyRows(listId, 5_000);
  const { rows } = await downloadWardRoster(world.db, world.people.office, run.id);
  for await (const _ of rows as AsyncIterable<unknown>) break;
  expect(await exportsOf(run.id)).toHaveLength(1);
});

const exportsOf = (runId: string) => world.db.select().from(exports).where(eq(exports.subjectId, runId));

/** Fills a list with copies of its first person, without a citizen ID number. */
async function multiplyRows(listId: string, total: number): Promise<void> {
  await world.db.execute(sql`
    with model as (select * from nominee_list_rows where list_id = ${listId} limit 1),
    copies as (
      insert into nominations (id, ward_id, run_id, person_id, business_id, outside_need_reason, status, source,
        position, status_reason, proposed_by)
      select gen_random_uuid(), n.ward_id, n.run_id, n.person_id, n.business_id, n.outside_need_reason, 'withdrawn',
        n.source, i, 'bản sao', n.proposed_by
      from nominations n join model on model.nomination_id = n.id, generate_series(2, ${total}::int) i
      returning id, position
    )
    insert into nominee_list_rows (id, ward_id, list_id, run_id, number, nomination_id, seat, full_name, employer)
    select gen_random_uuid(), ward_id, list_id, run_id, copies.position, copies.id, seat, full_name, employer
    from model, copies`);
  const [counted] = await world.db
    .select({ rows: sql<number>`count(*)::int` })
    .from(nomineeListRows)
    .where(eq(nomineeListRows.listId, listId));
  expect(counted?.rows).toBe(total);
}

test("a roster follows the run's template: its columns, and one order over all wards", async () => {
  const run = await newRun();
  await addList(other(), run.id, [{ fullName: "Siu An" }]);
  await addList(own(), run.id, [{ fullName: "Y Krông" }, { fullName: "Nguyễn Văn Bình" }]);
  await saveTemplate(world.db, world.people.office, {
    runId: run.id,
    version: 1,
    sort: "name",
    columns: [newColumn("number"), newColumn("familyName"), newColumn("givenName")],
  });
  const { body } = await sheetOf(await downloadProviderRoster(world.db, world.people.trainer, run.id));
  expect(body.map((row) => row.slice(0, 4))).toEqual([
    [1, "Siu", "An", "phường Thử Nghiệm"],
    [2, "Nguyễn Văn", "Bình", "phường Đăk Cấm"],
    [3, "Y", "Krông", "phường Đăk Cấm"],
  ]);
});

test("a template is changed by the ward that recorded the run, and not over somebody else's change", async () => {
  const run = await newRun();
  await addList(other(), run.id, [{ fullName: "Siu An" }], { until: "draft" });
  const input = {
    runId: run.id,
    version: 1,
    sort: "list" as const,
    columns: [newColumn("number"), newColumn("fullName")],
  };
  await expect(saveTemplate(world.db, world.people.outsider, input)).rejects.toThrow(Forbidden);
  await addList(own(), run.id, [{ fullName: "Y Một" }], { until: "draft" });
  await saveTemplate(world.db, world.people.office, input);
  await expect(saveTemplate(world.db, world.people.office, input)).rejects.toThrow(Conflict);
});
