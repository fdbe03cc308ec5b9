import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { businesses, invitations, responseDrafts, responses } from "#app/db/schema/index.ts";
import { listEntries } from "#app/domain/audit/queries.server.ts";
import { Conflict, NotFound } from "#app/domain/errors.ts";
import { createRound } from "#app/domain/rounds/commands.server.ts";
import { countInvitations, listInvitations } from "#app/domain/rounds/invitations.server.ts";
import { openRound } from "#app/domain/rounds/open-round.server.ts";
import { getInvitation, listLetters } from "#app/domain/rounds/personal-links.server.ts";
import type { InvitationFilter } from "#app/domain/rounds/schema.ts";
import {
  logReminder,
  markInvitationsSent,
  renewInvitationLink,
} from "#app/domain/rounds/send-invitations.server.ts";
import { hashToken } from "#app/lib/keys.server.ts";
import { requestContext, runInRequestContext } from "#app/lib/request-context.server.ts";
import { textSortKey } from "#app/vietnamese/names.ts";
import { searchKey } from "#app/vietnamese/text.ts";
import { useWard } from "#tests/support/ward.ts";

const world = useWard();
const everything: InvitationFilter = { q: null, state: null, cluster: null };
const firstPage = { sort: "name", descending: false, page: 1, pageSize: 50 };
const now = new Date("2027-01-10T02:00:00Z");
let number = 1;

async function draftRound() {
  return createRound(world.db, world.people.office, {
    idempotencyKey: crypto.randomUUID(),
    year: 2027,
    number: number++,
    title: "Khảo sát",
    opensOn: "2027-01-04",
    closesOn: "2027-01-31",
    lateUntil: "2027-02-05",
  });
}

async function openedRound() {
  const { roundId } = await draftRound();
  await openRound(world.db, world.people.office, { roundId, version: 1 }, now);
  return roundId;
}

const addBusinesses = (names: string[]) =>
  world.db.insert(businesses).values(
    names.map((name) => ({
      wardId: world.people.ward.id,
      name,
      searchKey: searchKey(name),
      sortKey: textSortKey(name),
      kind: "household" as const,
    })),
  );

const list = (roundId: string, filter: Partial<InvitationFilter> = {}) =>
  listInvitations(world.db, world.people.office, roundId, { ...everything, ...filter }, firstPage);

const send = (roundId: string, filter: Partial<InvitationFilter> = {}) =>
  markInvitationsSent(world.db, world.people.office, {
    ...everything,
    invitationId: null,
    ...filter,
    roundId,
    channel: "zalo",
  });

/** The answer of one business, straight into the table: how it is sent is tested with the survey. */
const answer = (roundId: string, businessId: string, status: "draft" | "submitted" | "returned") => {
  const of = { wardId: world.people.ward.id, roundId, businessId };
  if (status === "draft") return world.db.insert(responseDrafts).values({ ...of, content: {}, savedAt: now });
  return world.db.insert(responses).values({
    ...of,
    status,
    submittedAt: now,
    receiptNumber: `KS-${businessId.slice(-12)}`,
    returnComment: status === "returned" ? "Xin điền số lao động." : null,
  });
};

