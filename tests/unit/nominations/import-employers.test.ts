import { expect, test } from "vitest";
import { matchEmployers } from "#app/domain/nominations/import-employers.ts";

const businesses = [
  { id: "go", name: "Công ty TNHH MTV Gỗ Đăk Cấm" },
  { id: "duoc-1", name: "Công ty CP Dược liệu" },
  { id: "duoc-2", name: "CTCP Dược liệu" },
];
const listOf = (...names: (string | null)[]) => names.map((employer) => ({ employer }));
const match = (names: (string | null)[], businessId: string | null = null, employers = {}, remembered = {}) =>
  matchEmployers({ rows: listOf(...names), employerAbove: null }, businesses, {
    businessId,
    settings: { employers, rememberedEmployers: remembered },
  }).map((found) => [found.name, found.rows, found.businessId, found.by]);

test("an employer is the business of that name, however either is shortened", () => {
  expect(match(["CÔNG TY TNHH MTV GỖ ĐĂK CẤM", "Cty Trách nhiệm hữu hạn một thành viên Gỗ Đăk Cấm"])).toEqual(
    [
      ["CÔNG TY TNHH MTV GỖ ĐĂK CẤM", 1, "go", "name"],
      ["Cty Trách nhiệm hữu hạn một thành viên Gỗ Đăk Cấm", 1, "go", "name"],
    ],
  );
});

test("the exact name is taken before one that only reads alike; of two that read alike neither is", () => {
  expect(match(["CTCP Dược liệu"])).toEqual([["CTCP Dược liệu", 1, "duoc-2", "name"]]);
  expect(match(["Cty CP Dược liệu"])).toEqual([["Cty CP Dược liệu", 1, null, null]]);
});

test("what was chosen comes first, then what was chosen for an earlier list; a guess can be taken back", () => {
  expect(match(["CTCP Dược liệu"], null, { "ctcp duoc lieu": "go" })).toEqual([
    ["CTCP Dược liệu", 1, "go", "choice"],
  ]);
  const remembered = { "ctcp duoc lieu": "go" };
  expect(match(["CTCP Dược liệu"], null, {}, remembered)).toEqual([
    ["CTCP Dược liệu", 1, "go", "remembered"],
  ]);
  expect(match(["CTCP Dược liệu"], null, { "ctcp duoc lieu": "duoc-1" }, remembered)).toEqual([
    ["CTCP Dược liệu", 1, "duoc-1", "choice"],
  ]);
  expect(match(["CTCP Dược liệu"], null, { "ctcp duoc lieu": "" }, remembered)).toEqual([
    ["CTCP Dược liệu", 1, null, null],
  ]);
  expect(match([null], "go", { "": "" })).toEqual([["", 1, null, null]]);
});

test("rows without a name are of the business whose list it is; whoever names another one is asked", () => {
  expect(match([null, "Công ty CP Dược liệu", null], "go")).toEqual([
    ["", 2, "go", "sender"],
    ["Công ty CP Dược liệu", 1, "duoc-1", "name"],
  ]);
  expect(match(["Gỗ Đăk Cấm (xưởng 2)", "Gỗ Đăk Cấm (xưởng 2)"], "go")).toEqual([
    ["Gỗ Đăk Cấm (xưởng 2)", 2, null, null],
  ]);
  expect(match(["Xưởng 2", "Xưởng 3"], "go")).toEqual([
    ["Xưởng 2", 1, null, null],
    ["Xưởng 3", 1, null, null],
  ]);
});

test("of an unknown name above the table are the rows of the business whose list it is, unless somebody says otherwise", () => {
  const above = "XƯỞNG MỘC SỐ 2";
  const matched = (employers = {}, names: (string | null)[] = [above, above]) =>
    matchEmployers({ rows: listOf(...names), employerAbove: above }, businesses, {
      businessId: "go",
      settings: { employers, rememberedEmployers: {} },
    }).map(({ businessId, by }) => [businessId, by]);
  expect(matched()).toEqual([["go", "sender"]]);
  expect(matched({ "xuong moc so 2": "duoc-1" })).toEqual([["duoc-1", "choice"]]);
  expect(matched({ "xuong moc so 2": "" })).toEqual([[null, null]]);
  // A row whose employer was typed in is of that one.
  expect(matched({}, [above, "Tổ hàn"])).toEqual([
    ["go", "sender"],
    [null, null],
  ]);
});
