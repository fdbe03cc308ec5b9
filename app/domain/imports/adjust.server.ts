import { and, eq } from "drizzle-orm";
import type { Database, Transaction } from "#app/db/client.server.ts";
import { workbookImports } from "#app/db/schema/index.ts";
import { inTransaction } from "#app/db/transaction.server.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import type { ReadingChoices } from "#app/spreadsheet/understanding/reading-choices.ts";
import type { Sheet } from "#app/spreadsheet/workbook.ts";
import type { OfficeActor } from "../actor.ts";
import { recordAudit } from "../audit/commands.server.ts";
import { Conflict } from "../errors.ts";
import { forgetLayout, type LayoutSender, rememberLayout } from "./layouts.server.ts";
import { findReadSheet, listReadableColumns, type UnderstoodTable, understandFile } from "./read-table.ts";
import type {
  ChangeReadingInput,
  ImportKind,
  ImportSettings,
  ImportStepInput,
  MendRowInput,
} from "./schema.ts";
import {
  lockImport,
  requirePreview,
  type StoredImport,
  sealJson,
  updateImport,
} from "./stored-import.server.ts";

type Looked = { importId: string; version: number };

/**
 * Changes what was decided about a waiting import; the registry stays as it is. The same change sent twice happens
 * once. For the actors and with the errors of `getImport`.
 * @throws Conflict when it is no preview any more, or was changed since it was looked at
 */
export async function adjustImport(
  db: Database,
  actor: OfficeActor,
  kind: ImportKind,
  { importId, version }: Looked,
  what: string,
  change: (tx: Transaction, found: StoredImport) => ImportSettings | Promise<ImportSettings>,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const found = await lockImport(tx, actor, kind, importId);
    if (found.status !== "preview") throw new Conflict("imports:errors.notPreview");
    const settings = await change(tx, found);
    if (canonicalJson(settings) === canonicalJson(found.settings)) return;
    requirePreview(found, version);
    await updateImport(tx, found, {
      settingsCipher: await sealJson({ wardId: found.wardId, importId }, "settings", settings),
    });
    await recordAudit(tx, actor, {
      action: "import.change",
      entity: "workbook_import",
      entityId: importId,
      after: { what, version: found.version + 1 },
    });
  });
}

/** Which sheet, which header row, what each column means … and keeps it for the sender's next file of this header. */
export function changeReading(
  db: Database,
  actor: OfficeActor,
  kind: ImportKind,
  input: ChangeReadingInput,
): Promise<void> {
  return adjustImport(db, actor, kind, input, "reading", async (tx, found) => {
    const { sheets } = requireFile(found);
    const before = understandFile(kind, sheets, found.settings);
    const { choices: earlier } = found.settings;
    const movesSheet = input.sheet !== "" && input.sheet !== findReadSheet(sheets, earlier, before)?.name;
    const movesHeader =
      input.headerRow !== null && input.headerRow !== (before?.headerRows.last ?? earlier.headerRow);
    const isMoved = movesSheet || movesHeader;
    const columns = before?.columns ?? listReadableColumns(kind, sheets, earlier);
    const choices: ReadingChoices = {
      ...earlier,
      ...(movesSheet ? { sheet: input.sheet, headerRow: undefined } : {}),
      ...(movesHeader && input.headerRow !== null ? { headerRow: input.headerRow } : {}),
      columns: isMoved ? undefined : chosenColumns(columns, earlier, input.columns),
      dayMonth: isMoved ? undefined : chosenDayMonths(input.dayMonth),
      hiddenRows: input.hiddenRows ?? earlier.hiddenRows,
      hiddenColumns: input.hiddenColumns ?? earlier.hiddenColumns,
      oldPhones: input.oldPhones ?? earlier.oldPhones,
      encoding: input.encoding ?? earlier.encoding,
    };
    const settings: ImportSettings = {
      ...found.settings,
      choices: JSON.parse(JSON.stringify(choices)) as ReadingChoices,
      // Row numbers of another sheet mean other rows.
      ...(movesSheet ? { mends: {}, answers: {} } : {}),
    };
    if (canonicalJson(settings.choices) === canonicalJson(found.settings.choices)) return settings;
    const after = understandFile(kind, sheets, settings);
    const layoutId =
      after && (isMoved || choices.columns) ? await remember(tx, { ...found, kind }, sheets, after) : null;
    return { ...settings, layoutId: layoutId ?? found.settings.layoutId };
  });
}

