import { describe, expect, test } from "vitest";
import { auditEntries } from "#app/db/schema/index.ts";
import { useOutcomes } from "#tests/support/outcomes.ts";

const { world, openRoster, send, previewOf, rowOf, save, outcomeOf } = useOutcomes();

describe("what a provider changed that is the ward's to say", () => {
  test("is told row by row, is not written, and hinders nothing", async () => {
    const roster = await openRoster();
    const number = String(roster.cell("A Tik", "Số CCCD").value);
    const other = `${number.slice(0, -4)}9876`;
    roster.cell("A Tik", "Kết quả").value = "Đạt";
    roster.cell("A Tik", "Số CCCD").value = other;
    roster.cell("A Tik", "Điện thoại").value = "0987 654 321";
    roster.cell("Y Krông", "Đơn vị").value = "Công ty Bịa Đặt";
    roster.cell("Siu Blăh", "Họ và tên").value = "  SIU BLĂH";
    const uploadId = await send(roster);
    const { rows, counts } = await previewOf(uploadId);
    expect(counts).toMatchObject({ changed: 1, same: 3, wrong: 0, refused: 0 });
    expect(await rowOf(uploadId, "A Tik")).toMatchObject({
      state: "changed",
      differences: [
        {
          field: "nationalId",
          onList: `${number.slice(0, 3)}*****${number.slice(-4)}`,
          inFile: "062*****9876",
        },
        { field: "phone", onList: "0912 345 678", inFile: "0987 654 321" },
      ],
    });
    expect(
      rows
        .filter(({ state }) => state === "same")
        .map(({ fullName, differences }) => [fullName, differences.map(({ field }) => field)]),
    ).toEqual([
      ["Y Krông", ["employer"]],
      ["Nguyễn Văn An", []],
      ["Siu Blăh", []],
    ]);
    expect(JSON.stringify(rows)).not.toContain(other);
    expect(JSON.stringify(rows)).not.toContain(number);

    expect(await save(uploadId)).toMatchObject({ saved: { people: 1, passed: 1 }, wrong: 0 });
    expect(await outcomeOf("A Tik")).toMatchObject({ result: "passed" });
    expect((await rowOf(await send(await openRoster()), "A Tik")).differences).toEqual([]);
    const entries = await world.db.select().from(auditEntries);
    for (const value of [other, number, "0987 654 321", "Bịa Đặt", "SIU"])
      expect(JSON.stringify(entries)).not.toContain(value);
  });

  test("a name written anew is told where the key and the citizen ID number still say who it is", async () => {
    const roster = await openRoster();
    roster.cell("A Tik", "Kết quả").value = "Đạt";
    roster.cell("A Tik", "Họ và tên").value = "A Tik Rơ Châm";
    const uploadId = await send(roster);
    expect(await rowOf(uploadId, "A Tik")).toMatchObject({
      state: "changed",
      differences: [{ field: "fullName", onList: "A Tik", inFile: "A Tik Rơ Châm" }],
    });
    await save(uploadId);
    expect(await outcomeOf("A Tik")).toMatchObject({ fullName: "A Tik", result: "passed" });
  });

  test("a name written anew is nobody's where nothing but the key says who it is", async () => {
    const roster = await openRoster();
    roster.cell("Nguyễn Văn An", "Số CCCD").value = null;
    roster.cell("Nguyễn Văn An", "Họ và tên").value = "Nguyễn Văn Bình";
    roster.cell("A Tik", "Số CCCD").value = "062190009876";
    roster.cell("A Tik", "Họ và tên").value = "A Nang";
    const { rows } = await previewOf(await send(roster));
    expect(rows.filter(({ state }) => state === "refused").map(({ fullName }) => fullName)).toEqual([
      "Nguyễn Văn Bình",
      "A Nang",
    ]);
  });
});
