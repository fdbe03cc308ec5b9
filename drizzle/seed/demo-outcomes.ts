import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";
import type { Database } from "#app/db/client.server.ts";
import type { ProviderActor } from "#app/domain/actor.ts";
import { saveOutcomes } from "#app/domain/outcomes/save-outcomes.server.ts";
import { uploadOutcomes } from "#app/domain/outcomes/upload-outcomes.server.ts";
import { getUploadPreview } from "#app/domain/outcomes/uploads.server.ts";
import { downloadProviderRoster } from "#app/domain/rosters/commands.server.ts";
import type { TableRows, TableValues } from "#app/spreadsheet/writing/table-description.ts";
import { writeCsv } from "#app/spreadsheet/writing/write-csv.server.ts";
import { todayInVietnam } from "#app/vietnamese/dates.ts";

/** The provider fills its roster in as far as the course is, and sends it back; the last lines have no result yet. */
export async function sendRosterBack(db: Database, trainer: ProviderActor, runId: string): Promise<void> {
  const { table, rows } = await downloadProviderRoster(db, trainer, runId);
  const headers = table.columns.map(({ header }) => header);
  const output = new PassThrough();
  const [bytes] = await Promise.all([buffer(output), writeCsv(table, fillIn(rows, headers), output)]);
  const { uploadId } = await uploadOutcomes(db, trainer, {
    idempotencyKey: crypto.randomUUID(),
    runId,
    fileName: "danh-sach-lop.csv",
    bytes,
  });
  const { upload, preview } = await getUploadPreview(db, trainer, { runId, uploadId });
  await saveOutcomes(db, trainer, {
    idempotencyKey: crypto.randomUUID(),
    runId,
    uploadId,
    version: upload.version,
    seen: preview?.seen ?? "",
    mends: {},
    leave: {},
  });
}

async function* fillIn(rows: TableRows, headers: readonly string[]): AsyncGenerator<TableValues> {
  let line = 0;
  for await (const values of rows) {
    yield values.map((value, column) => filledIn(headers[column] ?? "", line) ?? value);
    line += 1;
  }
}

const withResult = 6;

/** What the provider writes into a cell; null where it leaves the cell alone. */
function filledIn(header: string, line: number): string | null {
  const session = /^Buổi (\d+)/.exec(header)?.[1];
  if (session) return (line + Number(session)) % 5 === 4 ? "Vắng có phép" : "Có mặt";
  if (line >= withResult) return null;
  const hasPassed = line !== 3;
  if (header === "Kết quả") return hasPassed ? "Đạt" : "Không đạt";
  if (header === "Số chứng nhận") return hasPassed ? `ATTT-2026-${String(line + 1).padStart(3, "0")}` : null;
  return header === "Ngày cấp" && hasPassed ? todayInVietnam(new Date()) : null;
}
