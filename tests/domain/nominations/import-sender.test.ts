import { describe, expect, test } from "vitest";
import { closeBusiness } from "#app/domain/businesses/change-status.server.ts";
import { NotFound } from "#app/domain/errors.ts";
import { changeReading, forgetReading } from "#app/domain/imports/adjust.server.ts";
import { previewNominees } from "#app/domain/nominations/import-nominees.server.ts";
import { addBusiness, openRun } from "#tests/support/courses.ts";
import { type NomineeImport, nomineeImports, nomineeWorkbook } from "#tests/support/nominee-import.ts";
import { useWard } from "#tests/support/ward.ts";
import { buildWorkbook, sheetXml } from "#tests/support/xlsx.ts";

const world = useWard();
const { upload, look, settle, save } = nomineeImports(world);
const office = () => world.people.office;
const senderOf = (name: string) =>
  addBusiness(world.db, world.people.ward.id, name).then(({ business }) => business);

describe("a list of one business", () => {
  test("gives its rows that name no employer to the business; a named employer stays", async () => {
    const runId = await openRun(world.db, office());
    const sender = await senderOf("Cơ sở cơ khí Người Gửi");
    const other = await senderOf("HTX Người Khác");
    const ids = await upload(
      runId,
      nomineeWorkbook(
        ["Rơ Châm Không Ghi", "1990", null, null, null],
        ["Rơ Châm Có Ghi", "1991", null, null, "HTX Người Khác"],
        ["Rơ Châm Ghi Lạ", "1992", null, null, "Công ty chưa ai biết"],
      ),
      sender.id,
    );
    await settle(ids, { outsideNeedReason: "Chưa khảo sát" });
    const { employers, sender: shown } = await look(ids);
    expect(shown).toBe("Cơ sở cơ khí Người Gửi");
    expect(employers.map(({ name, businessId, by }) => [name, businessId, by])).toEqual([
      ["", sender.id, "sender"],
      ["HTX Người Khác", other.id, "name"],
      ["Công ty chưa ai biết", null, null],
    ]);
    expect(await save(ids)).toMatchObject({ new: 2, choose: 1 });
  });

  test("needs no column of employers; the office may still say that it is of another business", async () => {
    const runId = await openRun(world.db, office());
    const sender = await senderOf("Cơ sở một cột");
    const other = await senderOf("Cơ sở thật sự");
    const bytes = buildWorkbook({
      sheet: sheetXml([
        ["Họ và tên", "Ngày sinh"],
        ["Rơ Châm Một Cột", "1990"],
      ]),
    });
    const ids = await upload(runId, bytes, sender.id);
    expect((await look(ids)).employers[0]).toMatchObject({ businessId: sender.id, by: "sender" });
    await settle(ids, { employers: { e0: other.id } });
    expect((await look(ids)).employers[0]).toMatchObject({ businessId: other.id, by: "choice" });
    const unsent = await upload(runId, bytes);
    expect(await look(unsent)).toMatchObject({ sender: null, employers: [{ businessId: null, by: null }] });
  });

  test("is of the business also where the name above the table is one that the ward does not know", async () => {
    const runId = await openRun(world.db, office());
    const [sender, other] = [await senderOf("Cơ sở có xưởng"), await senderOf("Cơ sở có tên")];
    const listBelow = (name: string) =>
      buildWorkbook({
        sheet: sheetXml([[name], ["Họ và tên", "CCCD"], ["Rơ Châm Dưới Tên", "062190001234"]]),
      });
    const unknown = await upload(runId, listBelow("CÔNG TY TNHH XƯỞNG SỐ HAI"), sender.id);
    expect((await look(unknown)).employers).toMatchObject([
      { name: "CÔNG TY TNHH XƯỞNG SỐ HAI", businessId: sender.id, by: "sender" },
    ]);
    await settle(unknown, { employers: { e0: other.id } });
    expect((await look(unknown)).employers[0]).toMatchObject({ businessId: other.id, by: "choice" });
    const known = await upload(runId, listBelow("Tên doanh nghiệp: Cơ sở có tên"), sender.id);
    expect((await look(known)).employers[0]).toMatchObject({ businessId: other.id, by: "name" });
    const unsent = await upload(runId, listBelow("CÔNG TY TNHH XƯỞNG SỐ BA"));
    expect((await look(unsent)).employers[0]).toMatchObject({ businessId: null, by: null });
  });

  test("of a business that was closed since asks for the employer again", async () => {
    const runId = await openRun(world.db, office());
    const sender = await senderOf("Cơ sở sắp đóng");
    const ids = await upload(runId, nomineeWorkbook(["Rơ Châm Chờ", "1990", null, null, null]), sender.id);
    await closeBusiness(world.db, office(), {
      businessId: sender.id,
      version: sender.version,
      reason: "Ngừng sản xuất",
    });
    expect((await look(ids)).employers[0]).toMatchObject({ businessId: null, by: null });
  });

  test("cannot be of a business of another ward", async () => {
    const runId = await openRun(world.db, office());
    const { otherBusiness, outsider, business } = world.people;
    const bytes = nomineeWorkbook(["Rơ Châm Ai Đó", "1990", null, null, null]);
    await expect(upload(runId, bytes, otherBusiness.id)).rejects.toThrow(NotFound);
    const sent = { idempotencyKey: crypto.randomUUID(), fileName: "a.xlsx", bytes, runId };
    await expect(previewNominees(world.db, outsider, { ...sent, businessId: business.id })).rejects.toThrow(
      NotFound,
    );
  });
});

