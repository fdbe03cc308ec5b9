import { expect, test } from "vitest";
import { getUploadPreview } from "#app/domain/outcomes/uploads.server.ts";
import { headerOf, useOutcomes } from "#tests/support/outcomes.ts";

const { world, run, openRoster, send, save, outcomeOf } = useOutcomes();

test("a roster of many lines is shown page by page, what is to be looked at first, and saved as a whole", async () => {
  const roster = await openRoster();
  const sheet = roster.workbook.worksheets[0]!;
  const columns = headerOf(sheet);
  roster.cell("A Tik", "Kết quả").value = "Đạt";
  roster.cell("Y Krông", "Kết quả").value = "giỏi";
  const last = Math.max(
    ...["A Tik", "Y Krông", "Siu Blăh", "Nguyễn Văn An"].map((name) => roster.row(name).number),
  );
  // Below the list stands how many people it has.
  for (let place = 1; place <= 600; place += 1) {
    const row = sheet.getRow(last + 1 + place);
    row.getCell(columns.get("Họ và tên")!).value = `Rơ Châm ${place}`;
    row.getCell(columns.get("Kết quả")!).value = "Đạt";
  }
  const uploadId = await send(roster);
  const pageOf = async (page: number) =>
    (await getUploadPreview(world.db, world.people.trainer, { runId: run.id, uploadId }, page)).preview!;
  const first = await pageOf(1);
  expect(first).toMatchObject({
    counts: { changed: 1, wrong: 1, refused: 600, same: 2, left: 0 },
    page: 1,
    total: 604,
  });
  expect(first.rows).toHaveLength(50);
  expect(first.rows[0]).toMatchObject({ state: "wrong", fullName: "Y Krông" });
  const end = await pageOf(99);
  expect(end.page).toBe(13);
  expect(end.rows.map(({ state }) => state)).toEqual(["refused", "changed", "same", "same"]);
  expect(end.seen).toBe(first.seen);
  expect(await save(uploadId)).toMatchObject({ saved: { people: 1 }, wrong: 1 });
  expect(await outcomeOf("A Tik")).toMatchObject({ result: "passed" });
});

test("a file whose formulas were never calculated says so", async () => {
  const roster = await openRoster();
  roster.cell("A Tik", "Kết quả").value = { formula: 'IF(1=1,"Đạt","")' } as never;
  const uploadId = await send(roster);
  const shown = await getUploadPreview(world.db, world.people.trainer, { runId: run.id, uploadId });
  expect(shown.notes).toEqual(["formulasWithoutValue"]);
  expect(shown.preview?.rows[0]).toMatchObject({
    fullName: "A Tik",
    problems: [{ field: "result", typed: "=", text: "outcomes:wrong.fault" }],
  });
});
