import { readFile } from "node:fs/promises";
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { auditEntries, nominations, people, workbookImports } from "#app/db/schema/index.ts";
import { verifyChain } from "#app/domain/audit/queries.server.ts";
import { Conflict, NotFound } from "#app/domain/errors.ts";
import { changeReading } from "#app/domain/imports/adjust.server.ts";
import { anotherOne, leaveOut, sameAsRow } from "#app/domain/imports/schema.ts";
import { getImport } from "#app/domain/imports/stored-import.server.ts";
import { understandImport } from "#app/domain/imports/understand-import.server.ts";
import { submitList } from "#app/domain/lists/submit-list.server.ts";
import { withdraw } from "#app/domain/nominations/decide.server.ts";
import { previewNominees, saveNomineeImport } from "#app/domain/nominations/import-nominees.server.ts";
import { getNomineePreview } from "#app/domain/nominations/import-preview.server.ts";
import { undoNomineeImport } from "#app/domain/nominations/import-undo.server.ts";
import { nominate } from "#app/domain/nominations/nominate.server.ts";
import { openNationalId } from "#app/domain/people/national-id.server.ts";
import { findSeatMismatches } from "#app/domain/seats/queries.server.ts";
import { message } from "#app/i18n/catalogue.ts";
import { addDays } from "#app/vietnamese/dates.ts";
import { addBusiness, nominationOf, openRun, statedNeeds, today } from "#tests/support/courses.ts";
import { type Cells, nomineeImports, nomineeWorkbook } from "#tests/support/nominee-import.ts";
import { useWard } from "#tests/support/ward.ts";

const world = useWard();
const nothing = { new: 0, changed: 0, same: 0, choose: 0, refused: 0, skipped: 0 };
const employer = "Công ty TNHH MTV Gỗ Đăk Cấm";

const { upload, look, settle, row, save, undo, ready } = nomineeImports(world);
const nominationsOf = (runId: string) =>
  world.db.select().from(nominations).where(eq(nominations.runId, runId)).orderBy(asc(nominations.position));
const personNamed = async (fullName: string) => {
  const found = await world.db.select().from(people).where(eq(people.fullName, fullName));
  return found;
};

describe("the list of several employers", () => {
  test("is imported with its wrong rows left, in the order of the file, primaries first", async () => {
    const { db, people: actors } = world;
    const runId = await openRun(db, actors.office, { seats: 5 });
    for (const name of [
      "Công ty CP Dược liệu Ngọc Linh Xanh",
      "HTX Nông sản Kon Tum Hạ",
      "Cơ sở mộc Hữu Nghị",
    ])
      await addBusiness(db, actors.ward.id, name);
    const bytes = await readFile(new URL("../../fixtures/de-cu-nhieu-don-vi.xlsx", import.meta.url));
    const ids = await upload(runId, bytes);
    const first = await look(ids);
    expect(first.employers.map(({ name, by }) => [name, by])).toEqual([
      [employer, "name"],
      ["Công ty CP Dược liệu Ngọc Linh Xanh", "name"],
      ["HTX Nông sản Kon Tum Hạ", "name"],
      ["Cơ sở mộc Hữu Nghị", "name"],
      ["Công ty TNHH May Cao Nguyên 68", null],
    ]);
    const { business: unnamed } = await addBusiness(db, actors.ward.id, "May Cao Nguyên");
    await settle(ids, { employers: { e4: unnamed.id }, outsideNeedReason: "Chưa khảo sát" });
    // Whoever stands in a hidden row may have been struck off: nobody is nominated unseen.
    const asked = await look(ids);
    expect(asked.rows.filter(({ state }) => state === "choose").map(({ rowNumber }) => rowNumber)).toEqual([
      14,
    ]);
    await changeReading(db, actors.office, "nominees", {
      ...{
        importId: ids.importId,
        version: asked.version,
        sheet: "",
        headerRow: null,
        columns: {},
        dayMonth: {},
      },
      ...{ hiddenRows: "take", hiddenColumns: null, oldPhones: null, encoding: null },
    });
    const { plan, rows } = await look(ids);
    expect(plan.refused).toBe(4);
    expect(plan.choose).toBe(0);
    expect(rows.slice(0, 4).map(({ rowNumber, state }) => [rowNumber, state])).toEqual([
      [15, "refused"],
      [19, "refused"],
      [22, "refused"],
      [25, "refused"],
    ]);
    await row(ids, 22, { mend: { birthDate: "29/02/1980" } });
    const outcome = await save(ids);
    expect(outcome).toMatchObject({ new: plan.new + 1, refused: 3 });
    const saved = await nominationsOf(runId);
    expect(saved.filter(({ status }) => status === "primary")).toHaveLength(5);
    expect(saved).toHaveLength(plan.new + 1);
    expect(await findSeatMismatches(db)).toEqual([]);
    const [bui] = await personNamed("Bùi Thanh Chi");
    expect(bui && openNationalId(bui)).toBe("062304991188");
    expect(bui?.birthDate).toBe("2004");
  });
});

