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
  const both = await Promise.all([memory.recall("a", understand), memory.recall("a", understand)]);
  expect(both[0]).toBe(both[1]);
  await memory.recall("a", understand);
  expect(times).toBe(1);
  await memory.recall("b", understand);
  expect(times).toBe(2);
});

test("what failed is tried again", async () => {
  const memory = new UnderstoodMemory();
  await expect(memory.recall("a", () => Promise.reject(new Error("busy")))).rejects.toThrow("busy");
  await expect(memory.recall("a", async () => fileOf(1))).resolves.toBeTruthy();
});

test("large files push out those that nobody looked at since", async () => {
  const memory = new UnderstoodMemory();
  const understood: string[] = [];
  const look = (key: string) =>
    memory.recall(key, async () => {
      understood.push(key);
      return fileOf(15_000);
    });
  for (const key of ["a", "b", "a", "c", "a", "b"]) await look(key);
  expect(understood).toEqual(["a", "b", "c", "b"]);
});
