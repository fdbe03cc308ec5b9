import { and, eq, getTableColumns, inArray, isNotNull, isNull, max, ne, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Queryable } from "#app/db/client.server.ts";
import {
  nominations,
  nomineeListRows,
  nomineeLists,
  outcomeUploads,
  results,
  wards,
} from "#app/db/schema/index.ts";
import { type LocalDate, todayInVietnam } from "#app/vietnamese/dates.ts";
import type { ProviderActor } from "../actor.ts";
import { listSessions } from "../courses/queries.server.ts";
import { NotFound } from "../errors.ts";
import { digestOfPlan } from "../imports/queries.server.ts";
import { openListedId } from "../lists/national-id.server.ts";
import { getProviderRun } from "../rosters/queries.server.ts";
import { type ListedNominee, matchRows } from "./match-rows.ts";
import { nothingYet } from "./outcome.ts";
import { type PlannedRow, planRows, rowStates } from "./plan-rows.ts";
import { readOutcomes } from "./queries.server.ts";
import { openContent, type UploadContent } from "./upload-content.server.ts";

/** As the page shows the rows: one that is left out last, whatever it would do. */
const shownStates = [...rowStates, "left"] as const;
type ShownState = (typeof shownStates)[number];

/** How many rows a page shows, each with what may be typed and ticked. */
const pageSize = 50;

/** An upload and the run as whose it is asked for. */
export type UploadOfRun = { runId: string; uploadId: string };

/** A roster that the provider has sent back. @throws NotFound for another provider's, and for that of another run */
export async function getUpload(
  db: Queryable,
  actor: ProviderActor,
  { runId, uploadId }: UploadOfRun,
  { lock = false }: { lock?: boolean } = {},
) {
  const other = alias(outcomeUploads, "other_uploads");
  const othersSavedAt = db
    .select({ savedAt: max(other.savedAt) })
    .from(other)
    .where(and(eq(other.runId, outcomeUploads.runId), ne(other.id, outcomeUploads.id)));
  const select = db
    .select({
      ...getTableColumns(outcomeUploads),
      /** When another upload of the run was saved last. */
      otherSavedAt: sql<Date | null>`(${othersSavedAt})`.mapWith(outcomeUploads.savedAt),
    })
    .from(outcomeUploads)
    .where(
      and(
        eq(outcomeUploads.id, uploadId),
        eq(outcomeUploads.runId, runId),
        eq(outcomeUploads.providerId, actor.providerId),
      ),
    )
    .$dynamic();
  const [upload] = await (lock ? select.for("update") : select);
  if (!upload) throw new NotFound();
  return upload;
}

/**
 * An upload as its page shows it: every line with the nominee whom it is about, old and new values, and why it is
 * refused, those first that somebody has to look at; once it is saved, only when. Its `seen` goes back with the order
 * to save it. @throws NotFound
 */
export async function getUploadPreview(db: Queryable, actor: ProviderActor, which: UploadOfRun, page = 1) {
  const { contentCipher, ...upload } = await getUpload(db, actor, which);
  const run = await getProviderRun(db, actor, upload.runId);
  if (contentCipher === null)
    return { upload, run, keysLost: false, notes: [], savedSince: null, preview: null };
  const content = openContent({ ...upload, contentCipher });
  const { planned, seen } = await planUpload(db, upload, run, content);
  const left = new Set(content.left);
  const rows = planned.map(({ nominee, attendance: _a, result: _r, ...row }) => ({
    ...row,
    state: left.has(row.rowNumber) ? ("left" as const) : row.state,
    fullName: nominee?.listed.fullName ?? row.fullName,
    ward: nominee?.ward ?? null,
  }));
  rows.sort(
    (a, b) =>
      shownStates.indexOf(a.state) - shownStates.indexOf(b.state) ||
      Number(b.differences.length > 0) - Number(a.differences.length > 0) ||
      a.rowNumber - b.rowNumber,
  );
  const counts = countStates(rows);
  const differing = rows.filter(({ differences }) => differences.length > 0).length;
  return {
    upload,
    run,
    keysLost: content.keys === null,
    notes: content.notes ?? [],
    savedSince: savedSince(content.keys?.madeAt ?? null, upload.otherSavedAt),
    preview: { ...pageOf(rows, page), counts, seen, differing },
  };
}

/** A page beyond the last is the last. */
function pageOf<Row>(rows: readonly Row[], wanted: number) {
  const page = Math.min(wanted, Math.max(1, Math.ceil(rows.length / pageSize)));
  return { rows: rows.slice((page - 1) * pageSize, page * pageSize), page, pageSize, total: rows.length };
}

/** When another file of the run was saved, if that was after this one was made: it may bring old values back. */
function savedSince(madeAt: string | null, otherSavedAt: Date | null): Date | null {
  return madeAt !== null && otherSavedAt && otherSavedAt > new Date(madeAt) ? otherSavedAt : null;
}

