import { expect, test } from "vitest";
import { defaultSettings, type ImportSettings } from "#app/domain/imports/schema.ts";
import { rememberedSettings } from "#app/domain/nominations/import-remembered.ts";

const earlier = (runId: string, fileName: string, settings: Partial<ImportSettings>) => ({
  runId,
  fileName,
  settings: { ...defaultSettings, ...settings },
});
const need = (needLineId: string) => ({ needLineId });
const sent = { runId: "run", businessId: "sender", fileName: "moi.xlsx", isReturned: false };
const nothing = { rememberedEmployers: {}, needs: {}, rememberedNeeds: {}, outsideNeedReason: null };

test("the last choice of a sender about a name holds for its next list, needs for the same run alone", () => {
  const lists = [
    earlier("run", "ba.xlsx", {
      employers: { "go dak cam": "b1", "": "b9", "to han": "" },
      needs: { b1: need("n2") },
    }),
    earlier("run", "hai.xlsx", {
      employers: { "go dak cam": "b2", "htx ha": "b3", "to han": "b5" },
      needs: { b1: need("n1"), b3: need("n3") },
      outsideNeedReason: "Chưa khảo sát",
    }),
    earlier("other", "mot.xlsx", {
      rememberedEmployers: { "co so moc": "b4", "htx ha": "b8" },
      needs: { b4: need("n4") },
    }),
  ];
  expect(rememberedSettings(lists, sent)).toEqual({
    rememberedEmployers: { "go dak cam": "b1", "htx ha": "b3", "co so moc": "b4" },
    needs: {},
    rememberedNeeds: { b1: need("n2"), b3: need("n3") },
    outsideNeedReason: null,
  });
  expect(rememberedSettings([], sent)).toEqual(nothing);
});

test("of the office's own lists only the same file counts, and what was sent back of it", () => {
  const lists = [earlier("run", "Tổ máy A.xlsx", { employers: { "to ky thuat": "b1" } })];
  const remembered = (fileName: string) =>
    rememberedSettings(lists, { ...sent, businessId: null, fileName }).rememberedEmployers;
  for (const fileName of [
    "Tổ máy A.xlsx",
    "Tổ máy A – Cần sửa.xlsx",
    "Tổ máy A – cần sửa (1).xlsx",
    "Tổ máy A – cần sửa – cần sửa.xlsx",
  ])
    expect(remembered(fileName)).toEqual({ "to ky thuat": "b1" });
  for (const fileName of ["Tổ máy B.xlsx", "Tổ máy A (1).xlsx", "cần sửa.xlsx"])
    expect(remembered(fileName)).toEqual({});
});

test("what people serve counts as chosen for a file alone that comes back with our remarks, into the same run", () => {
  const chosen = { outsideNeedReason: "Chưa khảo sát", needs: { b1: need("n1") } };
  const lists = [earlier("run", "a.xlsx", chosen)];
  const back = { ...sent, fileName: "a – cần sửa.xlsx", isReturned: true };
  expect(rememberedSettings(lists, back)).toMatchObject(chosen);
  for (const other of [{ isReturned: false }, { fileName: "b – cần sửa.xlsx" }, { runId: "other" }])
    expect(rememberedSettings(lists, { ...back, ...other })).toMatchObject({
      needs: {},
      outsideNeedReason: null,
    });
});
