import { and, eq } from "drizzle-orm";
import type { Database, Transaction } from "#app/db/client.server.ts";
import { workbookImports } from "#app/db/schema/index.ts";
import { inTransaction } from "#app/db/transaction.server.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import type { ReadingChoices } from "#app/spreadsheet/understanding/reading-choices.ts";
import type { ColumnReading } from "#app/spreadsheet/understanding/reading-decisions.ts";
import type { OfficeActor } from "../actor.ts";
import { recordAudit } from "../audit/commands.server.ts";
import { Conflict } from "../errors.ts";
import { forgetLayout, type LayoutSender, rememberLayout } from "./layouts.server.ts";
import { onUnderstood } from "./on-understood.server.ts";
import type {
  ChangeReadingInput,
  ImportKind,
  ImportSettings,
  ImportStepInput,
  MendRowsInput,
} from "./schema.ts";
import {
  lockImport,
  requirePreview,
  type StoredImport,
  sealJson,
  updateImport,
} from "./stored-import.server.ts";
import { forgetUnderstood, requireUnderstood } from "./understand-import.server.ts";
import type { UnderstoodFile } from "./understood-file.ts";

type Looked = { importId: string; version: number };

/**
 * Changes what was decided about a waiting import; the registry stays as it is. The same change sent twice happens
 * once. For the actors and with the errors of `getImport`.
 * @param prepare what the change needs to have understood; it runs before anything is locked, see `onUnderstood`
 * @throws Conflict when it is no preview any more, or was changed since it was looked at; NotUnderstood
 */
export function adjustImport<Prepared>(
  db: Database,
  actor: OfficeActor,
  kind: ImportKind,
  { importId, version }: Looked,
  what: string,
  prepare: (found: StoredImport) => Promise<Prepared>,
  change: (
    tx: Transaction,
    found: StoredImport,
    prepared: Prepared,
  ) => ImportSettings | Promise<ImportSettings>,
): Promise<void> {
  const prepareWaiting = async (found: StoredImport) => {
    requireWaiting(found);
    return prepare(found);
  };
  return onUnderstood(db, actor, { kind, importId }, prepareWaiting, async (tx, found, prepared) => {
    requireWaiting(found);
    const settings = await change(tx, found, prepared);
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

function requireWaiting({ status }: StoredImport): void {
  if (status !== "preview") throw new Conflict("imports:errors.notPreview");
}

/** For changes that do not depend on what the file says. */
export const nothingToPrepare = () => Promise.resolve(null);

/** Which sheet, which header row, what each column means … and keeps it for the sender's next file of this header. */
export function changeReading(
  db: Database,
  actor: OfficeActor,
  kind: ImportKind,
  input: ChangeReadingInput,
): Promise<void> {
  const prepare = async (found: StoredImport) => {
    const { settings, isRead } = readAnew(found.settings, await requireUnderstood(db, kind, found), input);
    const isNew = isRead && canonicalJson(settings.choices) !== canonicalJson(found.settings.choices);
    return { settings, after: isNew ? await requireUnderstood(db, kind, { ...found, settings }) : null };
  };
  return adjustImport(db, actor, kind, input, "reading", prepare, async (tx, found, { settings, after }) => {
    const layoutId = after && (await remember(tx, { ...found, kind }, after));
    return { ...settings, layoutId: layoutId ?? settings.layoutId };
  });
}

/** @returns also whether the reading is one to be remembered */
function readAnew(
  before: ImportSettings,
  { sheet, table, readable }: UnderstoodFile,
  input: ChangeReadingInput,
): { settings: ImportSettings; isRead: boolean } {
  const earlier = before.choices;
  const movesSheet = input.sheet !== "" && input.sheet !== sheet;
  const movesHeader =
    input.headerRow !== null && input.headerRow !== (table?.headerRows.last ?? earlier.headerRow);
  const isMoved = movesSheet || movesHeader;
  const choices: ReadingChoices = {
    ...earlier,
    ...(movesSheet ? { sheet: input.sheet, headerRow: undefined } : {}),
    ...(movesHeader && input.headerRow !== null ? { headerRow: input.headerRow } : {}),
    columns: isMoved ? undefined : chosenColumns(table?.columns ?? readable, earlier, input.columns),
    dayMonth: isMoved ? undefined : chosenDayMonths(input.dayMonth),
    hiddenRows: input.hiddenRows ?? earlier.hiddenRows,
    hiddenColumns: input.hiddenColumns ?? earlier.hiddenColumns,
    oldPhones: input.oldPhones ?? earlier.oldPhones,
    encoding: input.encoding ?? earlier.encoding,
  };
  const settings: ImportSettings = {
    ...before,
    choices: JSON.parse(JSON.stringify(choices)) as ReadingChoices,
    // Row numbers of another sheet mean other rows.
    ...(movesSheet ? { mends: {}, answers: {} } : {}),
  };
  return { settings, isRead: isMoved || choices.columns !== undefined };
}

/** Reads the file again as if nothing had ever been chosen, now and the next time. */
export function forgetReading(
  db: Database,
  actor: OfficeActor,
  kind: ImportKind,
  input: ImportStepInput,
): Promise<void> {
  return adjustImport(db, actor, kind, input, "forget", nothingToPrepare, async (tx, found) => {
    if (found.settings.layoutId !== null) await forgetLayout(tx, found, found.settings.layoutId);
    return { ...found.settings, choices: {}, layoutId: null };
  });
}

/** Mends cells of rows in place, answers what is asked about them, or takes both back. */
export function mendRows(
  db: Database,
  actor: OfficeActor,
  kind: ImportKind,
  input: MendRowsInput,
): Promise<void> {
  return adjustImport(db, actor, kind, input, "rows", nothingToPrepare, (_tx, { settings }) =>
    Object.entries(input.rows).reduce(
      (decided, [name, posted]) => withMendedRow(decided, name.slice(1), posted),
      settings,
    ),
  );
}

function withMendedRow(
  settings: ImportSettings,
  row: string,
  { mend, shown, answer, takeBack }: MendRowsInput["rows"][string],
): ImportSettings {
  const { [row]: cells = {}, ...mends } = settings.mends;
  const { [row]: answered = "", ...answers } = settings.answers;
  if (takeBack) return { ...settings, mends, answers };
  const typed = Object.entries(mend).filter(([field, text]) => text !== (shown[field] ?? ""));
  const mended = { ...cells, ...Object.fromEntries(typed) };
  const chosen = answer === "" ? answered : answer;
  return {
    ...settings,
    mends: Object.keys(mended).length === 0 ? mends : { ...mends, [row]: mended },
    answers: chosen === "" ? answers : { ...answers, [row]: chosen },
  };
}

/**
 * Throws a preview away, with everything that was read, also what this process remembers of it. For the actors and
 * with the errors of `getImport`.
 * @throws Conflict when it is no preview any more, or was changed since it was looked at
 */
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
  forgetUnderstood(input.importId);
}

function remember(
  tx: Transaction,
  sender: LayoutSender,
  { table, header }: UnderstoodFile,
): Promise<string | null> {
  if (!table || header === null) return Promise.resolve(null);
  const columns: ColumnReading<string>[] = table.columns;
  const meanings = Object.fromEntries(columns.map(({ column, field }) => [column, field]));
  return rememberLayout(tx, sender, header, { headerRows: table.headerRows, columns: meanings });
}

/** What differs from how the columns are read, and what was chosen before. */
function chosenColumns(
  columns: readonly ColumnReading<string>[],
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
