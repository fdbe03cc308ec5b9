import { and, asc, desc, eq, ne } from "drizzle-orm";
import type { Queryable } from "#app/db/client.server.ts";
import {
  accounts,
  businesses,
  needLines,
  responseRevisions,
  responses,
  skills,
  surveyRounds,
} from "#app/db/schema/index.ts";
import type { Language } from "#app/i18n/languages.ts";
import type { OfficeActor } from "../actor.ts";
import { NotFound } from "../errors.ts";
import { type RevisionContent, revisionChanges } from "./revision-changes.ts";

/** One response as the office reads it; a draft is the business's own and is not in it. */
export async function getResponse(db: Queryable, actor: OfficeActor, responseId: string) {
  const [response] = await db
    .select({
      id: responses.id,
      version: responses.version,
      status: responses.status,
      source: responses.source,
      receiptNumber: responses.receiptNumber,
      submittedAt: responses.submittedAt,
      late: responses.late,
      contactName: responses.contactName,
      contactTitle: responses.contactTitle,
      phone: responses.phone,
      workerCount: responses.workerCount,
      femaleCount: responses.femaleCount,
      digitalWorkerCount: responses.digitalWorkerCount,
      noNeed: responses.noNeed,
      note: responses.note,
      returnComment: responses.returnComment,
      reviewer: accounts.fullName,
      reviewedAt: responses.reviewedAt,
      business: { id: businesses.id, name: businesses.name },
      round: {
        id: surveyRounds.id,
        year: surveyRounds.year,
        number: surveyRounds.number,
        status: surveyRounds.status,
        opensOn: surveyRounds.opensOn,
        closesOn: surveyRounds.closesOn,
        lateUntil: surveyRounds.lateUntil,
      },
    })
    .from(responses)
    .innerJoin(
      businesses,
      and(eq(businesses.wardId, responses.wardId), eq(businesses.id, responses.businessId)),
    )
    .innerJoin(
      surveyRounds,
      and(eq(surveyRounds.wardId, responses.wardId), eq(surveyRounds.id, responses.roundId)),
    )
    .leftJoin(accounts, eq(accounts.id, responses.reviewedBy))
    .where(and(eq(responses.wardId, actor.wardId), eq(responses.id, responseId)));
  if (!response) throw new NotFound();
  return response;
}

/** The need lines of a response as they stand now, withdrawn ones left out. */
export function listResponseLines(db: Queryable, actor: OfficeActor, responseId: string, language: Language) {
  return db
    .select({
      id: needLines.id,
      number: needLines.number,
      position: needLines.position,
      skill: language === "vi" ? skills.nameVi : skills.nameEn,
      level: needLines.level,
      people: needLines.people,
      mode: needLines.mode,
      wantedYear: needLines.wantedYear,
      wantedQuarter: needLines.wantedQuarter,
    })
    .from(needLines)
    .innerJoin(skills, eq(skills.id, needLines.skillId))
    .where(
      and(
        eq(needLines.wardId, actor.wardId),
        eq(needLines.responseId, responseId),
        ne(needLines.status, "withdrawn"),
      ),
    )
    .orderBy(asc(needLines.number));
}

/**
 * Every sending of a response, newest first, each with what it changed against the one before (null: the first), and
 * the names of the skills in them, retired ones too.
 */
export async function listRevisions(
  db: Queryable,
  actor: OfficeActor,
  responseId: string,
  language: Language,
) {
  const stored = await db
    .select({
      revision: responseRevisions.revision,
      source: responseRevisions.source,
      submittedAt: responseRevisions.submittedAt,
      submittedBy: accounts.fullName,
      content: responseRevisions.content,
    })
    .from(responseRevisions)
    .leftJoin(accounts, eq(accounts.id, responseRevisions.submittedBy))
    .where(and(eq(responseRevisions.wardId, actor.wardId), eq(responseRevisions.responseId, responseId)))
    .orderBy(desc(responseRevisions.revision));
  const named = await db
    .select({ id: skills.id, name: language === "vi" ? skills.nameVi : skills.nameEn })
    .from(skills);
  const revisions = stored.map(({ content, ...revision }, index) => {
    const previous = stored[index + 1]?.content;
    const changes = previous
      ? revisionChanges(previous as RevisionContent, content as RevisionContent)
      : null;
    return { ...revision, changes };
  });
  return { revisions, skillNames: Object.fromEntries(named.map(({ id, name }) => [id, name])) };
}
