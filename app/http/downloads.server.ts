import { PassThrough } from "node:stream";
import { writePdf } from "#app/documents/write-pdf.server.ts";
import type { AccountActor } from "#app/domain/actor.ts";
import { type ExportFormat, exportFormats } from "#app/lib/export-formats.ts";
import type {
  TableDescription,
  TableRows,
  TableValues,
  TableWriter,
} from "#app/spreadsheet/writing/table-description.ts";
import { writeCsv } from "#app/spreadsheet/writing/write-csv.server.ts";
import { writeWorkbook } from "#app/spreadsheet/writing/write-workbook.server.ts";
import { normalizeText, searchKey } from "#app/vietnamese/text.ts";
import { beginDownload, type Report } from "./progress.server.ts";

export type TableDownload = {
  /** As people read it, without an ending: "Danh sách cơ sở phường Đăk Cấm". */
  fileName: string;
  /** `plainTable()` of spreadsheet/plain-table.ts for what a list page shows. */
  table: TableDescription;
  /** Read only as fast as the file is taken; the iterator's `return` is called when the download is cancelled. */
  rows: TableRows;
  /** How many they are, where that is known before they are read; of an array it is known. */
  rowCount?: number;
};

const formats: Record<ExportFormat, { type: string; write: TableWriter }> = {
  xlsx: {
    type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    write: writeWorkbook,
  },
  csv: { type: "text/csv; charset=utf-8; header=present", write: writeCsv },
  pdf: { type: "application/pdf", write: writePdf },
};

/** The ending of the URL: the same loader answers `….xlsx`, `….csv` and `….pdf`. */
export function exportFormatOf({ url }: Pick<Request, "url">): ExportFormat {
  const { pathname } = new URL(url);
  // Remix fetches data of `x.csv` from `x.csv.data`.
  return exportFormats.find((format) => pathname.replace(/\.data$/, "").endsWith(`.${format}`)) ?? "xlsx";
}

/**
 * Answers with a file that is written while it is sent, in the format that the URL ends in. For loaders of download
 * routes (`…[.]$format.ts`), after the guard and, where the file has people in it, after `countTry(db, "download", …)`
 * and `recordExport(…)`:
 *
 *     return downloadTable(args.request, actor, { fileName, table, rows, rowCount });
 *
 * Nobody keeps or runs it: an attachment under a CSP that allows nothing, besides `no-store` and `nosniff`, which
 * every answer bears. How long it becomes is not known before its end, so it names no length; the page that asked for
 * it shows how many rows are written (`DownloadLink`). A visitor who goes away ends the rows at once; an error on the
 * way breaks the connection off, so that half a file never looks whole.
 */
export function downloadTable(
  request: Pick<Request, "signal" | "url">,
  actor: AccountActor,
  { fileName, table, rows, rowCount }: TableDownload,
): Response {
  const format = exportFormatOf(request);
  const { type, write } = formats[format];
  const { signal } = request;
  const output = new PassThrough();
  // The error reaches the reader of `output`, which the writer destroys with it; before there is a reader, because the
  // visitor has gone away already, nobody listens, and an error that nobody hears would end the process.
  output.on("error", () => {});
  const report = beginDownload(request, actor, Array.isArray(rows) ? rows.length : rowCount);
  write(table, report ? counted(rows, report) : rows, output, { signal }).then(
    () => report?.({ state: "done" }),
    () => report?.({ state: "failed" }),
  );
  return new Response(bodyOf(output, signal), {
    headers: {
      "Content-Type": type,
      "Content-Disposition": attachment(`${fileName}.${format}`),
      "Content-Security-Policy": "default-src 'none'; sandbox",
    },
  });
}

async function* counted(rows: TableRows, report: Report): AsyncGenerator<TableValues> {
  let count = 0;
  for await (const values of rows) {
    yield values;
    count += 1;
    report({ rows: count });
  }
}

/**
 * Answers with an .xlsx that is made as a whole, under the same rules. Its page follows it from here on: while it waits
 * and is made, to its end, or to a refusal, which problems.server.ts tells it.
 */
export async function downloadBytes(
  request: Pick<Request, "url">,
  actor: AccountActor,
  make: () => Promise<{ fileName: string; bytes: Uint8Array }>,
): Promise<Response> {
  const report = beginDownload(request, actor);
  const { fileName, bytes } = await make();
  report?.({ state: "done" });
  return new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      "Content-Type": formats.xlsx.type,
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
