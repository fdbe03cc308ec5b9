import { and, asc, eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  auditEntries,
  needLines,
  receiptCounters,
  responseRevisions,
  responses,
  surveyRounds,
} from "#app/db/schema/index.ts";
import type { InvitationActor } from "#app/domain/actor.ts";
import { verifyChain } from "#app/domain/audit/queries.server.ts";
import { Conflict, Invalid, NotFound } from "#app/domain/errors.ts";
import { submitResponse } from "#app/domain/survey/submit-response.server.ts";
import { requestContext, runInRequestContext } from "#app/lib/request-context.server.ts";
import { addDays, endOfLocalDay, todayInVietnam } from "#app/vietnamese/dates.ts";
import {
  answer,
  insertInvitation,
  insertRound,
  insertTaxedBusiness,
  needLine,
  someSkill,
} from "#tests/support/survey.ts";
import { useWard } from "#tests/support/ward.ts";

const world = useWard();
const today = todayInVietnam(new Date());
let skillId: string;
let round: Awaited<ReturnType<typeof insertRound>>;
let actor: InvitationActor;

beforeAll(async () => {
  skillId = await someSkill(world.db);
});
beforeEach(async () => {
  const wardId = world.people.ward.id;
  round = await insertRound(world.db, wardId);
  const business = await insertTaxedBusiness(world.db, wardId, { taxCode: null });
  ({ actor } = await insertInvitation(world.db, { wardId, roundId: round.id, businessId: business.id }));
});

const stored = async (of = actor) => {
  const [row] = await world.db
    .select()
    .from(responses)
    .where(and(eq(responses.roundId, of.roundId), eq(responses.businessId, of.businessId)));
  return row!;
};
const linesOf = (responseId: string) =>
  world.db
    .select()
    .from(needLines)
    .where(eq(needLines.responseId, responseId))
    .orderBy(asc(needLines.number));
const revisionsOf = (responseId: string) =>
  world.db.select().from(responseRevisions).where(eq(responseRevisions.responseId, responseId));
const noonOf = (day: string) => new Date(endOfLocalDay(day).getTime() - 12 * 3600_000);

describe("a business sends its answer", () => {
  test("it gets a receipt of its round, and the ward's chain says so without naming anybody", async () => {
    const sent = await submitResponse(world.db, actor, answer(skillId));
    expect(await stored()).toMatchObject({
      receiptNumber: expect.stringMatching(new RegExp(`^KS-${round.year}-\\d{4}$`)),
      status: "submitted",
      revision: 1,
      late: false,
      source: "own",
    });
    expect(await linesOf(sent.responseId)).toMatchObject([{ number: 1, people: 2, status: "open" }]);
    const [entry] = await world.db
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.action, "response.submit"), eq(auditEntries.entityId, sent.responseId)));
    expect(entry?.actor).toBe(`invitation:${actor.invitationId}`);
    expect(entry?.after).toContain('"workerCount":6');
    expect(entry?.after).not.toContain("H'Bia");
    expect(entry?.after).not.toContain("912345678");
    expect(await verifyChain(world.db, actor.wardId)).toMatchObject({ brokenAt: null });
  });

  test("an honest none counts as answered", async () => {
    const sent = await submitResponse(world.db, actor, answer(skillId, { noNeed: true, needs: [] }));
    expect(await stored()).toMatchObject({ status: "submitted", noNeed: true });
    expect(await linesOf(sent.responseId)).toEqual([]);
  });

  test("the number of its receipt has as many digits as it needs, and each year and ward counts for itself", async () => {
    const wardId = world.people.ward.id;
    const year = round.year + 1;
    await world.db.insert(receiptCounters).values([
      { wardId, year, count: 9_999 },
      { wardId: world.people.otherWard.id, year, count: 3 },
    ]);
    const { id: roundId } = await insertRound(world.db, wardId, { year });
    const { actor: next } = await insertInvitation(world.db, { ...actor, roundId });
    await submitResponse(world.db, next, answer(skillId));
    expect(await stored(next)).toMatchObject({ receiptNumber: `KS-${year}-10000` });
  });

  test("a skill that does not exist is refused at the needs, and nothing is saved", async () => {
    const unknown = answer(crypto.randomUUID());
    await expect(submitResponse(world.db, actor, unknown)).rejects.toThrow(Invalid);
    expect(await stored()).toBeUndefined();
  });

  test("another ward's business or round is not found", async () => {
    const { office, outsider, otherBusiness } = world.people;
    const onBehalf = { ...answer(skillId), roundId: round.id, source: "phone" as const };
    await expect(
      submitResponse(world.db, outsider, { ...onBehalf, businessId: actor.businessId }),
    ).rejects.toThrow(NotFound);
    await expect(
      submitResponse(world.db, office, { ...onBehalf, businessId: otherBusiness.id }),
    ).rejects.toThrow(NotFound);
  });

  test("saving an answer takes at most 12 statements, the same for 1 line and for 30", async () => {
    const count = (lines: number, version: number) =>
      runInRequestContext("test", async () => {
        const needs = Array.from({ length: lines }, () => needLine(skillId));
        await submitResponse(world.db, actor, answer(skillId, { needs, version }));
        return requestContext()?.statements ?? 0;
      });
    const first = await count(1, 0);
    expect(first).toBeLessThanOrEqual(7);
    expect(await count(30, 1)).toBe(first);
  });
});

