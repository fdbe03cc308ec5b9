import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import type { Database } from "#app/db/client.server.ts";
import type { OfficeActor } from "#app/domain/actor.ts";
import { changeReading, discardImport, forgetReading, mendRows } from "#app/domain/imports/adjust.server.ts";
import {
  type ChangeSettingsInput,
  changeReadingInput,
  changeSettingsInput,
  type ImportKind,
  type ImportStepInput,
  importStepInput,
  mendRowsInput,
  type SaveImportInput,
  saveImportInput,
} from "#app/domain/imports/schema.ts";
import { handleValues, readForm } from "./forms.server.ts";

/** What differs between the kinds of imports. */
export type ImportCommands = {
  kind: ImportKind;
  /** Where a discarded import leads. */
  uploadPath: string;
  settings(db: Database, actor: OfficeActor, input: ChangeSettingsInput): Promise<unknown>;
  save(db: Database, actor: OfficeActor, input: SaveImportInput): Promise<unknown>;
  undo(db: Database, actor: OfficeActor, input: ImportStepInput): Promise<unknown>;
};

/** The action of an import's page, after its guard: the button that was pressed says which step is meant. */
export async function handleImportStep(
  { request, context: { db } }: ActionFunctionArgs,
  actor: OfficeActor,
  importId: string,
  { kind, uploadPath, settings, save, undo }: ImportCommands,
) {
  const posted = await readForm(request);
  const values = { ...posted, importId };
  const { pathname, searchParams } = new URL(request.url);
  const path = pathname.replace(/\.data$/, "");
  const backTo = (place: string, done?: string) => () =>
    redirect(`${path}${afterStep(searchParams, done)}#${place}`);
  switch (posted.intent) {
    case "reading":
      return handleValues(values, changeReadingInput, (input) =>
        changeReading(db, actor, kind, input).then(backTo("understood")),
      );
    case "forget":
      return handleValues(values, importStepInput, (input) =>
        forgetReading(db, actor, kind, input).then(backTo("understood")),
      );
    case "settings":
      return handleValues(values, changeSettingsInput, (input) =>
        settings(db, actor, input).then(backTo("settings")),
      );
    case "rows":
      return handleValues(values, mendRowsInput, (input) =>
        mendRows(db, actor, kind, input).then(
          backTo("checked", posted.open ? `rows-${posted.open}` : undefined),
        ),
      );
    case "undo":
      return handleValues(values, importStepInput, (input) =>
        undo(db, actor, input).then(() => redirect(path)),
      );
    case "discard":
      return handleValues(values, importStepInput, (input) =>
        discardImport(db, actor, kind, input).then(() => redirect(uploadPath)),
      );
    default:
      return handleValues(values, saveImportInput, (input) =>
        save(db, actor, input).then(() => redirect(path)),
      );
  }
}

/** The page as it was filtered. @param done what the page says about the step that was carried out */
function afterStep(params: URLSearchParams, done?: string): string {
  const next = new URLSearchParams(params);
  next.delete("done");
  if (done) next.set("done", done);
  return next.size > 0 ? `?${next}` : "";
}