/** Reads the file again as if nothing had ever been chosen, now and the next time. */
export function forgetReading(
  db: Database,
  actor: OfficeActor,
  kind: ImportKind,
  input: ImportStepInput,
): Promise<void> {
  return adjustImport(db, actor, kind, input, "forget", async (tx, found) => {
    if (found.settings.layoutId !== null) await forgetLayout(tx, found, found.settings.layoutId);
    return { ...found.settings, choices: {}, layoutId: null };
  });
}

/** Mends cells of one row in place, answers what is asked about it, or takes both back. */
export function mendRow(
  db: Database,
  actor: OfficeActor,
  kind: ImportKind,
  input: MendRowInput,
): Promise<void> {
  return adjustImport(db, actor, kind, input, "row", (_tx, { settings }) => {
    const row = String(input.rowNumber);
    const { [row]: cells = {}, ...mends } = settings.mends;
    const { [row]: answer = "", ...answers } = settings.answers;
    if (input.takeBack) return { ...settings, mends, answers };
    const typed = Object.entries(input.mend).filter(([field, text]) => text !== input.shown[field]);
    const mended = { ...cells, ...Object.fromEntries(typed) };
    const answered = input.answer === "" ? answer : input.answer;
    return {
      ...settings,
      mends: Object.keys(mended).length === 0 ? mends : { ...mends, [row]: mended },
      answers: answered === "" ? answers : { ...answers, [row]: answered },
    };
  });
}

/** Throws a preview away, with everything that was read. */
export async function discardImport(
  db: Database,
  actor: OfficeActor,
  kind: ImportKind,
  input: ImportStepInput,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const found = await lockImport(tx, actor, kind, input.importId);
    requirePreview(found, input.version);
    await tx
      .delete(workbookImports)
      .where(and(eq(workbookImports.wardId, actor.wardId), eq(workbookImports.id, found.id)));
    await recordAudit(tx, actor, { action: "import.discard", entity: "workbook_import", entityId: found.id });
  });
}

/** @throws Conflict once the file was purged */
export function requireFile({ file }: Pick<StoredImport, "file">) {
  if (!file) throw new Conflict("imports:errors.purged");
  return file;
}

function remember(
  tx: Transaction,
  sender: LayoutSender,
  sheets: readonly Sheet[],
  { sheet: name, headerRows, columns }: UnderstoodTable,
): Promise<string | null> {
  const sheet = sheets.find((each) => each.name === name);
  if (!sheet || headerRows.last === 0) return Promise.resolve(null);
  const meanings = Object.fromEntries(columns.map(({ column, field }) => [column, field]));
  return rememberLayout(tx, sender, sheet, { headerRows, columns: meanings });
}

/** What differs from how the columns are read, and what was chosen before. */
function chosenColumns(
  columns: UnderstoodTable["columns"],
  { columns: before = {} }: ReadingChoices,
  posted: Record<string, string>,
): ReadingChoices["columns"] {
  const chosen = columns.flatMap(({ column, field }) => {
    const text = posted[`c${column}`];
    if (text === undefined) return column in before ? [[column, before[column] ?? null] as const] : [];
    const isChosen = (field ?? "") !== text || column in before;
    return isChosen ? [[column, text === "" ? null : text] as const] : [];
  });
  return chosen.length > 0 ? Object.fromEntries(chosen) : undefined;
}

function chosenDayMonths(posted: Record<string, string>): ReadingChoices["dayMonth"] {
  const chosen = Object.entries(posted).flatMap(([name, taken]) =>
    /^c\d+$/.test(name) && (taken === "swapped" || taken === "asWritten")
      ? [[name.slice(1), taken] as const]
      : [],
  );
  return chosen.length > 0 ? Object.fromEntries(chosen) : undefined;
}
