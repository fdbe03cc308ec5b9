import { eq } from "drizzle-orm";
import type { Database } from "#app/db/client.server.ts";
import { newId } from "#app/db/schema/columns.ts";
import {
  courseRuns,
  courses,
  nominations,
  nomineeLists,
  people,
  seatAllotments,
} from "#app/db/schema/index.ts";
import { protectNationalId } from "#app/domain/people/national-id.server.ts";
import { addDays, todayInVietnam } from "#app/vietnamese/dates.ts";
import { nameSortKey } from "#app/vietnamese/names.ts";
import { searchKey } from "#app/vietnamese/text.ts";

type RunOptions = { providerId: string; ownerWardId: string; course?: string } & Partial<
  typeof courseRuns.$inferInsert
>;

/** An open run in a month, straight into the tables: for tests whose subject is what comes after nominating. */
export async function insertRun(db: Database, { course = "Vận hành nền tảng IoT", ...values }: RunOptions) {
  const name = `${course} ${crypto.randomUUID().slice(0, 8)}`;
  const today = todayInVietnam(new Date());
  const [inserted] = await db
    .insert(courses)
    .values({ name, searchKey: searchKey(name) })
    .returning();
  const [run] = await db
    .insert(courseRuns)
    .values({
      courseId: inserted!.id,
      label: "khóa 2",
      startsOn: addDays(today, 30),
      endsOn: addDays(today, 34),
      place: "Trung tâm đào tạo VNPT (hư cấu)",
      nominationDeadline: addDays(today, 10),
      seats: 200,
      status: "open",
      ...values,
    })
    .returning();
  return { ...run!, courseName: name };
}

/** Somebody fictional. What a test is about is given; the rest is what a whole record has. */
export type Nominee = {
  fullName: string;
  seat?: "primary" | "reserve";
  nationalId?: string | null;
  birthDate?: string | null;
  gender?: "male" | "female" | null;
  phone?: string | null;
  outsideNeedReason?: string;
};

/** Seats of a ward in a run and its draft list with these nominations, in this order. */
export async function insertList(
  db: Database,
  scope: { wardId: string; runId: string; businessId: string; accountId: string },
  nominees: readonly Nominee[],
) {
  const { wardId, runId, businessId, accountId } = scope;
  const primaries = nominees.filter(({ seat }) => seat !== "reserve").length;
  await db.insert(seatAllotments).values({ wardId, runId, seats: primaries, seatsTaken: primaries });
  const [list] = await db.insert(nomineeLists).values({ wardId, runId }).returning();
  const rows = nominees.map((nominee, index) => personAndNomination(scope, nominee, index + 1));
  await db.insert(people).values(rows.map(({ person }) => person));
  await db
    .insert(nominations)
    .values(
      rows.map(({ nomination }) => ({ ...nomination, wardId, runId, businessId, proposedBy: accountId })),
    );
  return { listId: list!.id, nominationIds: rows.map(({ nomination }) => nomination.id) };
}

let lastNumber = 0;

function personAndNomination(
  { wardId, businessId }: { wardId: string; businessId: string },
  nominee: Nominee,
  position: number,
) {
  const personId = newId();
  lastNumber += 1;
  const { nationalId = `0620900${String(lastNumber).padStart(5, "0")}` } = nominee;
  return {
    person: {
      id: personId,
      wardId,
      businessId,
      fullName: nominee.fullName,
      searchKey: searchKey(nominee.fullName),
      sortKey: nameSortKey(nominee.fullName),
      gender: nominee.gender === undefined ? ("male" as const) : nominee.gender,
      birthDate: nominee.birthDate === undefined ? "1990-09-05" : nominee.birthDate,
      phone: nominee.phone === undefined ? "+84912345678" : nominee.phone,
      position: "Công nhân vận hành",
      qualification: "intermediate" as const,
      ...(nationalId ? protectNationalId({ wardId, personId, nationalId }) : {}),
    },
    nomination: {
      id: newId(),
      personId,
      status: nominee.seat ?? ("primary" as const),
      source: "office" as const,
      position,
      outsideNeedReason: nominee.outsideNeedReason ?? "Không thuộc đợt khảo sát",
    },
  };
}

export async function listState(db: Database, listId: string) {
  const [list] = await db.select().from(nomineeLists).where(eq(nomineeLists.id, listId));
  return list!;
}