export type UploadPreview = NonNullable<Awaited<ReturnType<typeof getUploadPreview>>["preview"]>;

function countStates(rows: readonly { state: ShownState }[]): Record<ShownState, number> {
  const counts = { changed: 0, wrong: 0, refused: 0, same: 0, left: 0 };
  for (const { state } of rows) counts[state] += 1;
  return counts;
}

/**
 * What saving the upload now would do, compared with the lists and the results as they stand.
 * @returns with the digest of all of it, where another one says that a preview is old, and the same for other rows
 * that are left out
 */
export async function planUpload(
  db: Queryable,
  { runId, providerId }: { runId: string; providerId: string },
  { startsOn }: { startsOn: LocalDate },
  { keys, rows, left = [] }: UploadContent,
) {
  const sessions = await listSessions(db, runId);
  const nominees = await listNominees(db, runId);
  const certificates = await findCertificates(db, providerId, rows);
  const today = todayInVietnam(new Date());
  const plan = (some: UploadContent["rows"]) =>
    planRows(some, matchRows(some, nominees, keys), { startsOn, sessions, certificates, today });
  // A row that is left out neither stands for its person nor holds a number.
  const planWithout = (left: readonly number[]): PlannedRow[] => {
    const out = new Set(left);
    const isOut = ({ rowNumber }: { rowNumber: number }) => out.has(rowNumber);
    return [...plan(rows.filter((row) => !isOut(row))), ...plan(rows.filter(isOut))];
  };
  const planned = planWithout(left);
  const seen = digestOfPlan(planned.map(({ nominee, ...row }) => [nominee?.nominationId ?? null, row]));
  return { planned, seen, planWithout };
}

/** Everybody on an issued list of the run. The caller has looked the run up for its provider. */
async function listNominees(db: Queryable, runId: string): Promise<ListedNominee[]> {
  const rows = await db
    .select({
      id: nomineeListRows.id,
      wardId: nomineeListRows.wardId,
      ward: sql<string>`coalesce(${nomineeLists.wardName}, ${wards.name})`,
      listId: nomineeListRows.listId,
      listVersion: nomineeLists.version,
      nominationId: nomineeListRows.nominationId,
      fullName: nomineeListRows.fullName,
      birthDate: nomineeListRows.birthDate,
      gender: nomineeListRows.gender,
      phone: nomineeListRows.phone,
      email: nomineeListRows.email,
      position: nomineeListRows.position,
      qualification: nomineeListRows.qualification,
      employer: nomineeListRows.employer,
      taxCode: nomineeListRows.taxCode,
      seat: nomineeListRows.seat,
      nationalIdCipher: nomineeListRows.nationalIdCipher,
      isWithdrawn: sql<boolean>`${nominations.status} in ('withdrawn', 'not_eligible')`,
    })
    .from(nomineeListRows)
    .innerJoin(
      nomineeLists,
      and(eq(nomineeLists.wardId, nomineeListRows.wardId), eq(nomineeLists.id, nomineeListRows.listId)),
    )
    .innerJoin(
      nominations,
      and(eq(nominations.wardId, nomineeListRows.wardId), eq(nominations.id, nomineeListRows.nominationId)),
    )
    .innerJoin(wards, eq(wards.id, nomineeListRows.wardId))
    .where(and(eq(nomineeListRows.runId, runId), inArray(nomineeLists.status, ["issued", "received"])));
  const outcomes = await readOutcomes(
    db,
    rows.map(({ nominationId }) => nominationId),
  );
  return rows.map(
    ({ id, wardId, listId, listVersion, nominationId, isWithdrawn, nationalIdCipher, ...row }) => ({
      rowId: id,
      wardId,
      ward: row.ward,
      listId,
      listVersion,
      nominationId,
      isWithdrawn,
      listed: { ...row, nationalId: openListedId({ id, wardId, nationalIdCipher }) },
      outcome: outcomes.get(nominationId) ?? nothingYet,
    }),
  );
}

/** Which of the certificate numbers in the file the provider has given already, and to which nomination. */
async function findCertificates(
  db: Queryable,
  providerId: string,
  rows: UploadContent["rows"],
): Promise<Map<string, string>> {
  const numbers = rows.flatMap(({ cells }) => cells.certificateNumber ?? []);
  const taken = await db
    .select({ number: results.certificateNumber, nominationId: results.nominationId })
    .from(results)
    .where(
      and(
        eq(results.providerId, providerId),
        isNull(results.voidedAt),
        isNotNull(results.certificateNumber),
        inArray(results.certificateNumber, numbers),
      ),
    );
  return new Map(taken.map(({ number, nominationId }) => [number ?? "", nominationId]));
}
