import { aliasedTable, and, asc, desc, eq, inArray, like, type SQL, sql } from "drizzle-orm";
import type { Queryable } from "#app/db/client.server.ts";
import {
  accounts,
  courseRuns,
  courses,
  nominations,
  nomineeListRows,
  nomineeLists,
  providers,
  seatAllotments,
  wards,
} from "#app/db/schema/index.ts";
import { searchKey } from "#app/vietnamese/text.ts";
import type { LeaderActor, OfficeActor } from "../actor.ts";
import { NotFound } from "../errors.ts";
import type { ListStatus } from "./schema.ts";

/** Who may read a ward's lists. */
export type ListReader = OfficeActor | LeaderActor;

const proposers = aliasedTable(accounts, "proposers");
const deciders = aliasedTable(accounts, "deciders");

/** What a list prints of its ward: what was kept when it was issued, before that what the ward is called now. */
const printed = {
  wardCode: sql<string>`coalesce(${nomineeLists.wardCode}, ${wards.code})`,
  wardName: sql<string>`coalesce(${nomineeLists.wardName}, ${wards.name})`,
  placeName: sql<string>`coalesce(${nomineeLists.placeName}, ${wards.placeName})`,
  letterSymbol: sql<string>`coalesce(${nomineeLists.letterSymbol}, ${wards.letterSymbol})`,
};

/** One page of the ward's lists, the run that starts last first. */
export async function listLists(
  db: Queryable,
  actor: ListReader,
  page: { search: string; statuses: readonly ListStatus[] | null; page: number; pageSize: number },
) {
  const { search, statuses, pageSize } = page;
  const shown: SQL | undefined = and(
    eq(nomineeLists.wardId, actor.wardId),
    statuses ? inArray(nomineeLists.status, [...statuses]) : undefined,
    search ? like(courses.searchKey, `%${searchKey(search)}%`) : undefined,
  );
  const rows = await db
    .select({
      id: nomineeLists.id,
      runId: nomineeLists.runId,
      courseName: courses.name,
      label: courseRuns.label,
      startsOn: courseRuns.startsOn,
      nominationDeadline: courseRuns.nominationDeadline,
      status: nomineeLists.status,
      seats: seatAllotments.seats,
      seatsTaken: seatAllotments.seatsTaken,
      submittedAt: nomineeLists.submittedAt,
      decidedAt: nomineeLists.decidedAt,
      letterNumber: nomineeLists.letterNumber,
      letterDate: nomineeLists.letterDate,
      letterSymbol: printed.letterSymbol,
      proposedBy: proposers.fullName,
      total: sql<number>`count(*) over ()`.mapWith(Number),
    })
    .from(nomineeLists)
    .innerJoin(wards, eq(wards.id, nomineeLists.wardId))
    .innerJoin(courseRuns, eq(courseRuns.id, nomineeLists.runId))
    .innerJoin(courses, eq(courses.id, courseRuns.courseId))
    .innerJoin(
      seatAllotments,
      and(eq(seatAllotments.wardId, nomineeLists.wardId), eq(seatAllotments.runId, nomineeLists.runId)),
    )
    .leftJoin(proposers, eq(proposers.id, nomineeLists.proposedBy))
    .where(shown)
    .orderBy(desc(courseRuns.startsOn), asc(nomineeLists.id))
    .limit(pageSize)
    .offset((page.page - 1) * pageSize);
  return { rows, total: rows[0]?.total ?? 0 };
}

/**
 * A list with everything of its letter and its run.
 * @throws NotFound for an unknown id and for a list of another ward
 */
export async function getList(db: Queryable, actor: ListReader, listId: string) {
  return found(
    await selectLists(db, and(eq(nomineeLists.wardId, actor.wardId), eq(nomineeLists.id, listId))),
  );
}

/** The ward's list for a run. @throws NotFound also while nobody has been nominated */
export async function getListOfRun(db: Queryable, actor: ListReader, runId: string) {
  return found(
    await selectLists(db, and(eq(nomineeLists.wardId, actor.wardId), eq(nomineeLists.runId, runId))),
  );
}

export type ListHead = Awaited<ReturnType<typeof selectLists>>[number];

function found(lists: ListHead[]): ListHead {
  const [list] = lists;
  if (!list) throw new NotFound();
  return list;
}

/** Lists with their letters and runs; the caller brings the tenant into the condition. */
export function selectLists(db: Queryable, condition: SQL | undefined) {
  return db
    .select({
      id: nomineeLists.id,
      wardId: nomineeLists.wardId,
      runId: nomineeLists.runId,
      status: nomineeLists.status,
      version: nomineeLists.version,
      title: nomineeLists.title,
      submittedAt: nomineeLists.submittedAt,
      submitNote: nomineeLists.submitNote,
      proposedBy: nomineeLists.proposedBy,
      proposerName: proposers.fullName,
      decidedBy: nomineeLists.decidedBy,
      decidedAt: nomineeLists.decidedAt,
      deciderName: deciders.fullName,
      returnComment: nomineeLists.returnComment,
      letterNumber: nomineeLists.letterNumber,
      letterDate: nomineeLists.letterDate,
      signerName: nomineeLists.signerName,
      signerTitle: nomineeLists.signerTitle,
      signingCapacity: nomineeLists.signingCapacity,
      issuedAt: nomineeLists.issuedAt,
      contentHash: nomineeLists.contentHash,
      receivedAt: nomineeLists.receivedAt,
      rosterTemplate: nomineeLists.rosterTemplate,
      runTemplate: courseRuns.rosterTemplate,
      courseName: courses.name,
      label: courseRuns.label,
      startsOn: courseRuns.startsOn,
      endsOn: courseRuns.endsOn,
      place: courseRuns.place,
      nominationDeadline: courseRuns.nominationDeadline,
      providerName: providers.name,
      seats: seatAllotments.seats,
      rowCount: sql<number>`(select count(*)::int from ${nomineeListRows}
        where ${nomineeListRows.listId} = ${nomineeLists.id})`,
      /** Proposals of businesses that the office has not decided; they cannot join a list that is submitted. */
      undecided: sql<number>`(select count(*)::int from ${nominations} where ${nominations.wardId} = ${nomineeLists.wardId}
        and ${nominations.runId} = ${nomineeLists.runId} and ${nominations.status} = 'proposed')`,
      ...printed,
    })
    .from(nomineeLists)
    .innerJoin(wards, eq(wards.id, nomineeLists.wardId))
    .innerJoin(courseRuns, eq(courseRuns.id, nomineeLists.runId))
    .innerJoin(courses, eq(courses.id, courseRuns.courseId))
    .innerJoin(providers, eq(providers.id, courseRuns.providerId))
    .innerJoin(
      seatAllotments,
      and(eq(seatAllotments.wardId, nomineeLists.wardId), eq(seatAllotments.runId, nomineeLists.runId)),
    )
    .leftJoin(proposers, eq(proposers.id, nomineeLists.proposedBy))
    .leftJoin(deciders, eq(deciders.id, nomineeLists.decidedBy))
    .where(condition);
}

/** Who may sign the ward's letters: its leaders. */
export function listSigners(db: Queryable, actor: OfficeActor) {
  return db
    .select({ id: accounts.id, fullName: accounts.fullName, postTitle: accounts.postTitle })
    .from(accounts)
    .where(and(eq(accounts.wardId, actor.wardId), eq(accounts.role, "leader"), eq(accounts.status, "active")))
    .orderBy(asc(accounts.fullName));
}
