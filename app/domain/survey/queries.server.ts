import { and, asc, desc, eq, inArray, ne, sql } from "drizzle-orm";
import type { Queryable } from "#app/db/client.server.ts";
import {
  businesses,
  needLines,
  responseDrafts,
  responses,
  skills,
  surveyRounds,
} from "#app/db/schema/index.ts";
import type { Language } from "#app/i18n/languages.ts";
import { todayInVietnam } from "#app/vietnamese/dates.ts";
import { showPhone } from "#app/vietnamese/phone.ts";
import type { InvitationActor } from "../actor.ts";
import { NotFound } from "../errors.ts";
import { type Answer, carryOver, typeAnswer } from "./rules.ts";
import type { NeedStatus, ResponseSource, ResponseStatus, TypedAnswer } from "./schema.ts";

/** A business in a round of its ward: an invitation's own actor, or what an officer answers for. */
export type Respondent = { wardId: string; roundId: string; businessId: string };

const ofRespondent = ({ wardId, roundId, businessId }: Respondent) =>
  and(eq(responses.wardId, wardId), eq(responses.roundId, roundId), eq(responses.businessId, businessId));

const responseColumns = {
  contactName: responses.contactName,
  contactTitle: responses.contactTitle,
  phone: responses.phone,
  workerCount: responses.workerCount,
  femaleCount: responses.femaleCount,
  digitalWorkerCount: responses.digitalWorkerCount,
  noNeed: responses.noNeed,
  note: responses.note,
};

const lineColumns = {
  id: needLines.id,
  position: needLines.position,
  skillId: needLines.skillId,
  level: needLines.level,
  people: needLines.people,
  mode: needLines.mode,
  wantedYear: needLines.wantedYear,
  wantedQuarter: needLines.wantedQuarter,
};

export type AnswerForm = {
  answer: TypedAnswer;
  /** Of the response: a draft does not change it. 0 when nothing was sent yet, and so is the revision. */
  version: number;
  revision: number;
  /** Where the values come from; "previous" and "registry" are to be looked over by the business. */
  origin: "sent" | "previous" | "registry";
  status: ResponseStatus | null;
  /** Who sent last, and how. */
  source: ResponseSource | null;
  returnComment: string | null;
};

export type OwnForm = Omit<AnswerForm, "origin"> & {
  origin: AnswerForm["origin"] | "draft";
  /** Of the draft; 0 when none was saved yet. */
  draftVersion: number;
  /** Null where nothing is saved that was not sent. */
  draftSavedAt: Date | null;
  /** The office wrote down an answer after the draft's form was made: sending the draft replaces it. */
  answeredMeanwhile: boolean;
};

/**
 * What a business's own form starts with: its draft, else as `getAnswerForm`. At most four statements.
 * @throws NotFound
 */
export async function getOwnForm(db: Queryable, actor: InvitationActor, now = new Date()): Promise<OwnForm> {
  const { wardId, roundId, businessId } = actor;
  const form = await getAnswerForm(db, { wardId, roundId, businessId }, now);
  const [draft] = await db
    .select({
      content: responseDrafts.content,
      revision: responseDrafts.revision,
      version: responseDrafts.version,
      savedAt: responseDrafts.savedAt,
    })
    .from(responseDrafts)
    .where(
      and(
        eq(responseDrafts.wardId, wardId),
        eq(responseDrafts.roundId, roundId),
        eq(responseDrafts.businessId, businessId),
      ),
    );
  const draftVersion = draft?.version ?? 0;
  if (!draft?.content) return { ...form, draftVersion, draftSavedAt: null, answeredMeanwhile: false };
  const answer = draft.content as TypedAnswer;
  return {
    ...form,
    answer,
    origin: "draft",
    draftVersion,
    draftSavedAt: draft.savedAt,
    // A page of the business that was read while another one of its own sent is not told that the office did.
    answeredMeanwhile: draft.revision !== form.revision && form.source !== "own",
  };
}

/**
 * What the form of a business starts with for the office: what was sent, else its answer of the round before, else the
 * registry. What the business has typed and not sent is its own and is left out. At most three statements.
 * @throws NotFound when the business or the round is not of the ward
 */