describe("how the columns were read", () => {
  const bytes = buildWorkbook({
    sheet: sheetXml([
      ["Họ và tên", "Ngày sinh", "Bộ phận"],
      ["Rơ Châm Theo Cột", "1990", "Xưởng cưa"],
    ]),
  });
  const readAs = async ({ importId, ...ids }: NomineeImport, field: string) => {
    const { version } = await look({ importId, ...ids });
    await changeReading(world.db, office(), "nominees", {
      importId,
      version,
      sheet: "",
      headerRow: null,
      columns: { c3: field },
      dayMonth: {},
      hiddenRows: null,
      hiddenColumns: null,
      oldPhones: null,
      encoding: null,
    });
  };
  const fieldOf = async (ids: NomineeImport) => (await look(ids)).understood?.columns[2]?.field;

  test("is remembered for the sender, and the office's own reading serves senders without one", async () => {
    const runId = await openRun(world.db, office());
    const [first, second] = [await senderOf("Bên gửi thứ nhất"), await senderOf("Bên gửi thứ hai")];
    await readAs(await upload(runId, bytes), "note");
    await readAs(await upload(runId, bytes, first.id), "position");
    expect(await fieldOf(await upload(runId, bytes))).toBe("note");
    expect(await fieldOf(await upload(runId, bytes, first.id))).toBe("position");
    const borrowed = await upload(runId, bytes, second.id);
    expect(await look(borrowed)).toMatchObject({ settings: { isRemembered: true } });
    expect(await fieldOf(borrowed)).toBe("note");

    const { version } = await look(borrowed);
    await forgetReading(world.db, office(), "nominees", { importId: borrowed.importId, version });
    expect(await fieldOf(await upload(runId, bytes, second.id))).toBeNull();
    expect(await fieldOf(await upload(runId, bytes, first.id))).toBe("position");
  });
});

describe("what was decided once", () => {
  test("about employer names is not asked again for the same file, nor for the next list of a business", async () => {
    const runId = await openRun(world.db, office());
    const meant = await senderOf("Công ty TNHH Gỗ Rừng Xanh Kon Tum");
    const bytes = nomineeWorkbook(["Rơ Châm Viết Tắt", "1990", null, null, "GRX"]);
    const first = await upload(runId, bytes);
    await settle(first, { employers: { e0: meant.id }, outsideNeedReason: "Chưa khảo sát" });
    const second = await look(await upload(runId, bytes));
    expect(second.employers[0]).toMatchObject({ businessId: meant.id, by: "remembered" });
    // Why they serve no need was said of other rows.
    expect(second.plan).toMatchObject({ new: 0, choose: 1 });

    // Another sender may call a workshop so, and another run may serve other needs.
    const stranger = await senderOf("Cơ sở có phân xưởng GRX");
    const other = nomineeWorkbook(
      ["Rơ Châm Viết Tắt", "1990", null, null, "GRX"],
      ["Rơ Châm Khác", "1990", null, null, "Phân xưởng hai"],
    );
    expect((await look(await upload(runId, other, stranger.id))).employers[0]).toMatchObject({ by: null });
    const elsewhere = await look(await upload(await openRun(world.db, office()), bytes));
    expect(elsewhere.employers[0]).toMatchObject({ businessId: meant.id });
    expect(elsewhere.plan).toMatchObject({ choose: 1 });

    const taken = await upload(runId, bytes);
    await settle(taken, { employers: { e0: "" } });
    for (const ids of [taken, await upload(runId, bytes)])
      expect((await look(ids)).employers[0]).toMatchObject({ businessId: null, by: null });
  });
});

test("a phone number of before 2018 waits for the one question about all of them, and is not wrong", async () => {
  const runId = await openRun(world.db, office());
  const { business } = world.people;
  const ids = await upload(
    runId,
    nomineeWorkbook(
      ["Rơ Châm Số Cũ", "1990", null, "01691234567", null],
      ["Rơ Châm Số Sai", "1990", "123", "01691234568", null],
    ),
    business.id,
  );
  await settle(ids, { outsideNeedReason: "Chưa khảo sát" });
  const asked = await look(ids);
  expect(asked.rows.map(({ rowNumber, state, asksWho }) => [rowNumber, state, asksWho])).toEqual([
    [2, "choose", false],
    [3, "refused", false],
  ]);
  expect(asked.rows[0]?.remarks).toEqual(["imports:asked.oldPhones"]);
  const answer = async (oldPhones: "convert" | "keep") => {
    const { version } = await look(ids);
    await changeReading(world.db, office(), "nominees", {
      ...{ importId: ids.importId, version, sheet: "", headerRow: null, columns: {}, dayMonth: {} },
      ...{ hiddenRows: null, hiddenColumns: null, encoding: null, oldPhones },
    });
    return (await look(ids)).plan;
  };
  expect(await answer("keep")).toMatchObject({ new: 0, choose: 0, refused: 2 });
  expect(await answer("convert")).toMatchObject({ new: 1, choose: 0, refused: 1 });
});