describe("an answer follows the days of its round", () => {
  test.each([
    ["before the first day it is refused", -2, null],
    ["on the first day it is in time", -1, false],
    ["on the last day it is in time", 10, false],
    ["the day after is late", 11, true],
    ["on the last late day it is late", 15, true],
    ["after that it is refused", 16, null],
  ])("%s", async (_name, days, late) => {
    const sending = submitResponse(world.db, actor, answer(skillId), noonOf(addDays(today, days)));
    if (late === null) {
      await expect(sending).rejects.toThrow(Conflict);
      expect(await stored()).toBeUndefined();
    } else {
      await sending;
      expect(await stored()).toMatchObject({ late });
    }
  });

  test("a round that the office closed takes nothing, whatever its days say", async () => {
    await world.db.update(surveyRounds).set({ status: "closed" }).where(eq(surveyRounds.id, round.id));
    await expect(submitResponse(world.db, actor, answer(skillId))).rejects.toThrow("survey:errors.closed");
  });

  test("who answered in time and corrects after the last day is not late", async () => {
    await submitResponse(world.db, actor, answer(skillId));
    const corrected = answer(skillId, { version: 1, workerCount: 7 });
    await submitResponse(world.db, actor, corrected, noonOf(addDays(today, 12)));
    expect(await stored()).toMatchObject({ late: false, workerCount: 7, revision: 2 });
  });
});

