import { readFile } from "node:fs/promises";
import { and, asc, eq } from "drizzle-orm";
import type { Database } from "#app/db/client.server.ts";
import { businesses, invitations, responses } from "#app/db/schema/index.ts";
import type { BusinessActor, OfficeActor } from "#app/domain/actor.ts";
import { importBusinesses } from "#app/domain/businesses/import-businesses.server.ts";
import { createCluster } from "#app/domain/clusters/commands.server.ts";
import { seedSkills } from "#app/domain/skills/commands.server.ts";
import { linkToken } from "#app/lib/keys.server.ts";
import { findProjectFile } from "#app/lib/project-files.server.ts";
import { seedAccounts, seedWard } from "./demo-accounts.ts";
import { seedCourses } from "./demo-courses.ts";
import { seedSurvey } from "./demo-survey.ts";

/**
 * Almost the businesses of tests/fixtures/co-so-trong-cum.xlsx, and the employers that the lists of nominees there name:
 * whoever tries those files in the demo meets rows that are new, changed and the same.
 */
const businessList = "co-so-cua-phuong.csv";

/**
 * Fills an empty database with the demo ward, through the product's own commands: its cluster, 38 businesses from an
 * office list, two survey rounds, four runs in different states and about 70 people. All fictional.
 * @returns the path of a personal link that nobody has answered yet
 */
export async function seedDemo(db: Database): Promise<{ surveyPath: string }> {
  await seedSkills(db);
  const { ward, provider } = await seedWard(db);
  const { office, leader, trainer } = await seedAccounts(db, {
    wardId: ward.id,
    providerId: provider.id,
    businessId: null,
  });
  const { clusterId } = await createCluster(db, office, {
    idempotencyKey: crypto.randomUUID(),
    name: "Cụm CN-TTCN phường Ngô Mây và xã Đăk Cấm",
    decision: "QĐ 27/QĐ-UBND ngày 17/01/2022",
    area: 62.6,
  });
  const bytes = await readFile(findProjectFile(`drizzle/seed/${businessList}`));
  await importBusinesses(db, office, { clusterId, fileName: businessList, bytes });
  const contact = await seedContact(db, office, provider.id);
  const { openRoundId } = await seedSurvey(db, office);
  await seedCourses(db, { office, leader, trainer, contact });
  return { surveyPath: await findOpenLink(db, openRoundId) };
}

/** The demo's business account belongs to the first business of the list. */
async function seedContact(db: Database, office: OfficeActor, providerId: string): Promise<BusinessActor> {
  const [business] = await db
    .select({ id: businesses.id })
    .from(businesses)
    .where(eq(businesses.wardId, office.wardId))
    .orderBy(asc(businesses.sortKey))
    .limit(1);
  if (!business) throw new Error("the demo workbook brought no business");
  const { contact } = await seedAccounts(db, { wardId: office.wardId, providerId, businessId: business.id });
  return {
    role: "business",
    accountId: contact,
    fullName: "",
    wardId: office.wardId,
    businessId: business.id,
  };
}

/** A link that is worth trying: its business has a tax code, and has neither answered nor begun. */
async function findOpenLink(db: Database, roundId: string): Promise<string> {
  const unanswered = await db
    .select({ id: invitations.id, generation: invitations.generation, responseId: responses.id })
    .from(invitations)
    .innerJoin(businesses, eq(businesses.id, invitations.businessId))
    .leftJoin(
      responses,
      and(eq(responses.roundId, invitations.roundId), eq(responses.businessId, invitations.businessId)),
    )
    .where(eq(invitations.roundId, roundId))
    .orderBy(asc(businesses.sortKey));
  const open = unanswered.find(({ responseId }) => responseId === null);
  if (!open) throw new Error("every business of the demo has answered");
  return `/s/${linkToken(open.id, open.generation)}`;
}
