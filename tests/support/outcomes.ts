import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";
import ExcelJS from "exceljs";
import { beforeEach } from "vitest";
import { runSessions } from "#app/db/schema/index.ts";
import { listRunOutcomes } from "#app/domain/outcomes/queries.server.ts";
import { saveOutcomes } from "#app/domain/outcomes/save-outcomes.server.ts";
import { uploadOutcomes } from "#app/domain/outcomes/upload-outcomes.server.ts";
import { getUploadPreview } from "#app/domain/outcomes/uploads.server.ts";
import { downloadProviderRoster } from "#app/domain/rosters/commands.server.ts";
import { writeWorkbook } from "#app/spreadsheet/writing/write-workbook.server.ts";
import { addDays, todayInVietnam } from "#app/vietnamese/dates.ts";
import { addList, otherWard, ownWard } from "./issued-list.ts";
import { insertRun } from "./lists.ts";
import { useWard } from "./ward.ts";

export const today = todayInVietnam(new Date());
export const startsOn = addDays(today, -1);
export const heldOn = (session: number) => addDays(startsOn, session - 1);
export const sessionHeader = (number: number) => {
  const [, month, day] = heldOn(number).split("-");
  return `Buổi ${number} (${day}/${month})`;
};

export type Row = ExcelJS.Row;
export type Sheet = {
  workbook: ExcelJS.Workbook;
  row: (name: string) => Row;
  cell: (name: string, header: string) => ExcelJS.Cell;
};

export function headerOf(sheet: ExcelJS.Worksheet): Map<string, number> {
  const columns = new Map<string, number>();
  for (let number = 1; number <= 12; number += 1)
    sheet.getRow(number).eachCell((cell, column) => columns.set(String(cell.value), column));
  return columns;
}

/**
 * A ward of this file's own (`useWard`) and, before each test, a run of three sessions, yesterday, today and tomorrow,
 * with three people of the own ward and one of another; with what its provider does about their outcomes.
 */
export function useOutcomes() {
  const world = useWard();
  const run = { id: "", listId: "" };

  beforeEach(async () => {
    const { provider, ward } = world.people;
    const days = { startsOn, endsOn: addDays(today, 3), nominationDeadline: addDays(today, -8) };
    const { id } = await insertRun(world.db, { providerId: provider.id, ownerWardId: ward.id, ...days });
    await world.db.insert(runSessions).values(
      [1, 2, 3].map((number) => ({
        runId: id,
        number,
        heldOn: heldOn(number),
        startsAt: "08:00",
        endsAt: "11:00",
      })),
    );
    const { listId } = await addList(world.db, ownWard(world.people), id, [
      { fullName: "Y Krông", birthDate: "1996-02-05", nationalId: null, seat: "reserve" },
      { fullName: "Nguyễn Văn An", birthDate: "1988" },
      { fullName: "A Tik" },
    ]);
    await addList(world.db, otherWard(world.people), id, [{ fullName: "Siu Blăh" }]);
    Object.assign(run, { id, listId });
  });

  /** The roster as the provider has it open. */
  async function openRoster(): Promise<Sheet> {
    const { table, rows } = await downloadProviderRoster(world.db, world.people.trainer, run.id);
    const output = new PassThrough();
    const [bytes] = await Promise.all([buffer(output), writeWorkbook(table, rows, output)]);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
    const sheet = workbook.worksheets[0]!;
    const header = headerOf(sheet);
    const row = (name: string) => {
      let found: Row | undefined;
      sheet.eachRow((each) => {
        if (each.getCell(header.get("Họ và tên")!).value === name) found = each;
      });
      return found!;
    };
    return { workbook, row, cell: (name, label) => row(name).getCell(header.get(label)!) };
  }

  async function send(
    { workbook }: Pick<Sheet, "workbook">,
    { to = run.id, as = world.people.trainer, idempotencyKey = crypto.randomUUID() } = {},
  ) {
    const bytes = new Uint8Array(await workbook.xlsx.writeBuffer());
    const { uploadId } = await uploadOutcomes(world.db, as, {
      idempotencyKey,
      runId: to,
      fileName: "roster.xlsx",
      bytes,
    });
    return uploadId;
  }

  const previewOf = async (uploadId: string) =>
    (await getUploadPreview(world.db, world.people.trainer, { runId: run.id, uploadId })).preview!;

  async function rowOf(uploadId: string, name: string) {
    return (await previewOf(uploadId)).rows.find(({ fullName }) => fullName === name)!;
  }

  async function save(uploadId: string, leave: Record<string, string> = {}, version = 1) {
    const { preview } = await getUploadPreview(world.db, world.people.trainer, { runId: run.id, uploadId });
    return saveOutcomes(world.db, world.people.trainer, order(uploadId, preview?.seen ?? "", leave, version));
  }

  const order = (uploadId: string, seen: string, leave: Record<string, string> = {}, version = 1) => ({
    idempotencyKey: crypto.randomUUID(),
    runId: run.id,
    uploadId,
    version,
    seen,
    mends: {},
    leave,
  });

  const outcomes = async (as: "trainer" | "office" | "outsider" = "trainer") =>
    (await listRunOutcomes(world.db, world.people[as], run.id)).rows;
  const outcomeOf = async (name: string) => (await outcomes()).find(({ fullName }) => fullName === name)!;

  return { world, run, openRoster, send, previewOf, rowOf, save, order, outcomes, outcomeOf };
}