describe("each row", () => {
  test("is new, changed cell by cell, the same, or left out; the name and a known number stay", async () => {
    const { db, people: actors } = world;
    const runId = await openRun(db, actors.office, { seats: 9 });
    await nominate(
      db,
      actors.office,
      nominationOf(runId, actors.business.id, {
        fullName: "Hồ Thị Đã Cử",
        birthDate: "1990-05-03",
        nationalId: "062190005001",
        phone: "+84912345001",
      }),
    );
    await nominate(
      db,
      actors.office,
      nominationOf(runId, actors.business.id, { fullName: "Hồ Văn Y Nguyên", nationalId: "062090005002" }),
    );
    const ids = await ready(
      runId,
      ["HỒ THỊ ĐÃ CỬ", "1990", "062190005001", "0912345999", employer],
      ["Hồ Văn Y Nguyên", null, "062090005002", null, employer],
      ["Hồ Văn Người Mới", "01/02/1991", "062091005003", "0912345003", employer],
      ["Hồ Văn Bỏ Ra", "01/02/1992", "062092005004", null, employer],
    );
    await row(ids, 5, { answer: leaveOut });
    const { plan, rows } = await look(ids);
    expect(plan).toEqual({ ...nothing, new: 1, changed: 1, same: 1, skipped: 1 });
    const changed = rows.find(({ state }) => state === "changed");
    expect(changed?.cells.filter(({ before }) => before !== undefined)).toMatchObject([
      { field: "phone", before: "0912 345 001", text: "0912 345 999" },
    ]);
    await save(ids, "all");
    const [mended] = await personNamed("Hồ Thị Đã Cử");
    expect(mended).toMatchObject({ birthDate: "1990-05-03", phone: "+84912345999" });

    // The same file again changes nothing.
    const again = await ready(
      runId,
      ["HỒ THỊ ĐÃ CỬ", "1990", "062190005001", "0912345999", employer],
      ["Hồ Văn Người Mới", "01/02/1991", "062091005003", "0912345003", employer],
    );
    expect((await look(again)).plan).toEqual({ ...nothing, same: 2 });
    await expect(save(again)).rejects.toMatchObject({ key: "imports:errors.nothingToSave" });
  });

  test("of a similar name asks whether it is the same person", async () => {
    const { db, people: actors } = world;
    const runId = await openRun(db, actors.office);
    const otherRun = await openRun(db, actors.office);
    await nominate(
      db,
      actors.office,
      nominationOf(otherRun, actors.business.id, { fullName: "Lý Thị Giống Tên", birthDate: "1985" }),
    );
    const ids = await ready(runId, ["Lý Thị Giống Tên", "02/03/1985", "062185006001", null, employer]);
    const asked = await look(ids);
    expect([asked.plan, asked.rows[0]?.candidates.length]).toEqual([{ ...nothing, choose: 1 }, 1]);
    await row(ids, 2, { answer: anotherOne });
    expect((await look(ids)).rows[0]).toMatchObject({ state: "new", knownId: null });
    const [known] = await personNamed("Lý Thị Giống Tên");
    await row(ids, 2, { answer: known?.id ?? "" });
    expect((await look(ids)).rows[0]).toMatchObject({ state: "new", knownId: known?.id });
    await save(ids, "all");
    const [filled, ...others] = await personNamed("Lý Thị Giống Tên");
    expect(others).toEqual([]);
    expect([filled?.birthDate, filled && openNationalId(filled)]).toEqual(["1985-03-02", "062185006001"]);
  });

  test("of two files of one name is saved as it was looked at, whichever of them was changed last", async () => {
    const { db, people: actors } = world;
    const runId = await openRun(db, actors.office);
    const otherRun = await openRun(db, actors.office);
    const fullName = "Lý Thị Hai Hồ Sơ";
    for (const nationalId of ["062185006101", "062185006102"])
      await nominate(
        db,
        actors.office,
        nominationOf(otherRun, actors.business.id, { fullName, birthDate: "1985-03-02", nationalId }),
      );
    const [first, second] = (await personNamed(fullName)).sort((a, b) => (a.id < b.id ? -1 : 1));
    // A change of an indexed column moves the row behind the other one, wherever nothing says in which order they come.
    await db
      .update(people)
      .set({ sortKey: "zz", version: sql`${people.version} + 1` })
      .where(eq(people.id, first?.id ?? ""));
    const ids = await ready(
      runId,
      [fullName, "02/03/1985", null, null, employer],
      ["Người Mới Tinh", "1990", null, null, employer],
    );
    expect((await look(ids)).rows[0]?.candidates.map(({ id }) => id)).toEqual([first?.id, second?.id]);
    expect(await save(ids)).toEqual({ ...nothing, new: 1, choose: 1 });
  });

  test("asks about a file whose number the office has not settled, as the form does", async () => {
    const { db, people: actors } = world;
    const runId = await openRun(db, actors.office);
    const nationalId = "062090006501";
    await nominate(
      db,
      actors.office,
      nominationOf(runId, actors.business.id, { fullName: "Y Có Số", nationalId }),
    );
    const { contact } = await addBusiness(db, actors.ward.id, "Láng giềng của số");
    const typed = { fullName: "Y Chưa Rõ Số", nationalId, birthDate: "1990" };
    await nominate(db, contact, nominationOf(runId, null, typed));
    const [unsettled] = await personNamed("Y Chưa Rõ Số");
    const ids = await ready(runId, ["Y Chưa Rõ Số", "03/04/1990", "062090006502", null, employer]);
    expect((await look(ids)).rows[0]).toMatchObject({
      state: "choose",
      asksWho: true,
      candidates: [{ id: unsettled?.id }],
    });
    await row(ids, 2, { answer: unsettled?.id ?? "" });
    expect((await look(ids)).rows[0]).toMatchObject({ state: "refused" });
    await row(ids, 2, { answer: anotherOne });
    expect((await look(ids)).plan).toEqual({ ...nothing, new: 1 });
  });

  test("of a number under another name is refused, and so is a person who stands in the file twice", async () => {
    const { db, people: actors } = world;
    const runId = await openRun(db, actors.office);
    await nominate(
      db,
      actors.office,
      nominationOf(runId, actors.business.id, { fullName: "Chủ Của Số", nationalId: "062090007001" }),
    );
    const ids = await ready(
      runId,
      ["Người Gõ Nhầm", "1990", "062090007001", null, employer],
      ["Người Hai Lần", "03/04/1993", null, null, employer],
      ["Người hai lần", "03/04/1993", null, null, employer],
    );
    const { plan, rows } = await look(ids);
    expect(plan).toEqual({ ...nothing, new: 1, refused: 1, choose: 1 });
    expect(rows.find(({ rowNumber }) => rowNumber === 4)).toMatchObject({ state: "choose", asksWho: true });
    await row(ids, 4, { answer: anotherOne });
    expect((await look(ids)).plan).toEqual({ ...nothing, new: 2, refused: 1 });
  });

  test("of a person of a row above asks the same, and what is answered is what is saved", async () => {
    const runId = await openRun(world.db, world.people.office);
    const ids = await ready(
      runId,
      ["Đinh Văn Lặp", "01/02/1990", "062090008001", null, employer],
      ["Đinh Văn Lặp", "01/02/1990", null, "0912345777", employer],
      ["Đinh Văn Lặp", "1990", null, null, employer],
      ["Đinh Văn Lặp", "01/02/1990", null, null, null],
    );
    await settle(ids, { employers: { e1: world.people.business.id } });
    expect((await look(ids)).plan).toEqual({ ...nothing, new: 1, choose: 3 });
    expect((await look(ids)).rows[0]).toMatchObject({
      asksWho: true,
      candidates: [{ id: sameAsRow(2) }],
      remarks: [message("imports:nominees.remarks.similarRow", { rows: "2" })],
    });
    await row(ids, 3, { answer: sameAsRow(2) });
    await row(ids, 4, { answer: anotherOne });
    const { plan, rows } = await look(ids);
    expect(plan).toEqual({ ...nothing, new: 2, skipped: 1, choose: 1 });
    const repeated = rows.find(({ rowNumber }) => rowNumber === 3);
    expect(repeated?.remarks).toEqual([message("imports:skipped.repeatLosing", { row: 2 })]);
    const lost = message("imports:notes.lost");
    expect(repeated?.cells.filter(({ notes }) => notes.includes(lost))).toMatchObject([{ field: "phone" }]);
    await save(ids);
    expect((await personNamed("Đinh Văn Lặp")).map(({ birthDate }) => birthDate).sort()).toEqual([
      "1990",
      "1990-02-01",
    ]);
    expect(await nominationsOf(runId)).toHaveLength(2);
  });

  test("shows no whole number of anybody", async () => {
    const runId = await openRun(world.db, world.people.office);
    const ids = await ready(
      runId,
      ["Người Kín Số", "1990", "062090008001", null, employer],
      ["Người Trùng Số", "1991", "062090008001", null, employer],
      ["Người Mất Không", "1992", 62092008002, null, employer],
    );
    const shown = await look(ids);
    expect(JSON.stringify(shown)).not.toMatch(/0?6209\d008\d{3}/);
    expect(JSON.stringify(shown)).toContain("062*****8001");
  });
});