export async function getAnswerForm(
  db: Queryable,
  respondent: Respondent,
  now = new Date(),
): Promise<AnswerForm> {
  const { wardId, roundId, businessId } = respondent;
  const [row] = await db
    .select({
      response: {
        // First: Drizzle takes a joined row whose first column is null for no row.
        id: responses.id,
        ...responseColumns,
        status: responses.status,
        version: responses.version,
        revision: responses.revision,
        source: responses.source,
        returnComment: responses.returnComment,
      },
      registry: {
        contactName: businesses.contactName,
        contactTitle: businesses.contactTitle,
        phone: businesses.phone,
        workerCount: businesses.workerCount,
        femaleCount: businesses.femaleCount,
      },
    })
    .from(businesses)
    .innerJoin(surveyRounds, and(eq(surveyRounds.wardId, businesses.wardId), eq(surveyRounds.id, roundId)))
    .leftJoin(responses, and(eq(responses.roundId, surveyRounds.id), eq(responses.businessId, businesses.id)))
    .where(and(eq(businesses.wardId, wardId), eq(businesses.id, businessId)));
  if (!row) throw new NotFound();
  const { response, registry } = row;
  const known = {
    version: response?.version ?? 0,
    revision: response?.revision ?? 0,
    status: response?.status ?? null,
    source: response?.source ?? null,
    returnComment: response?.returnComment ?? null,
  };
  if (response) {
    const needs = await listLines(db, respondent, response.id, ["open", "partly_met", "met"]);
    return { ...known, answer: typeStored(response, needs), origin: "sent" };
  }
  const previous = await findPreviousAnswer(db, respondent);
  if (previous) {
    const needs = await listLines(db, respondent, previous.id, ["open", "partly_met"]);
    const answer = carryOver(typeStored(previous, needs), todayInVietnam(now));
    return { ...known, answer, origin: "previous" };
  }
  const unknown = { digitalWorkerCount: null, noNeed: false, note: null };
  return { ...known, answer: typeStored({ ...registry, ...unknown }, []), origin: "registry" };
}

/** Lines of a response as they stand now; withdrawn ones left every figure and every form. */
function listLines(db: Queryable, { wardId }: Respondent, responseId: string, statuses: NeedStatus[]) {
  return db
    .select(lineColumns)
    .from(needLines)
    .where(
      and(
        eq(needLines.wardId, wardId),
        eq(needLines.responseId, responseId),
        inArray(needLines.status, statuses),
      ),
    )
    .orderBy(asc(needLines.number));
}

function typeStored(fields: Omit<Answer, "needs">, needs: Answer["needs"]): TypedAnswer {
  return typeAnswer({ ...fields, phone: fields.phone && showPhone(fields.phone), needs });
}

/** The last answer that the business sent in an earlier round of the ward. */
async function findPreviousAnswer(db: Queryable, { wardId, roundId, businessId }: Respondent) {
  const [previous] = await db
    .select({ id: responses.id, ...responseColumns })
    .from(responses)
    .innerJoin(
      surveyRounds,
      and(eq(surveyRounds.wardId, responses.wardId), eq(surveyRounds.id, responses.roundId)),
    )
    .where(
      and(
        eq(responses.wardId, wardId),
        eq(responses.businessId, businessId),
        ne(responses.roundId, roundId),
        inArray(responses.status, ["submitted", "verified"]),
      ),
    )
    .orderBy(desc(surveyRounds.year), desc(surveyRounds.number))
    .limit(1);
  return previous ?? null;
}

/** What was sent, for the receipt. Null while nothing was sent. */
export async function findReceipt(db: Queryable, respondent: Respondent, language: Language) {
  const [response] = await db
    .select({
      id: responses.id,
      ...responseColumns,
      status: responses.status,
      source: responses.source,
      receiptNumber: responses.receiptNumber,
      submittedAt: responses.submittedAt,
      revision: responses.revision,
      late: responses.late,
      returnComment: responses.returnComment,
      hasDraft: sql<boolean>`exists (select from ${responseDrafts} where ${responseDrafts.roundId} = ${responses.roundId}
        and ${responseDrafts.businessId} = ${responses.businessId} and ${responseDrafts.content} is not null)`,
    })
    .from(responses)
    .where(ofRespondent(respondent));
  if (!response) return null;
  const needs = await db
    .select({ ...lineColumns, skill: language === "vi" ? skills.nameVi : skills.nameEn })
    .from(needLines)
    .innerJoin(skills, eq(skills.id, needLines.skillId))
    .where(
      and(
        eq(needLines.wardId, respondent.wardId),
        eq(needLines.responseId, response.id),
        ne(needLines.status, "withdrawn"),
      ),
    )
    .orderBy(asc(needLines.number));
  return { ...response, needs };
}
