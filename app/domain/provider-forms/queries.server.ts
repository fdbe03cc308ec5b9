import { and, asc, desc, eq, isNull, or, sql } from "drizzle-orm";
import type { Queryable } from "#app/db/client.server.ts";
import { courseRuns, providerForms, providers, seatAllotments, wards } from "#app/db/schema/index.ts";
import { type CipherPlace, decryptBytes } from "#app/lib/keys.server.ts";
import type { OfficeActor, ProviderActor } from "../actor.ts";
import { NotFound } from "../errors.ts";
import type { FormChoices, FormMapping } from "./recognise-form.ts";

/** Who has forms: a provider its own, an office those that it uploaded for the providers of its runs. */
export type FormHolder = ProviderActor | OfficeActor;

/** The holder's own forms, which it may change. */
export function heldBy(actor: FormHolder) {
  return actor.role === "office"
    ? eq(providerForms.wardId, actor.wardId)
    : and(eq(providerForms.providerId, actor.providerId), isNull(providerForms.wardId));
}

/** A provider also sees what a ward has put to use for it. No ward sees another's. */
export function visibleTo(actor: FormHolder) {
  if (actor.role === "office") return heldBy(actor);
  const ofWards = and(eq(providerForms.providerId, actor.providerId), eq(providerForms.status, "active"));
  return or(heldBy(actor), ofWards);
}

export function placeOfForm(form: { id: string; providerId: string; wardId: string | null }): CipherPlace {
  return { table: "provider_forms", column: "file", wardId: form.wardId ?? form.providerId, rowId: form.id };
}

/** Every form that the actor sees, the latest first. */
export function listForms(db: Queryable, actor: FormHolder) {
  return db
    .select({
      id: providerForms.id,
      name: providerForms.name,
      fileName: providerForms.fileName,
      provider: providers.name,
      wardName: wards.name,
      status: providerForms.status,
      createdAt: providerForms.createdAt,
    })
    .from(providerForms)
    .innerJoin(providers, eq(providers.id, providerForms.providerId))
    .leftJoin(wards, eq(wards.id, providerForms.wardId))
    .where(visibleTo(actor))
    .orderBy(desc(providerForms.createdAt), desc(providerForms.id))
    .limit(200);
}

/** The forms into which the actor may have the list of a run of this provider written. */
export function listUsableForms(db: Queryable, actor: FormHolder, providerId: string) {
  return db
    .select({ id: providerForms.id, name: providerForms.name })
    .from(providerForms)
    .where(
      and(visibleTo(actor), eq(providerForms.providerId, providerId), eq(providerForms.status, "active")),
    )
    .orderBy(asc(providerForms.name))
    .limit(50);
}

/** A form with its file. @throws NotFound for one that the actor does not see */
export async function getForm(db: Queryable, actor: FormHolder, formId: string) {
  const [row] = await db
    .select()
    .from(providerForms)
    .where(and(visibleTo(actor), eq(providerForms.id, formId)));
  if (!row) throw new NotFound();
  const { fileCipher, choices, mapping, ...form } = row;
  return {
    ...form,
    isOwn: actor.role === "office" ? form.wardId === actor.wardId : form.wardId === null,
    file: decryptBytes(fileCipher, placeOfForm(row)),
    choices: choices as FormChoices,
    mapping: mapping as FormMapping | null,
  };
}

/** Whether a form is still as it was. @throws NotFound as `getForm` */
export async function getFormState(db: Queryable, actor: FormHolder, formId: string) {
  const [form] = await db
    .select({ status: providerForms.status, version: providerForms.version })
    .from(providerForms)
    .where(and(visibleTo(actor), eq(providerForms.id, formId)));
  if (!form) throw new NotFound();
  return form;
}

/** The providers that hold a run in which the ward takes part: those whose forms its office may upload. */
export function listProvidersOfWard(db: Queryable, actor: OfficeActor) {
  return db
    .selectDistinct({ id: providers.id, name: providers.name, key: providers.searchKey })
    .from(seatAllotments)
    .innerJoin(courseRuns, eq(courseRuns.id, seatAllotments.runId))
    .innerJoin(providers, eq(providers.id, courseRuns.providerId))
    .where(eq(seatAllotments.wardId, actor.wardId))
    .orderBy(asc(providers.searchKey));
}

/** How many forms the holder has that are not retired. */
export async function countForms(db: Queryable, actor: FormHolder): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(providerForms)
    .where(and(heldBy(actor), sql`${providerForms.status} <> 'retired'`));
  return row?.count ?? 0;
}