describe("needs and modes", () => {
  test("one open line of the business is taken; of several one is chosen, or a reason given", async () => {
    const { db, people: actors } = world;
    const { business } = await addBusiness(db, actors.ward.id, "HTX Hai Nhu Cầu");
    const { business: single } = await addBusiness(db, actors.ward.id, "HTX Một Nhu Cầu");
    const lines = await statedNeeds(db, actors.ward.id, business.id, [2, 3]);
    const [line] = await statedNeeds(db, actors.ward.id, single.id, [1]);
    const runId = await openRun(db, actors.office);
    const ids = await upload(
      runId,
      nomineeWorkbook(
        ["Nguyễn Hai Nhu Cầu", "1990", null, null, "HTX Hai Nhu Cầu"],
        ["Nguyễn Một Nhu Cầu", "1990", null, null, "HTX Một Nhu Cầu"],
      ),
    );
    expect((await look(ids)).plan).toEqual({ ...nothing, new: 1, choose: 1 });
    await settle(ids, {
      needs: { [business.id]: "outside" },
      reasons: { [business.id]: "Theo yêu cầu riêng" },
    });
    expect((await look(ids)).plan).toEqual({ ...nothing, new: 2 });
    await settle(ids, { needs: { [business.id]: lines[1] ?? "" } });
    await save(ids, "all");
    expect((await nominationsOf(runId)).map(({ needLineId }) => needLineId)).toEqual([lines[1], line]);
  });

  test("a need that is covered is not taken for the people above what it asks; the office may choose it for them", async () => {
    const { db, people: actors } = world;
    const { business } = await addBusiness(db, actors.ward.id, "HTX Cần Hai Người");
    const [line = ""] = await statedNeeds(db, actors.ward.id, business.id, [2]);
    const runId = await openRun(db, actors.office);
    await nominate(db, actors.office, nominationOf(runId, business.id, { needLineId: line }));
    const people = ["Nguyễn Người Thứ Hai", "Nguyễn Người Thứ Ba", "Nguyễn Người Thứ Tư"];
    const bytes = nomineeWorkbook(...people.map((name) => [name, "1990", null, null, "HTX Cần Hai Người"]));
    const ids = await upload(runId, bytes);
    const remarks = async () =>
      new Map((await look(ids)).rows.map(({ cells, remarks }) => [cells[0]?.text, remarks]));
    const covered = (what: "asked" | "exceeds" | "outside", sent: number) =>
      message(`imports:nominees.covered.${what}`, { number: 1, asked: 2, sent, place: sent + 1 });

    // Saving the settings as the page shows them leaves the proposal what it is.
    await settle(ids, { needs: { [business.id]: "" } });
    expect(await look(ids)).toMatchObject({
      plan: { ...nothing, new: 1, choose: 2 },
      exceeded: [],
      employers: [{ chosen: null, proposed: { needLineId: line }, unplaced: "asked" }],
    });
    expect([...(await remarks()).values()].flat()).toEqual([covered("asked", 2), covered("asked", 2)]);

    await settle(ids, { outsideNeedReason: "Cử thêm theo đề nghị" });
    expect(await look(ids)).toMatchObject({
      plan: { ...nothing, new: 3 },
      employers: [{ unplaced: "outside" }],
    });
    expect((await remarks()).get(people[1])).toEqual([covered("outside", 2)]);

    await settle(ids, { needs: { [business.id]: line } });
    expect(await remarks()).toEqual(
      new Map([
        [people[0], []],
        [people[1], [covered("exceeds", 2)]],
        [people[2], [covered("exceeds", 3)]],
      ]),
    );
    expect((await look(ids)).exceeded).toMatchObject([{ business: "HTX Cần Hai Người", asked: 2, sent: 4 }]);
    await save(ids, "all");
    expect((await nominationsOf(runId)).map(({ needLineId }) => needLineId)).toEqual([
      line,
      line,
      line,
      line,
    ]);
    // The next file of the same name is asked again.
    expect(
      (
        await look(
          await upload(
            runId,
            nomineeWorkbook(["Nguyễn Người Thứ Năm", "1990", null, null, "HTX Cần Hai Người"]),
          ),
        )
      ).plan,
    ).toEqual({ ...nothing, choose: 1 });
  });

  test("somebody who takes the last place of a need while the page is open is seen before anything is saved", async () => {
    const { db, people: actors } = world;
    const { business } = await addBusiness(db, actors.ward.id, "HTX Cần Một Người");
    const [line = ""] = await statedNeeds(db, actors.ward.id, business.id, [1]);
    const runId = await openRun(db, actors.office);
    const ids = await upload(
      runId,
      nomineeWorkbook(["Trần Người Chậm", "1990", null, null, "HTX Cần Một Người"]),
    );
    const { seen, plan } = await look(ids);
    expect(plan).toEqual({ ...nothing, new: 1 });
    await nominate(db, actors.office, nominationOf(runId, business.id, { needLineId: line }));
    await expect(
      saveNomineeImport(db, actors.office, { importId: ids.importId, seen, scope: "good" }),
    ).rejects.toMatchObject({ key: "imports:errors.changed" });
    expect((await look(ids)).plan).toEqual({ ...nothing, choose: 1 });
  });

  test("a mode leaves out what is not asked for, and adding alone never writes over what is known", async () => {
    const { db, people: actors } = world;
    const [runId, otherRun] = [await openRun(db, actors.office), await openRun(db, actors.office)];
    const known = {
      fullName: "Trần Thị Đã Biết",
      birthDate: "1990",
      nationalId: "062190009001",
      phone: "+84912349001",
    };
    await nominate(db, actors.office, nominationOf(otherRun, actors.business.id, known));
    const ids = await ready(runId, ["Trần Thị Đã Biết", "1990", "062190009001", "0912349999", employer]);
    const changes = async () =>
      (await look(ids)).rows[0]?.cells.filter(({ before }) => before !== undefined).map(({ field }) => field);
    expect(await changes()).toEqual(["phone"]);
    await settle(ids, { mode: "add" });
    expect(await changes()).toEqual([]);
    await settle(ids, { mode: "update" });
    expect((await look(ids)).plan).toEqual({ ...nothing, skipped: 1 });
  });

  test("after the deadline it is saved with a note alone", async () => {
    const { db, people: actors } = world;
    const runId = await openRun(db, actors.office, { nominationDeadline: addDays(today, -1) });
    const ids = await ready(runId, ["Người Đến Muộn", "1990", null, null, employer]);
    await expect(save(ids)).rejects.toMatchObject({ key: "imports:errors.blocked" });
    await settle(ids, { lateNote: "Đơn vị đào tạo gia hạn miệng" });
    expect(await save(ids)).toMatchObject({ new: 1 });
    expect((await nominationsOf(runId))[0]?.statusReason).toBe("Đơn vị đào tạo gia hạn miệng");
  });
});

