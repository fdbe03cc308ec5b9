import type { Database } from "#app/db/client.server.ts";
import { approveList } from "#app/domain/lists/decide-list.server.ts";
import { issueList } from "#app/domain/lists/issue-list.server.ts";
import { submitList } from "#app/domain/lists/submit-list.server.ts";
import { todayInVietnam } from "#app/vietnamese/dates.ts";
import { insertList, listState, type Nominee } from "./lists.ts";
import type { Personas } from "./personas.ts";

type Office = { accountId: string; wardId: string; role: "office"; fullName: string };
/** A ward with those who draw up, sign and issue its lists. */
export type IssuingWard = Pick<Personas, "ward" | "business" | "leader"> & { office: Office };

export const ownWard = (people: Personas): IssuingWard => people;
export const otherWard = (people: Personas): IssuingWard => ({
  ward: people.otherWard,
  business: people.otherBusiness,
  leader: people.outsideLeader,
  office: people.outsider,
});

let lastNumber = 0;

/** A ward's list for a run with these nominees, taken through the product's own commands as far as `until`. */
export async function addList(
  db: Database,
  { ward, business, office, leader }: IssuingWard,
  runId: string,
  nominees: readonly Nominee[],
  { until = "issued" as "draft" | "approved" | "issued" } = {},
): Promise<{ listId: string; nominationIds: string[] }> {
  const scope = { wardId: ward.id, runId, businessId: business.id, accountId: office.accountId };
  const list = await insertList(db, scope, nominees);
  const { listId } = list;
  const step = async () => ({
    idempotencyKey: crypto.randomUUID(),
    listId,
    version: (await listState(db, listId)).version,
  });
  if (until === "draft") return list;
  await submitList(db, office, { ...(await step()), note: "Giấy tờ chỉ ghi năm sinh" });
  await approveList(db, leader, await step());
  if (until === "approved") return list;
  await issueList(db, office, {
    ...(await step()),
    letterNumber: ++lastNumber,
    letterDate: todayInVietnam(new Date()),
    signerId: leader.accountId,
    signingCapacity: "for_chair",
  });
  return list;
}