describe("a business corrects its answer", () => {
  test("the receipt stays, every version is kept, and lines keep their identity", async () => {
    const needs = [needLine(skillId, { position: "Việc A" }), needLine(skillId, { position: "Việc B" })];
    const first = await submitResponse(world.db, actor, answer(skillId, { needs }));
    const [a, b] = await linesOf(first.responseId);
    const { receiptNumber } = await stored();
    await submitResponse(
      world.db,
      actor,
      answer(skillId, {
        version: 1,
        needs: [needLine(skillId, { position: "Việc C" }), needLine(skillId, { id: b!.id, people: 5 })],
      }),
    );
    expect(await stored()).toMatchObject({ id: first.responseId, receiptNumber, revision: 2 });
    expect(await linesOf(first.responseId)).toMatchObject([
      { id: a!.id, number: 1, position: "Việc A", status: "withdrawn" },
      { id: b!.id, number: 2, people: 5, status: "open" },
      { number: 3, position: "Việc C", status: "open" },
    ]);
    expect((await revisionsOf(first.responseId)).map((revision) => revision.revision).sort()).toEqual([1, 2]);
  });

  test("a line that is partly met stays so when its text is mended", async () => {
    const { responseId } = await submitResponse(world.db, actor, answer(skillId));
    const [line] = await linesOf(responseId);
    await world.db.update(needLines).set({ status: "partly_met" }).where(eq(needLines.id, line!.id));
    const needs = [needLine(skillId, { id: line!.id, position: "Tên mới" })];
    await submitResponse(world.db, actor, answer(skillId, { version: 1, needs }));
    expect(await linesOf(responseId)).toMatchObject([{ status: "partly_met", position: "Tên mới" }]);
  });

  test("the id of another business's line makes a new line, and the other one stays as it is", async () => {
    const wardId = world.people.ward.id;
    const neighbour = await insertTaxedBusiness(world.db, wardId, { taxCode: null });
    const other = await insertInvitation(world.db, { wardId, roundId: round.id, businessId: neighbour.id });
    const theirs = await submitResponse(world.db, other.actor, answer(skillId));
    const [theirLine] = await linesOf(theirs.responseId);
    const needs = [needLine(skillId, { id: theirLine!.id, people: 99 })];
    const ours = await submitResponse(world.db, actor, answer(skillId, { needs }));
    expect(await linesOf(theirs.responseId)).toEqual([theirLine]);
    expect((await linesOf(ours.responseId))[0]?.id).not.toBe(theirLine!.id);
  });

  test("a verified answer that is corrected waits for the office again", async () => {
    const { office } = world.people;
    const { responseId } = await submitResponse(world.db, actor, answer(skillId));
    await world.db
      .update(responses)
      .set({ status: "verified", reviewedBy: office.accountId, reviewedAt: new Date(), version: 2 })
      .where(eq(responses.id, responseId));
    await submitResponse(world.db, actor, answer(skillId, { version: 2, workerCount: 9 }));
    expect(await stored()).toMatchObject({ status: "submitted", reviewedBy: null, workerCount: 9 });
  });

  test("a returned answer is sent again under the same receipt", async () => {
    const { responseId } = await submitResponse(world.db, actor, answer(skillId));
    const { receiptNumber } = await stored();
    await world.db
      .update(responses)
      .set({ status: "returned", returnComment: "Xin ghi rõ số người", version: 2 })
      .where(eq(responses.id, responseId));
    await submitResponse(world.db, actor, answer(skillId, { version: 2 }));
    expect(await stored()).toMatchObject({ receiptNumber, status: "submitted", revision: 2 });
  });

  test("an old version with other content is refused, and the newer answer stays", async () => {
    await submitResponse(world.db, actor, answer(skillId, { workerCount: 8 }));
    const stale = answer(skillId, { version: 0, workerCount: 5 });
    await expect(submitResponse(world.db, actor, stale)).rejects.toThrow("survey:errors.changedMeanwhile");
    expect(await stored()).toMatchObject({ workerCount: 8, revision: 1 });
  });

  test("an officer answers on behalf, and the source and the officer are kept", async () => {
    const { office } = world.people;
    const { roundId, businessId } = actor;
    const sent = await submitResponse(world.db, office, {
      ...answer(skillId),
      roundId,
      businessId,
      source: "paper",
    });
    expect(await stored()).toMatchObject({ source: "paper", status: "submitted" });
    expect(await revisionsOf(sent.responseId)).toMatchObject([
      { source: "paper", submittedBy: office.accountId },
    ]);
  });
});

describe("twice or at once is safe", () => {
  test("the same form sent twenty times at once is one answer with one receipt", async () => {
    const same = answer(skillId);
    const sent = await Promise.all(Array.from({ length: 20 }, () => submitResponse(world.db, actor, same)));
    expect(new Set(sent.map((each) => each.responseId)).size).toBe(1);
    expect(await stored()).toMatchObject({ revision: 1 });
  });

  test("the same answer from twenty tabs at once is one answer with one receipt", async () => {
    const tabs = Array.from({ length: 20 }, () => answer(skillId));
    const sent = await Promise.all(tabs.map((tab) => submitResponse(world.db, actor, tab)));
    expect(new Set(sent.map((each) => each.responseId)).size).toBe(1);
    expect(await stored()).toMatchObject({ revision: 1 });
    expect(await linesOf(sent[0]!.responseId)).toHaveLength(1);
  });

  test("twenty businesses at once, in two rounds of a year, get twenty receipts of one form without a gap", async () => {
    const wardId = world.people.ward.id;
    const rounds = [round, await insertRound(world.db, wardId)];
    const actors = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const { id: businessId } = await insertTaxedBusiness(world.db, wardId, { taxCode: null });
        const { id: roundId } = rounds[index % 2]!;
        return (await insertInvitation(world.db, { wardId, roundId, businessId })).actor;
      }),
    );
    await submitResponse(world.db, actor, answer(skillId));
    const last = Number(/^KS-\d{4}-(\d{4})$/.exec((await stored()).receiptNumber)?.[1]);
    await Promise.all(actors.map((each) => submitResponse(world.db, each, answer(skillId))));
    const sent = await Promise.all(actors.map(stored));
    expect(sent.map((each) => each.receiptNumber).sort()).toEqual(
      Array.from(
        { length: 20 },
        (_, index) => `KS-${round.year}-${String(last + 1 + index).padStart(4, "0")}`,
      ),
    );
    expect(await verifyChain(world.db, wardId)).toMatchObject({ brokenAt: null });
  });
});
