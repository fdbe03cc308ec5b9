import { PassThrough } from "node:stream";
import type { TableDescription, TableValues } from "#app/spreadsheet/table-description.ts";
import { writeWorkbook } from "#app/spreadsheet/write-workbook.server.ts";
import { normalizeText, searchKey } from "#app/vietnamese/text.ts";

export type WorkbookDownload = {
  /** As people read it, without an ending: "Danh sách cơ sở phường Đăk Cấm". */
  fileName: string;
  /** `plainTable()` of spreadsheet/plain-table.ts for what a list page shows. */
  table: TableDescription;
  /** Read only as fast as the file is taken; the iterator's `return` is called when the download is cancelled. */
  rows: AsyncIterable<TableValues> | Iterable<TableValues>;
};

/**
 * Answers with an .xlsx that is written while it is sent. For loaders of resource routes (`….xlsx.ts`), after the
 * guard and, where the file has people in it, after `countTry(db, "download", …)` and `recordExport(…)`:
 *
 *     return downloadWorkbook(args.request, { fileName, table, rows });
 *
 * Nobody keeps or runs it: an attachment under a CSP that allows nothing, besides `no-store` and `nosniff`, which
 * every answer bears. A visitor who goes away ends the rows at once; an error on the way breaks the connection off,
 * so that half a file never looks whole.
 */
export function downloadWorkbook(
  { signal }: Pick<Request, "signal">,
  { fileName, table, rows }: WorkbookDownload,
): Response {
  const output = new PassThrough();
  // The error reaches the reader of `output`, which writeWorkbook destroys with it.
  writeWorkbook(table, rows, output, { signal }).catch(() => {});
  return new Response(bodyOf(output, signal), {
    headers: {
      "Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "Content-Disposition": attachment(`${fileName}.xlsx`),
      "Content-Security-Policy": "default-src 'none'; sandbox",
    },
  });
}

/** One chunk for each that is asked for, so that the reader's pace reaches the rows. */
function bodyOf(output: PassThrough, signal: AbortSignal): ReadableStream<Uint8Array> {
  const chunks: AsyncIterator<Buffer> = output[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await chunks.next();
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          // Somebody who has gone away is no failure of ours, and is not logged as one.
          if (signal.aborted) controller.close();
          else controller.error(error);
        }
      },
      cancel: () => void output.destroy(),
    },
    { highWaterMark: 0 },
  );
}

/** RFC 6266: the name in UTF-8 (RFC 5987) for browsers, and without accents for what does not read that. */
export function attachment(fileName: string): string {
  const name = normalizeText(fileName.replace(/[\\/:*?"<>|]/g, " "));
  const [stem = "", ending = ""] = [name.replace(/\.\w+$/, ""), /\.\w+$/.exec(name)?.[0]];
  const plain = `${
    searchKey(stem)
      .replaceAll(" ", "-")
      .replace(/[^\x20-\x7e]/g, "") || "tep"
  }${ending}`;
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