describe("the invitations of a round", () => {
  test("count and list where each business stands, and a closed business is not waited for", async () => {
    await addBusinesses([
      "Hộ kinh doanh A",
      "Hộ kinh doanh Ă",
      "HTX Đăk Cấm",
      "Cơ sở Y Krông",
      "Cơ sở đã nghỉ",
    ]);
    const roundId = await openedRound();
    const { rows } = await list(roundId);
    const idOf = (name: string) => rows.find((row) => row.business === name)?.businessId ?? "";
    await answer(roundId, idOf("Hộ kinh doanh A"), "draft");
    await answer(roundId, idOf("Hộ kinh doanh Ă"), "submitted");
    await answer(roundId, idOf("HTX Đăk Cấm"), "returned");
    await world.db
      .update(businesses)
      .set({ status: "closed", closedReason: "Nghỉ kinh doanh" })
      .where(sql`id = ${idOf("Cơ sở đã nghỉ")}`);
    const progress = await countInvitations(world.db, world.people.office, roundId);
    expect(progress).toMatchObject({
      draft: 1,
      submitted: 1,
      returned: 1,
      not_sent: 2,
      expected: 5,
      answered: 1,
    });
    expect((await list(roundId, { state: "returned" })).rows.map((row) => row.business)).toEqual([
      "HTX Đăk Cấm",
    ]);
    expect((await list(roundId, { q: "dak cam" })).total).toBe(2);
    const letters = await listLetters(world.db, world.people.office, roundId, { page: 1, pageSize: 50 });
    expect(letters.total).toBe(4);
  });

  test("are marked as sent for all that the list shows, and those sent before keep their day", async () => {
    const roundId = await openedRound();
    expect(await send(roundId, { q: "ho kinh doanh" })).toEqual({ marked: 2 });
    const before = (await list(roundId, { state: "sent" })).rows;
    const { marked } = await send(roundId);
    expect(marked).toBeGreaterThan(0);
    const after = (await list(roundId, { state: "sent" })).rows;
    expect(after.filter((row) => before.some(({ id }) => id === row.id))).toEqual(before);
    expect(await send(roundId)).toEqual({ marked: 0 });
  });

  test("of 1,000 businesses are made in as many statements as those of ten", async () => {
    const { office } = world.people;
    const statementsOf = async () => {
      const { roundId } = await draftRound();
      return runInRequestContext("test", async () => {
        await openRound(world.db, office, { roundId, version: 1 }, now);
        return requestContext()?.statements ?? 0;
      });
    };
    const few = await statementsOf();
    await addBusinesses(Array.from({ length: 1000 }, (_, index) => `Cơ sở số ${index}`));
    expect(await statementsOf()).toBe(few);
    expect(few).toBeLessThanOrEqual(8);
    const roundId = await openedRound();
    expect((await list(roundId, { q: "co so so" })).total).toBe(1000);
  });
});

describe("a personal link", () => {
  test("is known by its hash alone, and the old one dies when it is renewed", async () => {
    const { office } = world.people;
    const roundId = await openedRound();
    const invitationId = (await list(roundId)).rows[0]?.id ?? "";
    await send(roundId, { invitationId });
    const old = await getInvitation(world.db, office, roundId, invitationId);
    const storedHash = async () =>
      (
        await world.db
          .select({ hash: invitations.tokenHash })
          .from(invitations)
          .where(sql`id = ${invitationId}`)
      )[0];
    expect(await storedHash()).toEqual({ hash: hashToken(old.token) });
    await renewInvitationLink(world.db, office, { roundId, invitationId, generation: 1 });
    const renewed = await getInvitation(world.db, office, roundId, invitationId);
    expect(renewed).toMatchObject({ generation: 2, state: "not_sent", sentAt: null });
    expect(await storedHash()).toEqual({ hash: hashToken(renewed.token) });
    expect(renewed.token).not.toBe(old.token);
  });

  test("renewed by two officers at once changes once", async () => {
    const { office, secondOffice } = world.people;
    const roundId = await openedRound();
    const invitationId = (await list(roundId)).rows[0]?.id ?? "";
    const results = await Promise.allSettled(
      [office, secondOffice].map((actor) =>
        renewInvitationLink(world.db, actor, { roundId, invitationId, generation: 1 }),
      ),
    );
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    expect(results.find((result) => result.status === "rejected")).toMatchObject({
      reason: expect.any(Conflict),
    });
  });

  test("counts a reminder once, however often its form arrives", async () => {
    const { office, ward } = world.people;
    const roundId = await openedRound();
    const invitationId = (await list(roundId)).rows[0]?.id ?? "";
    const input = { idempotencyKey: crypto.randomUUID(), roundId, invitationId, channel: "phone" as const };
    await Promise.all(Array.from({ length: 5 }, () => logReminder(world.db, office, input)));
    expect(await getInvitation(world.db, office, roundId, invitationId)).toMatchObject({ reminders: 1 });
    expect((await listEntries(world.db, ward.id, { offset: 0, limit: 1 }))[0]).toMatchObject({
      action: "invitation.remind",
      entityId: invitationId,
    });
  });

  test("of another ward is not found, and nothing of it can be changed", async () => {
    const { outsider } = world.people;
    const roundId = await openedRound();
    const invitationId = (await list(roundId)).rows[0]?.id ?? "";
    const attempts = [
      () => getInvitation(world.db, outsider, roundId, invitationId),
      () => renewInvitationLink(world.db, outsider, { roundId, invitationId, generation: 1 }),
      () =>
        logReminder(world.db, outsider, {
          idempotencyKey: crypto.randomUUID(),
          roundId,
          invitationId,
          channel: "zalo",
        }),
      () =>
        markInvitationsSent(world.db, outsider, {
          ...everything,
          invitationId: null,
          roundId,
          channel: "zalo",
        }),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toThrow(NotFound);
    expect((await listInvitations(world.db, outsider, roundId, everything, firstPage)).total).toBe(0);
  });
});
