import { createHash } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import type { Database } from "#app/db/client.server.ts";
import { newId } from "#app/db/schema/columns.ts";
import { providerForms } from "#app/db/schema/index.ts";
import { inTransaction, onceInTransaction } from "#app/db/transaction.server.ts";
import { encryptBytes } from "#app/lib/keys.server.ts";
import type { ReadOptions } from "#app/spreadsheet/reading/read-workbook.server.ts";
import { normalizeText } from "#app/vietnamese/text.ts";
import { onceBy } from "../actor.ts";
import { recordAudit } from "../audit/commands.server.ts";
import { Conflict, Invalid, NotFound } from "../errors.ts";
import {
  countForms,
  type FormHolder,
  getForm,
  heldBy,
  listProvidersOfWard,
  placeOfForm,
} from "./queries.server.ts";
import { readForm } from "./read-form.server.ts";
import type { FormChoices, FormMapping } from "./recognise-form.ts";
import type { ChangeFormInput, RetireFormInput } from "./schema.ts";

type UploadedForm = {
  idempotencyKey: string;
  name: string | null;
  /** Whose form it is, from an office; a provider uploads its own. */
  providerId: string | null;
  fileName: string;
  bytes: Uint8Array;
} & Pick<ReadOptions, "onProgress">;

const mostForms = 30;

/**
 * Keeps a blank form of a provider, encrypted, to be looked at before it is used; what nobody puts to use within a week
 * is deleted by retention/purge.server.ts. For a provider; for an office on behalf of a provider that holds a run of
 * its ward.
 * @throws Invalid at `file` when it cannot be read or may not be kept, at `providerId` for another provider
 */
export async function uploadForm(
  db: Database,
  actor: FormHolder,
  { bytes, onProgress, ...input }: UploadedForm,
): Promise<{ formId: string }> {
  const { refusal, mapping } = await readForm(bytes, {}, { onProgress });
  if (refusal) throw new Invalid("file", refusal);
  const fileHash = createHash("sha256").update(bytes).digest("base64url");
  return onceInTransaction(db, onceBy(actor, "provider_form.upload", { ...input, fileHash }), async (tx) => {
    if ((await countForms(tx, actor)) >= mostForms) throw new Conflict("forms:errors.tooMany");
    const providerId = actor.role === "provider" ? actor.providerId : input.providerId;
    if (actor.role === "office") {
      const known = await listProvidersOfWard(tx, actor);
      if (!known.some(({ id }) => id === providerId)) throw new Invalid("providerId", "app:errors.choose");
    }
    if (providerId === null) throw new Invalid("providerId", "app:errors.choose");
    const id = newId();
    const wardId = actor.role === "office" ? actor.wardId : null;
    const fileName = normalizeText(input.fileName).slice(0, 200);
    await tx.insert(providerForms).values({
      id,
      providerId,
      wardId,
      accountId: actor.accountId,
      name: input.name ?? fileName.replace(/\.\w+$/, "").slice(0, 100),
      fileName,
      fileCipher: encryptBytes(bytes, placeOfForm({ id, providerId, wardId })),
      choices: {},
      mapping,
    });
    await recordAudit(tx, actor, {
      action: "provider_form.upload",
      entity: "provider_form",
      entityId: id,
      after: { providerId, fileHash, understood: mapping !== null },
    });
    return { formId: id };
  });
}

/**
 * Changes how a form is filled, and puts it to use where `step` is `save`. For the one who uploaded it.
 * @throws NotFound; Conflict when it was changed meanwhile, is retired or may not be filled; Invalid where no list is
 * found that way
 */
export async function changeForm(db: Database, actor: FormHolder, input: ChangeFormInput): Promise<void> {
  const form = await getForm(db, actor, input.formId);
  if (!form.isOwn) throw new NotFound();
  if (form.status === "retired") throw new Conflict("forms:errors.retired");
  if (form.version !== input.version) throw new Conflict("app:errors.changedMeanwhile");
  if (input.firstRow <= input.headerRow) throw new Invalid("firstRow", "forms:errors.firstRow");
  const choices = choicesOf(input, form.choices, form.mapping);
  const { refusal, mapping } = await readForm(form.file, choices);
  if (refusal) throw new Conflict(refusal);
  const status = input.step === "save" ? "active" : form.status;
  if (!mapping && status === "active") throw new Invalid("headerRow", "forms:errors.noList");
  await inTransaction(db, async (tx) => {
    // The version is that of the form that was read above: nothing else needs to be looked at again.
    const written = await tx
      .update(providerForms)
      .set({ name: input.name, choices, mapping, status, version: sql`${providerForms.version} + 1` })
      .where(and(heldBy(actor), eq(providerForms.id, form.id), eq(providerForms.version, form.version)))
      .returning({ id: providerForms.id });
    if (written.length === 0) throw new Conflict("app:errors.changedMeanwhile");
    const fieldsOf = (form: FormMapping | null) => form?.columns.map(({ field }) => field) ?? null;
    await recordAudit(tx, actor, {
      action: "provider_form.change",
      entity: "provider_form",
      entityId: form.id,
      before: { status: form.status, columns: fieldsOf(form.mapping) },
      after: { status, columns: fieldsOf(mapping) },
    });
  });
}

/** Takes a form out of use; what was filled before stays as it is. @throws as `changeForm` */
export async function retireForm(
  db: Database,
  actor: FormHolder,
  { formId, version }: RetireFormInput,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const form = await getForm(tx, actor, formId);
    if (!form.isOwn) throw new NotFound();
    const written = await tx
      .update(providerForms)
      .set({ status: "retired", version: sql`${providerForms.version} + 1` })
      .where(and(heldBy(actor), eq(providerForms.id, formId), eq(providerForms.version, version)))
      .returning({ id: providerForms.id });
    if (written.length === 0) throw new Conflict("app:errors.changedMeanwhile");
    await recordAudit(tx, actor, {
      action: "provider_form.retire",
      entity: "provider_form",
      entityId: formId,
      before: { status: form.status },
      after: { status: "retired" },
    });
  });
}

/** On another sheet or under another header, what was said of columns and cells would mean other ones. */
function choicesOf(input: ChangeFormInput, before: FormChoices, known: FormMapping | null): FormChoices {
  const place = { sheet: input.sheet, headerRow: input.headerRow };
  const isMoved =
    input.sheet !== (known?.sheet ?? before.sheet ?? input.sheet) ||
    input.headerRow !== (known?.headerRows.last ?? before.headerRow ?? input.headerRow);
  if (isMoved) return input.firstRow === known?.firstRow ? place : { ...place, firstRow: input.firstRow };
  const columns = Object.entries(input.columns).map(([name, field]) => [name.slice(1), field]);
  const facts = Object.entries(input.facts).map(([name, chosen]) => [
    name.slice(1).replace("c", ":"),
    chosen,
  ]);
  return {
    ...place,
    firstRow: input.firstRow,
    columns: { ...before.columns, ...Object.fromEntries(columns) },
    facts: { ...before.facts, ...Object.fromEntries(facts) },
  };
}