describe("saving", () => {
  test("gives the free seats in the order of the file, the others wait", async () => {
    const { db, people: actors } = world;
    const runId = await openRun(db, actors.office, { seats: 2 });
    await nominate(db, actors.office, nominationOf(runId, actors.business.id));
    const names = ["Phan Thị Một", "Phan Thị Hai", "Phan Thị Ba"];
    const ids = await ready(runId, ...names.map((name) => [name, "1990", null, null, employer]));
    expect((await look(ids)).outlook).toEqual({ primary: 1, reserve: 2, free: 1 });
    await save(ids, "all");
    const placed = await nominationsOf(runId);
    expect(placed.map(({ status, position }) => [status, position]).sort()).toEqual([
      ["primary", 1],
      ["primary", 2],
      ["reserve", 1],
      ["reserve", 2],
    ]);
    expect(await findSeatMismatches(db)).toEqual([]);
  });

  test("leaves rows behind that the page of the import names, whatever the saved ones look like now", async () => {
    const { db } = world;
    const runId = await openRun(db, world.people.office);
    const ids = await ready(
      runId,
      ["Người Không Số", "1990", null, null, employer],
      ["Người Sai Máy", "1991", null, "12", employer],
      ["Người không số", "1990", null, null, employer],
    );
    const left = { ...nothing, refused: 1, choose: 1 };
    expect(await save(ids)).toEqual({ ...left, new: 1 });
    const saved = await look(ids);
    expect([saved.outcome, saved.plan, saved.rows.map(({ rowNumber }) => rowNumber)]).toEqual([
      { ...left, new: 1 },
      left,
      [3, 4],
    ]);
    // Of an import of before the numbers were kept, its page names the rows that are open now.
    const counts = { outcome: { ...left, new: 1 } };
    await db.update(workbookImports).set(counts).where(eq(workbookImports.id, ids.importId));
    const old = await look(ids);
    expect([old.outcome, old.plan.refused, old.rows.map(({ rowNumber }) => rowNumber)]).toEqual([
      counts.outcome,
      1,
      expect.arrayContaining([3, 4]),
    ]);
  });

  test("twice at once, and by two people, nominates once", async () => {
    const { db, people: actors } = world;
    const runId = await openRun(db, actors.office);
    const ids = await ready(runId, ["Người Bấm Đôi", "1990", "062090011001", null, employer]);
    const { seen } = await look(ids);
    const answers = await Promise.all(
      [actors.office, actors.secondOffice, actors.office].map((actor) =>
        saveNomineeImport(db, actor, { importId: ids.importId, seen, scope: "all" }),
      ),
    );
    expect(answers).toEqual(Array(3).fill({ ...nothing, new: 1 }));
    expect(await nominationsOf(runId)).toHaveLength(1);
  });

  test("two imports of the same people at once: one is saved, the other sees what changed", async () => {
    const { db, people: actors } = world;
    const runId = await openRun(db, actors.office);
    const cells: Cells = ["Người Hai Tệp", "1990", "062090012001", null, employer];
    const [one, other] = [await ready(runId, cells), await ready(runId, cells)];
    const results = await Promise.allSettled([save(one), save(other)]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = results.find((result) => result.status === "rejected");
    expect(refused).toMatchObject({ reason: { key: "imports:errors.changed" } });
    expect(await nominationsOf(runId)).toHaveLength(1);
  });

  test("that breaks off half-way leaves nothing", async () => {
    const { db, people: actors } = world;
    const runId = await openRun(db, actors.office);
    const ids = await ready(runId, ["Người Nửa Chừng", "1990", "062090013001", null, employer]);
    await db.execute(
      sql`alter table audit_entries add constraint broken check (action <> 'import.save') not valid`,
    );
    await expect(save(ids)).rejects.toThrow();
    await db.execute(sql`alter table audit_entries drop constraint broken`);
    expect(await nominationsOf(runId)).toEqual([]);
    expect(await personNamed("Người Nửa Chừng")).toEqual([]);
    expect(await findSeatMismatches(db)).toEqual([]);
    expect(await save(ids)).toMatchObject({ new: 1 });
  });

  test("is refused once the list is with the leader", async () => {
    const { db, people: actors } = world;
    const runId = await openRun(db, actors.office);
    await nominate(
      db,
      actors.office,
      nominationOf(runId, actors.business.id, {
        birthDate: "1990-01-02",
        gender: "female",
        nationalId: "062190014001",
        phone: "+84912340141",
      }),
    );
    const ids = await ready(runId, ["Người Đến Sau", "1990", "062090014002", null, employer]);
    const [list] = await db.execute<{ id: string; version: number }>(
      sql`select id, version from nominee_lists where run_id = ${runId}`,
    );
    await submitList(db, actors.office, {
      idempotencyKey: crypto.randomUUID(),
      listId: list?.id ?? "",
      version: list?.version ?? 0,
      note: "Đủ",
    });
    await expect(save(ids)).rejects.toThrow(Conflict);
    expect((await look(ids)).isListEditable).toBe(false);
    expect(await nominationsOf(runId)).toHaveLength(1);
  });

  test("500 people is one transaction of few statements, and the chain names none of them", async () => {
    const { db, people: actors } = world;
    const runId = await openRun(db, actors.office, { seats: 30 });
    const given = ["An", "Bình", "Cường", "Dũng", "Hạnh", "Khánh", "Loan", "Mai", "Nga", "Phúc"];
    const rows = Array.from(
      { length: 500 },
      (_, n): Cells => [
        `Rcom Thử ${given[Math.floor(n / 100) % 10]} ${given[Math.floor(n / 10) % 10]} ${given[n % 10]}`,
        "1990",
        `0620901${String(n).padStart(5, "0")}`,
        null,
        employer,
      ],
    );
    const ids = await ready(runId, ...rows);
    expect(await save(ids, "all")).toEqual({ ...nothing, new: 500 });
    const saved = await nominationsOf(runId);
    expect(saved.filter(({ status }) => status === "primary")).toHaveLength(30);
    expect(saved.filter(({ status }) => status === "reserve")).toHaveLength(470);
    const entries = await db.select().from(auditEntries).where(eq(auditEntries.chain, actors.ward.id));
    expect(JSON.stringify(entries)).not.toMatch(/Rcom|0620901/);
    expect(await verifyChain(db, actors.ward.id)).toMatchObject({ brokenAt: null });
    await undo(ids);
    expect(await nominationsOf(runId)).toEqual([]);
    expect(await findSeatMismatches(db)).toEqual([]);
  });
});

describe("undoing", () => {
  test("removes whom it added, puts back what it changed, and lets the reserves of others move up", async () => {
    const { db, people: actors } = world;
    const runId = await openRun(db, actors.office, { seats: 1 });
    const otherRun = await openRun(db, actors.office);
    const known = { fullName: "Đinh Thị Có Sẵn", nationalId: "062190015001", phone: "+84912340151" };
    await nominate(db, actors.office, nominationOf(otherRun, actors.business.id, known));
    const { business } = await addBusiness(db, actors.ward.id, "HTX Chuyển Người");
    const factsOf = async (name: string) => {
      const [person] = await personNamed(name);
      const { version: _version, ...facts } = person ?? { version: 0 };
      return facts;
    };
    const before = await factsOf(known.fullName);
    const ids = await ready(
      runId,
      ["Đinh Thị Có Sẵn", "01/02/1990", "062190015001", "0912340159", "HTX Chuyển Người"],
      ["Đinh Văn Thêm Vào", "1991", "062091015002", null, "HTX Chuyển Người"],
    );
    await save(ids, "all");
    expect(await factsOf(known.fullName)).toMatchObject({ businessId: business.id, phone: "+84912340159" });
    const waiting = await nominate(db, actors.office, nominationOf(runId, actors.business.id));
    expect(waiting.status).toBe("reserve");
    await Promise.all([undo(ids), undo(ids)]);
    expect(await factsOf(known.fullName)).toEqual(before);
    expect(await personNamed("Đinh Văn Thêm Vào")).toEqual([]);
    expect((await nominationsOf(runId)).map(({ id, status }) => [id, status])).toEqual([
      [waiting.nominationId, "primary"],
    ]);
    expect(await findSeatMismatches(db)).toEqual([]);
    expect((await look(ids)).status).toBe("undone");
    expect(await verifyChain(db, actors.ward.id)).toMatchObject({ brokenAt: null });
  });

  test("names who stands in the way: a nomination that moved, a person who is nominated elsewhere", async () => {
    const { db, people: actors } = world;
    const [runId, otherRun] = [await openRun(db, actors.office), await openRun(db, actors.office)];
    const ids = await ready(
      runId,
      ["Bùi Thị Đã Rút", "1990", "062190016001", null, employer],
      ["Bùi Văn Lớp Khác", "1991", "062091016002", null, employer],
    );
    await save(ids, "all");
    const [elsewhere] = await personNamed("Bùi Văn Lớp Khác");
    await nominate(
      db,
      actors.office,
      nominationOf(otherRun, actors.business.id, { personId: elsewhere?.id ?? "" }),
    );
    await expect(undo(ids)).rejects.toMatchObject({
      key: "imports:obstacles.fileInUse",
      params: { name: "Bùi Văn Lớp Khác" },
    });
    const [withdrawn] = await personNamed("Bùi Thị Đã Rút");
    const [nomination] = await db
      .select({ id: nominations.id, version: nominations.version })
      .from(nominations)
      .where(and(eq(nominations.runId, runId), inArray(nominations.personId, [withdrawn?.id ?? ""])));
    await withdraw(db, actors.office, {
      nominationId: nomination?.id ?? "",
      version: nomination?.version ?? 0,
      reason: "bận",
    });
    await expect(undo(ids)).rejects.toMatchObject({
      key: "imports:obstacles.moved",
      params: { name: "Bùi Thị Đã Rút", count: 1 },
    });
    expect(await nominationsOf(runId)).toHaveLength(2);
  });

  test("leaves nothing of the file in the memory of the process", async () => {
    const { db, people: actors } = world;
    const ids = await ready(await openRun(db, actors.office), [
      "Bùi Thị Hoàn Tác",
      "1990",
      null,
      null,
      employer,
    ]);
    await save(ids);
    const saved = await getImport(db, actors.office, "nominees", ids.importId);
    await undo(ids);
    await look(ids);
    await db.update(workbookImports).set({ sheetsCipher: null }).where(eq(workbookImports.id, ids.importId));
    await expect(understandImport(db, "nominees", saved)).rejects.toThrow(NotFound);
  });
});

test("an import belongs to its ward and its run", async () => {
  const { db, people: actors } = world;
  const [runId, otherRun] = [await openRun(db, actors.office), await openRun(db, actors.office)];
  const ids = await ready(runId, ["Người Của Phường", "1990", null, null, employer]);
  const { outsider } = actors;
  const page = { state: null, page: 1, pageSize: 10, language: "vi" as const };
  const step = { importId: ids.importId, version: 1 };
  const attempts = [
    () => getNomineePreview(db, outsider, ids, page),
    () => getNomineePreview(db, actors.office, { ...ids, runId: otherRun }, page),
    () => saveNomineeImport(db, outsider, { importId: ids.importId, seen: "", scope: "good" }),
    () => undoNomineeImport(db, outsider, step),
    () =>
      previewNominees(db, outsider, {
        idempotencyKey: crypto.randomUUID(),
        fileName: "a.xlsx",
        bytes: nomineeWorkbook(["Ai Đó", "1990", null, null, employer]),
        runId,
        businessId: null,
      }),
  ];
  for (const attempt of attempts) await expect(attempt()).rejects.toThrow(NotFound);
  const { business: foreign } = { business: actors.otherBusiness };
  await settle(ids, { employers: { e0: foreign.id } });
  expect((await look(ids)).employers[0]).toMatchObject({ businessId: actors.business.id, by: "name" });
});
