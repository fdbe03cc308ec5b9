import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { ConstraintViolation, translateDatabaseError } from "#app/db/errors.server.ts";
import { listEntries } from "#app/domain/audit/queries.server.ts";
import { Conflict, NotFound } from "#app/domain/errors.ts";
import { getResponse, listRevisions } from "#app/domain/survey/responses.server.ts";
import { returnResponse, verifyResponse } from "#app/domain/survey/review-response.server.ts";
import { returnResponseInput } from "#app/domain/survey/schema.ts";
import { answerFor, openRoundOf } from "#tests/support/answers.ts";
import { useWard } from "#tests/support/ward.ts";

const world = useWard();

async function submitted(): Promise<string> {
  const { office, business } = world.people;
  const roundId = await openRoundOf(world.db, office);
  const { responseId } = await answerFor(world.db, office, { roundId, businessId: business.id, needs: [{}] });
  return responseId;
}

describe("reviewing a response", () => {
  test("an officer verifies it, and the chain of the ward says so", async () => {
    const { office, ward } = world.people;
    const responseId = await submitted();
    await verifyResponse(world.db, office, { responseId, version: 1 });
    expect(await getResponse(world.db, office, responseId)).toMatchObject({
      status: "verified",
      reviewer: office.fullName,
    });
    expect((await listEntries(world.db, ward.id, { offset: 0, limit: 1 }))[0]).toMatchObject({
      action: "response.verify",
      entityId: responseId,
    });
  });

  test("a returned one carries its comment, which stays out of the chain", async () => {
    const { office, ward } = world.people;
    const responseId = await submitted();
    const comment = "Xin hỏi lại anh A Tik về số người.";
    await returnResponse(world.db, office, { responseId, version: 1, comment });
    expect(await getResponse(world.db, office, responseId)).toMatchObject({
      status: "returned",
      returnComment: comment,
    });
    const [entry] = await listEntries(world.db, ward.id, { offset: 0, limit: 1 });
    expect(entry).toMatchObject({ action: "response.return" });
    expect(entry?.after).not.toContain("A Tik");
  });

  test("a verified one can still be returned, a returned one is not verified before it is sent again", async () => {
    const { office } = world.people;
    const responseId = await submitted();
    await verifyResponse(world.db, office, { responseId, version: 1 });
    await returnResponse(world.db, office, { responseId, version: 2, comment: "Sai số người" });
    await expect(verifyResponse(world.db, office, { responseId, version: 3 })).rejects.toThrow(Conflict);
  });

  test("cannot be returned without a comment: not by the form, and not by the database", async () => {
    const responseId = await submitted();
    const parsed = z.safeParse(returnResponseInput, { responseId, version: "1", comment: "  " });
    expect(parsed.error?.issues).toMatchObject([
      { path: ["comment"], message: "rounds:errors.returnComment" },
    ]);
    const raw = world.db.execute(
      sql`update responses set status = 'returned', return_comment = null where id = ${responseId}`,
    );
    const error = await raw.then(() => null, translateDatabaseError);
    expect(error).toBeInstanceOf(ConstraintViolation);
    expect(error).toMatchObject({ constraint: "responses_return_needs_comment" });
  });

  test("by two officers at once is done once, and the other is told", async () => {
    const { office, secondOffice } = world.people;
    const responseId = await submitted();
    const results = await Promise.allSettled([
      verifyResponse(world.db, office, { responseId, version: 1 }),
      returnResponse(world.db, secondOffice, { responseId, version: 1, comment: "Sai số người" }),
    ]);
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    expect(results.find((result) => result.status === "rejected")).toMatchObject({
      reason: expect.any(Conflict),
    });
  });

  test("of another ward is not found", async () => {
    const { outsider } = world.people;
    const responseId = await submitted();
    for (const attempt of [
      () => getResponse(world.db, outsider, responseId),
      () => verifyResponse(world.db, outsider, { responseId, version: 1 }),
      () => returnResponse(world.db, outsider, { responseId, version: 1, comment: "Sai" }),
    ])
      await expect(attempt()).rejects.toThrow(NotFound);
    expect((await listRevisions(world.db, outsider, responseId, "vi")).revisions).toEqual([]);
  });
});
