import { expect, test } from "vitest";
import { defaultSettings } from "#app/domain/imports/schema.ts";
import { packFile } from "#app/domain/imports/stored-import.server.ts";
import { understandPacked, unpackSmall } from "#app/domain/imports/understand-import.server.ts";
import { understandFile } from "#app/domain/imports/understood-file.ts";
import { readSheets } from "#tests/support/forms.ts";
import { buildWorkbook, sheetXml } from "#tests/support/xlsx.ts";

const listOf = (count: number) =>
  sheetXml([
    ["Họ và tên", "Ngày sinh", "Số CCCD", "Điện thoại", "Đơn vị", "Ghi chú"],
    ...Array.from({ length: count }, (_, n) => [
      `Rơ Châm Người Thử ${"ABCDEGHKLM"[n % 10]}${"ABCDEGHKLM"[Math.floor(n / 10) % 10]}`,
      `${1 + (n % 28)}/${1 + (n % 12)}/19${60 + (n % 40)}`,
      `0620${String((n * 7919) % 1e8).padStart(8, "0")}`,
      n % 7 ? `09${String((n * 104_729) % 1e8).padStart(8, "0")}` : "01691234567",
      n % 5 ? `Hợp tác xã số ${n % 100}` : null,
      n % 9 ? null : `dòng thứ ${(n * 31_337) % 1e6}`,
    ]),
  ]);

test.each([20, 4_000])("%i rows are understood the same in a worker and here", async (count) => {
  const file = { sheets: await readSheets(buildWorkbook({ sheet: listOf(count) })), notes: [] };
  const mends = { "3": { fullName: "Rơ Châm Đã Sửa" } };
  const settings = { ...defaultSettings, mends };
  const packed = await packFile(file);
  // The first list is understood at once, the other one in a worker.
  expect((await unpackSmall(packed)) === null).toBe(count > 1_000);
  const understood = await understandPacked("nominees", packed, settings);
  expect(understood).toEqual(understandFile("nominees", file, settings));
  expect(understood.table?.rows[1]?.fullName).toBe("Rơ Châm Đã Sửa");
});

test("thousands of rows are too many for this thread, however little they pack to", async () => {
  const row = ["Rơ Châm Người Thử", "1990", "062090000001", null, "HTX Thử", null];
  const sheet = sheetXml([
    ["Họ và tên", "Ngày sinh", "Số CCCD"],
    ...Array.from({ length: 8_000 }, () => row),
  ]);
  const packed = await packFile({ sheets: await readSheets(buildWorkbook({ sheet })), notes: [] });
  expect(packed.byteLength).toBeLessThan(48 * 1024);
  expect(await unpackSmall(packed)).toBeNull();
});
