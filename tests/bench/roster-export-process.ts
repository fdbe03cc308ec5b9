import "#tests/support/environment.ts";
import { Writable } from "node:stream";
import ExcelJS from "exceljs";
import postgres from "postgres";
import { connect } from "#app/db/client.server.ts";
import { readRoster } from "#app/domain/rosters/read-roster.server.ts";
import { listDocument } from "#app/domain/rosters/roster-table.ts";
import { rosterColumns, rosterPresets } from "#app/domain/rosters/template.ts";
import { writeWorkbook } from "#app/spreadsheet/writing/write-workbook.server.ts";

/** One measurement in a process of its own, started by roster-export.ts; the answer goes back as a message. */
export type Measured = { rowsPerSecond: number; peakRss: number; peakHeap: number };

const [what, url = "", listId = "", wardId = ""] = process.argv.slice(2);
const columns = rosterColumns(rosterPresets.standard, { joinsWards: false });
const ward = "phường Đăk Cấm";

const nowhere = () =>
  new Writable({
    write: (_chunk, _encoding, done) => void done(),
  });

/** The product's own way: its query, decryption, table and writer. */
async function exportOurs(): Promise<number> {
  const { db, close } = connect(url, { pool: 2 });
  const table = listDocument(
    {
      title: null,
      courseName: "Vận hành nền tảng IoT",
      label: "khóa 2",
      wardName: ward,
      placeName: "Đăk Cấm",
      letterSymbol: "UBND-VX",
      letterNumber: null,
      letterDate: null,
      signerName: null,
      signerTitle: null,
      signingCapacity: null,
    },
    columns,
  );
  const { rows } = await writeWorkbook(table, readRoster(db, [{ listId, wardId, ward }], columns), nowhere());
  await close();
  return rows;
}

/** A cursor and exceljs's stream writer as its manual shows them: no styles, no decryption, no head and no foot. */
async function exportBare(): Promise<number> {
  const sql = postgres(url, { max: 1 });
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: nowhere(), useStyles: true });
  const sheet = workbook.addWorksheet("Danh sách");
  let rows = 0;
  await sql`select number, full_name, birth_date, gender, national_id_masked, phone, position, employer, qualification, seat
    from nominee_list_rows where list_id = ${listId} order by number`.cursor(1_000, (batch) => {
    for (const row of batch) {
      sheet.addRow(Object.values(row)).commit();
      rows += 1;
    }
  });
  sheet.commit();
  await workbook.commit();
  await sql.end();
  return rows;
}

const run = what === "ours" ? exportOurs : exportBare;
globalThis.gc?.();
const idle = process.memoryUsage();
const measured: Measured = { rowsPerSecond: 0, peakRss: 0, peakHeap: 0 };
const sampling = setInterval(() => {
  const { rss, heapUsed } = process.memoryUsage();
  measured.peakRss = Math.max(measured.peakRss, rss - idle.rss);
  measured.peakHeap = Math.max(measured.peakHeap, heapUsed - idle.heapUsed);
}, 10);
// The first run compiles the code and warms the pages; memory is watched through both, the second is timed.
await run();
const start = performance.now();
const rows = await run();
measured.rowsPerSecond = (rows / (performance.now() - start)) * 1000;
clearInterval(sampling);
process.send?.(measured, () => process.exit(0));
