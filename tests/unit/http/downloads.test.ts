import { describe, expect, test } from "vitest";
import { attachment, downloadTable } from "#app/http/downloads.server.ts";
import { runningTasks } from "#app/http/progress.server.ts";
import { plainTable } from "#app/spreadsheet/writing/plain-table.ts";
import type { TableValues } from "#app/spreadsheet/writing/table-description.ts";

const formats = ["xlsx", "csv", "pdf"];
const table = plainTable({
  title: "Cơ sở",
  columns: [
    { header: "Tên", width: 20, kind: "text" },
    { header: "Số người", width: 10, kind: "integer" },
  ],
});
const officer = { role: "office", accountId: crypto.randomUUID(), fullName: "", wardId: "" } as const;
/** Somebody who downloads a list in a format, and may go away. */
function visitor(format = "xlsx", search = "?q=a") {
  const controller = new AbortController();
  return {
    url: `http://localhost:3000/office/people.${format}${search}`,
    signal: controller.signal,
    leave: () => controller.abort(),
  };
}

describe("a file name", () => {
  test("travels in Vietnamese, and without accents for what reads no UTF-8", () => {
    expect(attachment("Danh sách – Đăk Cấm.xlsx")).toBe(
      "attachment; filename=\"danh-sach-dak-cam.xlsx\"; filename*=UTF-8''Danh%20s%C3%A1ch%20%E2%80%93%20%C4%90%C4%83k%20C%E1%BA%A5m.xlsx",
    );
  });

  test("breaks out of neither the header nor the folder", () => {
    const header = attachment("a\"b\r\nX-Evil: 1/..\\c(d)'.xlsx");
    expect(header).not.toMatch(/[\r\n\\/]|"b/);
    expect(header).toContain("%28d%29%27.xlsx");
  });
});

describe("a download", () => {
  test("is an attachment that may run nothing", async () => {
    const answer = downloadTable(visitor(), officer, { fileName: "Cơ sở", table, rows: [["A", 1]] });
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "content-disposition": expect.stringMatching(/^attachment; /),
      "content-security-policy": "default-src 'none'; sandbox",
    });
    expect(
      Buffer.from(await answer.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe("PK");
  });

  test.each([
    ["xlsx", "PK"],
    ["csv", "\ufeffTên"],
    ["pdf", "%PDF"],
  ])("whose URL ends in .%s is that file", async (format, beginning) => {
    const answer = downloadTable(visitor(format), officer, { fileName: "Cơ sở", table, rows: [["A", 1]] });
    expect(answer.headers.get("content-disposition")).toContain(`filename="co-so.${format}"`);
    expect(
      Buffer.from(await answer.arrayBuffer())
        .toString()
        .slice(0, beginning.length),
    ).toBe(beginning);
  });

  test.each(formats)(
    "as .%s of a visitor who has gone before its first byte fails for nobody",
    async (format) => {
      const controller = visitor(format);
      controller.leave();
      const answer = downloadTable(controller, officer, { fileName: "Dài", table, rows: endlessRows().rows });
      // An error that nobody hears ends the process a turn later.
      await new Promise(setImmediate);
      await answer.body!.cancel();
    },
  );

  test.each(formats)(
    "as .%s ends its rows when the visitor goes away, and fails for nobody",
    async (format) => {
      const { rows, ended } = endlessRows();
      const controller = visitor(format);
      const answer = downloadTable(controller, officer, { fileName: "Dài", table, rows });
      const reader = answer.body!.getReader();
      await reader.read();
      controller.leave();
      await ended;
      for (let { done } = await reader.read(); !done; { done } = await reader.read());
    },
  );

  test.each(formats)("as .%s ends its rows when its body is cancelled", async (format) => {
    const { rows, ended } = endlessRows();
    const answer = downloadTable(visitor(format), officer, { fileName: "Dài", table, rows });
    const reader = answer.body!.getReader();
    await reader.read();
    await reader.cancel();
    await ended;
  });

  test.each(formats)("as .%s does not run ahead of the one who reads it", async (format) => {
    const { rows, state } = endlessRows();
    const answer = downloadTable(visitor(format), officer, { fileName: "Dài", table, rows });
    const reader = answer.body!.getReader();
    for (let chunk = 0; chunk < 5; chunk++) await reader.read();
    const before = state.count;
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    expect(state.count - before).toBeLessThan(50_000);
    await reader.cancel();
  });

  test.each(formats)(
    "as .%s whose rows fail is broken off: half a file never looks whole",
    async (format) => {
      function* failing(): Generator<TableValues> {
        for (let row = 0; row < 2_000; row++) yield ["A", row];
        throw new Error("the database went away");
      }
      const answer = downloadTable(visitor(format), officer, { fileName: "Hỏng", table, rows: failing() });
      await expect(answer.arrayBuffer()).rejects.toThrow("the database went away");
    },
  );
});

describe("a download whose page follows it", () => {
  /** A visitor whose page has added a key to the link. */
  const following = (format: string) => {
    const key = crypto.randomUUID();
    return { ...visitor(format, `?q=a&progress=${key}`), look: () => runningTasks.look(officer, key) };
  };

  test.each(formats)("as .%s is seen to its end, with all its rows", async (format) => {
    const page = following(format);
    const rows = Array.from({ length: 3_000 }, (_, row): TableValues => [`Cơ sở số ${row}`, row]);
    const answer = downloadTable(page, officer, { fileName: "Cơ sở", table, rows });
    expect(page.look()).toMatchObject({ state: "running", total: 3_000 });
    await answer.arrayBuffer();
    await expect.poll(page.look).toEqual({ state: "done", rows: 3_000, total: 3_000, problem: null });
  });

  test.each(formats)("as .%s counts rows of which nobody knows how many come", async (format) => {
    const page = following(format);
    const { rows, ended } = endlessRows();
    const reader = downloadTable(page, officer, { fileName: "Dài", table, rows }).body!.getReader();
    for (let chunk = 0; chunk < 5; chunk++) await reader.read();
    expect(page.look()).toMatchObject({ state: "running", total: null });
    expect(page.look().rows).toBeGreaterThan(0);
    await reader.cancel();
    await ended;
    await expect.poll(page.look).toMatchObject({ state: "failed" });
  });

  test.each(formats)("as .%s of a visitor who goes away is over for its page too", async (format) => {
    const page = following(format);
    const { rows, ended } = endlessRows();
    const reader = downloadTable(page, officer, { fileName: "Dài", table, rows }).body!.getReader();
    await reader.read();
    page.leave();
    await ended;
    for (let { done } = await reader.read(); !done; { done } = await reader.read());
    await expect.poll(page.look).toMatchObject({ state: "failed" });
  });

  test("is told of by no other key, and not at all with a key that no page makes", async () => {
    const search = `?progress=${"x".repeat(65)}`;
    const before = runningTasks.size;
    await downloadTable(visitor("csv", search), officer, { fileName: "Cơ sở", table, rows: [] }).text();
    await downloadTable(visitor("csv", ""), officer, { fileName: "Cơ sở", table, rows: [] }).text();
    expect(runningTasks.size).toBe(before);
  });
});

function endlessRows() {
  const state = { count: 0 };
  let end: () => void;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  async function* rows(): AsyncGenerator<TableValues> {
    try {
      for (;;) yield [`Cơ sở số ${state.count}`, state.count++];
    } finally {
      end();
    }
  }
  return { rows: rows(), state, ended };
}
