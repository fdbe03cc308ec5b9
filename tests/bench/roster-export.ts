import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { connect, type Database } from "#app/db/client.server.ts";
import { newId } from "#app/db/schema/columns.ts";
import { nominations, nomineeListRows, people } from "#app/db/schema/index.ts";
import { protectListedId } from "#app/domain/lists/national-id.server.ts";
import { insertList, insertRun } from "#tests/support/lists.ts";
import { createPersonas } from "#tests/support/personas.ts";
import type { Measured } from "./roster-export-process.ts";
import { print, startBenchDatabase } from "./support.ts";

type Scope = { wardId: string; runId: string; businessId: string; accountId: string };
type List = Scope & { listId: string };

/**
 * Rows per second and memory above idle of a ward's roster, from PostgreSQL to an .xlsx that nobody keeps, beside bare
 * exceljs streaming from the same rows (as its manual shows it: `addRow(…).commit()`, without styles and without
 * decryption). Each in a process of its own, the ratio from the same run.
 */
export async function benchRosterExport(): Promise<void> {
  const database = await startBenchDatabase();
  const { db, close } = connect(database.url, { pool: 4 });
  try {
    const list = await makeList(db);
    let stored = 0;
    for (const rows of [1_000, 10_000, 100_000]) {
      await addRows(db, list, stored, rows);
      stored = rows;
      const ours = await measure("ours", database.url, list);
      const bare = await measure("bare", database.url, list);
      print({
        name: "roster-export",
        rows,
        ...labelled("ours", ours),
        ...labelled("bare", bare),
        ratio: round(ours.rowsPerSecond / bare.rowsPerSecond),
      });
    }
  } finally {
    await close();
    await database.stop();
  }
}

async function measure(what: "ours" | "bare", url: string, { listId, wardId }: List): Promise<Measured> {
  const program = fileURLToPath(new URL("./roster-export-process.ts", import.meta.url));
  const child = fork(program, [what, url, listId, wardId], { execArgv: ["--expose-gc", "--import", "tsx"] });
  const [measured] = (await once(child, "message")) as [Measured];
  await once(child, "exit");
  return measured;
}

const round = (value: number) => Math.round(value * 100) / 100;

function labelled(label: string, { rowsPerSecond, peakRss, peakHeap }: Measured) {
  return {
    [`${label}_rows_per_s`]: Math.round(rowsPerSecond),
    [`${label}_peak_rss_mb`]: Math.round(peakRss / 2 ** 20),
    [`${label}_peak_heap_mb`]: Math.round(peakHeap / 2 ** 20),
  };
}

async function makeList(db: Database): Promise<List> {
  const { ward, business, office, provider } = await createPersonas(db);
  const run = await insertRun(db, { providerId: provider.id, ownerWardId: ward.id });
  const scope = { wardId: ward.id, runId: run.id, businessId: business.id, accountId: office.accountId };
  const { listId } = await insertList(db, scope, [{ fullName: "Y Krông" }]);
  return { ...scope, listId };
}

/** Fictional people, their nominations and their rows of the list, in bulk. */
async function addRows(db: Database, list: List, from: number, to: number): Promise<void> {
  const { wardId, runId, businessId, accountId, listId } = list;
  for (let start = from; start < to; start += 2_000) {
    const batch = Array.from({ length: Math.min(2_000, to - start) }, (_, index) => ({
      number: start + index + 1,
      personId: newId(),
      nominationId: newId(),
      rowId: newId(),
    }));
    await db.insert(people).values(
      batch.map(({ personId, number }) => ({
        id: personId,
        wardId,
        fullName: `Người Thử ${number}`,
        searchKey: "",
        sortKey: "",
      })),
    );
    await db.insert(nominations).values(
      batch.map(({ nominationId, personId, number }) => ({
        id: nominationId,
        wardId,
        runId,
        personId,
        businessId,
        status: "reserve" as const,
        source: "office" as const,
        position: number,
        outsideNeedReason: "đo tốc độ",
        proposedBy: accountId,
      })),
    );
    await db.insert(nomineeListRows).values(
      batch.map(({ rowId, nominationId, number }) => ({
        id: rowId,
        wardId,
        listId,
        runId,
        nominationId,
        number,
        seat: "reserve" as const,
        fullName: `Rơ Châm Thị Người Thử ${number}`,
        gender: "female" as const,
        birthDate: `19${60 + (number % 40)}-0${1 + (number % 9)}-1${number % 9}`,
        nationalIdCipher: protectListedId({
          id: rowId,
          wardId,
          nationalId: `062${String(number).padStart(9, "0")}`,
        }),
        nationalIdMasked: "062*****0000",
        phone: `+849${String(number).padStart(8, "0")}`,
        position: "Công nhân vận hành thiết bị",
        qualification: "intermediate" as const,
        employer: `Hợp tác xã Nông sản số ${number % 100}`,
      })),
    );
  }
}
