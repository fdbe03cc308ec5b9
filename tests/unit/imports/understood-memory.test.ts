import { expect, test } from "vitest";
import { defaultSettings } from "#app/domain/imports/schema.ts";
import { type UnderstoodFile, understandFile } from "#app/domain/imports/understood-file.ts";
import { UnderstoodMemory } from "#app/domain/imports/understood-memory.server.ts";

const fileOf = (count: number): UnderstoodFile => {
  const cell = (column: number, value: string) => ({ column, value });
  const row = (number: number, name: string) => ({
    number,
    hidden: false,
    cells: [cell(1, name), cell(2, "1990")],
  });
  const file = understandFile(
    "nominees",
    {
      sheets: [
        {
          name: "DS",
          hidden: false,
          rows: [
            { number: 1, hidden: false, cells: [cell(1, "Họ và tên"), cell(2, "Năm sinh")] },
            row(2, "Rơ Châm Một"),
          ],
          merges: [],
          hiddenColumns: [],
        },
      ],
      notes: [],
    },
    defaultSettings,
  );
  const [only] = file.table?.rows ?? [];
  if (!file.table || !only) throw new Error("no list");
  return { ...file, table: { ...file.table, rows: Array(count).fill(only) } } as UnderstoodFile;
};

test("a file that is looked at again is understood once, also by two people at once", async () => {
  const memory = new UnderstoodMemory();
  let times = 0;
  const understand = async () => {
    times += 1;
    return fileOf(1);
  };
  const both = await Promise.all([
    memory.recall("a", "as is", understand),
    memory.recall("a", "as is", understand),
  ]);
  expect(both[0]).toBe(both[1]);
  await memory.recall("a", "as is", understand);
  expect(times).toBe(1);
  await memory.recall("b", "as is", understand);
  expect(times).toBe(2);
});

test("what failed is tried again", async () => {
  const memory = new UnderstoodMemory();
  await expect(memory.recall("a", "as is", () => Promise.reject(new Error("busy")))).rejects.toThrow("busy");
  await expect(memory.recall("a", "as is", async () => fileOf(1))).resolves.toBeTruthy();
});

test("large files push out those that nobody looked at since", async () => {
  const memory = new UnderstoodMemory();
  const understood: string[] = [];
  const look = (key: string) =>
    memory.recall(key, "as is", async () => {
      understood.push(key);
      return fileOf(30_000);
    });
  for (const key of ["a", "b", "a", "c", "a", "b"]) await look(key);
  expect(understood).toEqual(["a", "b", "c", "b"]);
});

test("a file weighs what its texts do, also where no list was found in it", async () => {
  const memory = new UnderstoodMemory();
  const understood: string[] = [];
  const look = (key: string) =>
    memory.recall(key, "as is", async () => {
      understood.push(key);
      const file = fileOf(1);
      return key === "texts"
        ? { ...file, texts: new Map([[2, "x".repeat(12_000_000)]]) }
        : { ...file, table: null, sheet: "x".repeat(12_000_000) };
    });
  for (const key of ["texts", "no table", "no table", "texts"]) await look(key);
  expect(understood).toEqual(["texts", "no table", "texts"]);
});

test("of one import the last two readings are kept, and none once it was thrown away", async () => {
  const memory = new UnderstoodMemory();
  const understood: string[] = [];
  const look = (importId: string, reading: string) =>
    memory.recall(importId, reading, async () => {
      understood.push(`${importId} ${reading}`);
      return fileOf(1);
    });
  for (const reading of ["1", "2", "1", "3", "1", "3", "2"]) await look("a", reading);
  expect(understood).toEqual(["a 1", "a 2", "a 3", "a 2"]);
  await look("b", "1");
  memory.forget("a");
  understood.length = 0;
  for (const importId of ["a", "b"]) await look(importId, "1");
  await look("a", "2");
  expect(understood).toEqual(["a 1", "a 2"]);
});
