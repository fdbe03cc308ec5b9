import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import type { Database } from "#app/db/client.server.ts";
import type { OfficeActor } from "#app/domain/actor.ts";
import { changeReading, discardImport, forgetReading, mendRow } from "#app/domain/imports/adjust.server.ts";
import {
  type ChangeSettingsInput,
  changeReadingInput,
  changeSettingsInput,
  type ImportKind,
  type ImportStepInput,
  importStepInput,
  leaveOut,
  mendRowInput,
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
  const { pathname, search } = new URL(request.url);
  const back = () => redirect(`${pathname.replace(/\.data$/, "")}${search}`);
  switch (posted.intent) {
    case "reading":
      return handleValues(values, changeReadingInput, (input) =>
        changeReading(db, actor, kind, input).then(back),
      );
    case "forget":
      return handleValues(values, importStepInput, (input) =>
        forgetReading(db, actor, kind, input).then(back),
      );
    case "settings":
      return handleValues(values, changeSettingsInput, (input) => settings(db, actor, input).then(back));
    case "leaveOut":
      return handleValues({ ...values, answer: leaveOut, mend: {} }, mendRowInput, (input) =>
        mendRow(db, actor, kind, input).then(back),
      );
    case "takeBack":
      return handleValues({ ...values, takeBack: "true" }, mendRowInput, (input) =>
        mendRow(db, actor, kind, input).then(back),
      );
    case "row":
      return handleValues(values, mendRowInput, (input) => mendRow(db, actor, kind, input).then(back));
    case "undo":
      return handleValues(values, importStepInput, (input) => undo(db, actor, input).then(back));
    case "discard":
      return handleValues(values, importStepInput, (input) =>
        discardImport(db, actor, kind, input).then(() => redirect(uploadPath)),
      );
    default:
      return handleValues(values, saveImportInput, (input) =>
        save(db, actor, input).then(() => redirect(pathname.replace(/\.data$/, ""))),
      );
  }
}
