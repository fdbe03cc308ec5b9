import type ExcelJS from "exceljs";
import { describe, expect, test } from "vitest";
import { saveOutcomes } from "#app/domain/outcomes/save-outcomes.server.ts";
import { mendOutcomes } from "#app/domain/outcomes/upload-outcomes.server.ts";
import { useOutcomes } from "#tests/support/outcomes.ts";

const { world, run, openRoster, send, previewOf, rowOf, save, order, outcomeOf } = useOutcomes();

const tick = (...rowNumbers: number[]) => Object.fromEntries(rowNumbers.map((row) => [`r${row}`, "true"]));

async function sendTwoLinesOfOne() {
  const roster = await openRoster();
  const lines = [roster.row("Siu Blăh"), roster.row("A Tik")].sort((a, b) => a.number - b.number);
  const cells = roster.row("A Tik").values as ExcelJS.CellValue[];
  for (const line of lines) line.values = cells;
  const uploadId = await send(roster);
  const [first = 0, second = 0] = lines.map(({ number }) => number);
  return { uploadId, first, second };
}

describe("a line that is left out", () => {
  test("frees the other line of the same person once the rows are checked again", async () => {
    const { uploadId, first, second } = await sendTwoLinesOfOne();
    const states = async () =>
      Object.fromEntries((await previewOf(uploadId)).rows.map(({ rowNumber, state }) => [rowNumber, state]));
    expect((await states())[second]).toBe("refused");
    await mendOutcomes(world.db, world.people.trainer, {
      runId: run.id,
      uploadId,
      version: 1,
      mends: {},
      leave: tick(first),
    });
    expect(await states()).toMatchObject({
      [first]: "left",
      [second]: expect.stringMatching(/changed|same/),
    });
  });

  test("ticked only while saving leaves the upload open for the line that it frees, and saves nothing unseen", async () => {
    const { uploadId, first, second } = await sendTwoLinesOfOne();
    expect(await save(uploadId, tick(first))).toMatchObject({ saved: { people: 0 }, isOpen: true });
    expect((await outcomeOf("A Tik")).result).toBeNull();
    expect(
      (await previewOf(uploadId)).rows.find(({ rowNumber }) => rowNumber === second)?.refusal,
    ).toBeNull();
  });

  test("holds no certificate number", async () => {
    const roster = await openRoster();
    for (const name of ["A Tik", "Siu Blăh"]) {
      roster.cell(name, "Kết quả").value = "Đạt";
      roster.cell(name, "Số chứng nhận").value = "CN-5";
    }
    const uploadId = await send(roster);
    const rows = (await previewOf(uploadId)).rows.filter(({ changes }) => changes.length > 0);
    const holder = rows.find(({ state }) => state === "changed")?.rowNumber ?? 0;
    const other = rows.find(({ state }) => state === "wrong")?.rowNumber ?? 0;
    const input = { runId: run.id, uploadId, version: 1, mends: {}, leave: tick(holder) };
    await mendOutcomes(world.db, world.people.trainer, input);
    const states = (await previewOf(uploadId)).rows.map(({ rowNumber, state }) => [rowNumber, state]);
    expect(states).toContainEqual([holder, "left"]);
    expect(states).toContainEqual([other, "changed"]);
    // The tick taken away while saving: its number is the other line's again, and nothing is saved twice.
    expect(await save(uploadId, {}, 2)).toMatchObject({ saved: { people: 1 }, wrong: 1 });
  });

  test("stays so while another page of rows is posted", async () => {
    const roster = await openRoster();
    for (const name of ["A Tik", "Siu Blăh"]) roster.cell(name, "Kết quả").value = "Đạt";
    const uploadId = await send(roster);
    const [left, other] = [await rowOf(uploadId, "A Tik"), await rowOf(uploadId, "Siu Blăh")];
    const input = { runId: run.id, uploadId, mends: {} };
    const { trainer } = world.people;
    await mendOutcomes(world.db, trainer, { ...input, version: 1, leave: tick(left.rowNumber) });
    const shown = String(other.rowNumber);
    await mendOutcomes(world.db, trainer, { ...input, version: 2, leave: {}, shown });
    expect((await rowOf(uploadId, "A Tik")).state).toBe("left");
    const { seen } = await previewOf(uploadId);
    await saveOutcomes(world.db, trainer, { ...order(uploadId, seen, {}, 3), shown });
    expect(await outcomeOf("A Tik")).toMatchObject({ result: null });
    expect(await outcomeOf("Siu Blăh")).toMatchObject({ result: "passed" });
  });
});

test("two certificate numbers that were mixed up are exchanged by one file", async () => {
  const roster = await openRoster();
  const give = (sheet: typeof roster, numbers: [string, string]) => {
    for (const [place, name] of ["A Tik", "Siu Blăh"].entries()) {
      sheet.cell(name, "Kết quả").value = "Đạt";
      sheet.cell(name, "Số chứng nhận").value = numbers[place];
    }
  };
  give(roster, ["CN-1", "CN-2"]);
  await save(await send(roster));
  const mended = await openRoster();
  give(mended, ["CN-2", "CN-1"]);
  expect(await save(await send(mended))).toMatchObject({ saved: { people: 2 }, wrong: 0 });
  expect(await outcomeOf("A Tik")).toMatchObject({ certificateNumber: "CN-2" });
  expect(await outcomeOf("Siu Blăh")).toMatchObject({ certificateNumber: "CN-1" });
});

test("a formula without a value is to be mended, or emptied to leave what is known", async () => {
  const roster = await openRoster();
  roster.cell("A Tik", "Kết quả").value = { error: "#N/A" };
  roster.cell("Siu Blăh", "Kết quả").value = "Đạt";
  const uploadId = await send(roster);
  const { rowNumber, problems } = await rowOf(uploadId, "A Tik");
  expect(problems).toEqual([{ field: "result", typed: "#N/A", text: "outcomes:wrong.fault" }]);
  const mend = (version: number, result: string) =>
    mendOutcomes(world.db, world.people.trainer, {
      runId: run.id,
      uploadId,
      version,
      mends: { [`r${rowNumber}`]: { result } },
      leave: {},
    });
  await mend(1, "#N/A");
  expect((await rowOf(uploadId, "A Tik")).state).toBe("wrong");
  await mend(2, "");
  expect((await rowOf(uploadId, "A Tik")).state).toBe("same");
});
