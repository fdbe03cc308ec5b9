import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { responseDrafts, responses } from "#app/db/schema/index.ts";
import type { InvitationActor } from "#app/domain/actor.ts";
import { Conflict } from "#app/domain/errors.ts";
import { getAnswerForm, getOwnForm } from "#app/domain/survey/queries.server.ts";
import { returnResponse, verifyResponse } from "#app/domain/survey/review-response.server.ts";
import { saveDraft } from "#app/domain/survey/save-draft.server.ts";
import { saveDraftInput } from "#app/domain/survey/schema.ts";
import { submitResponse } from "#app/domain/survey/submit-response.server.ts";
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
let skillId: string;
let actor: InvitationActor;

beforeEach(async () => {
  skillId = await someSkill(world.db);
  const wardId = world.people.ward.id;
  const { id: roundId } = await insertRound(world.db, wardId);
  const { id: businessId } = await insertTaxedBusiness(world.db, wardId, { taxCode: null });
  ({ actor } = await insertInvitation(world.db, { wardId, roundId, businessId }));
});

/** What the phone saves by itself while somebody types. */
const save = async (note: string, fields: Record<string, unknown> = {}) => {
  const { draftVersion, revision } = await getOwnForm(world.db, actor);
  const input = { editor: crypto.randomUUID(), version: draftVersion, revision, note, ...fields };
  return saveDraft(world.db, actor, saveDraftInput.parse(input));
};
const send = (version: number, values = {}) =>
  submitResponse(world.db, actor, answer(skillId, { version, ...values }));
const answerOnBehalf = (version: number, values = {}) => {
  const { roundId, businessId } = actor;
  const input = { ...answer(skillId, { version, ...values }), roundId, businessId, source: "phone" as const };
  return submitResponse(world.db, world.people.office, input);
};
const officeForm = () => getAnswerForm(world.db, { ...actor, wardId: world.people.office.wardId });

describe("what a business has typed and not sent is its own", () => {
  test("the office's form starts without it, before and after the business has sent", async () => {
    await save("Chưa gửi lần một");
    expect(await officeForm()).toMatchObject({ version: 0, origin: "registry", answer: { note: "" } });
    await send(0, { note: "Đã gửi" });
    await save("Chưa gửi lần hai");
    expect(await officeForm()).toMatchObject({ version: 1, origin: "sent", answer: { note: "Đã gửi" } });
    expect(await getOwnForm(world.db, actor)).toMatchObject({ answer: { note: "Chưa gửi lần hai" } });
  });

  test("answering on its behalf leaves it, and the business hears of that answer before it replaces it", async () => {
    await save("Đang điền");
    const { responseId } = await answerOnBehalf(0, { workerCount: 9 });
    const form = await getOwnForm(world.db, actor);
    expect(form).toMatchObject({
      ...{ origin: "draft", answer: { note: "Đang điền" }, answeredMeanwhile: true },
      ...{ version: 1, revision: 1 },
    });
    // Going on in a page that is open already does not hide it, a page that said so does.
    await save("Điền tiếp", { revision: 0 });
    expect(await getOwnForm(world.db, actor)).toMatchObject({ answeredMeanwhile: true });
    await save("Điền tiếp sau khi đọc");
    expect(await getOwnForm(world.db, actor)).toMatchObject({ answeredMeanwhile: false });

    expect(await send(1, { workerCount: 7 })).toEqual({ responseId });
    expect(await getOwnForm(world.db, actor)).toMatchObject({ origin: "sent", answer: { workerCount: "7" } });
  });

  test("sending ends it, and a page left open cannot bring it back", async () => {
    const editor = crypto.randomUUID();
    const { version } = await save("Trang cũ", { editor });
    await send(0);
    expect(await getOwnForm(world.db, actor)).toMatchObject({ origin: "sent", answer: { note: "" } });
    await expect(save("Trang cũ gõ tiếp", { editor, version })).rejects.toThrow(Conflict);
    const [row] = await world.db
      .select()
      .from(responseDrafts)
      .where(eq(responseDrafts.businessId, actor.businessId));
    expect(row?.content).toBeNull();
  });

  test("sending before anything was saved leaves nothing for a page left open to begin, nor is the office named", async () => {
    const editor = crypto.randomUUID();
    await send(0, { note: "Đã gửi" });
    const old = save("Trang cũ bắt đầu gõ", { editor, version: 0, revision: 0 });
    await expect(old).rejects.toThrow(Conflict);
    const form = await getOwnForm(world.db, actor);
    expect(form).toMatchObject({ origin: "sent", answer: { note: "Đã gửi" }, answeredMeanwhile: false });
    await save("Gõ lại từ trang mới");
    const begun = await getOwnForm(world.db, actor);
    expect(begun).toMatchObject({ origin: "draft", answeredMeanwhile: false });
    // Read while another page of the business sent: the revision is the old one, the draft's version the new one.
    await save("Đọc giữa lúc gửi", { revision: 0 });
    expect(await getOwnForm(world.db, actor)).toMatchObject({ answeredMeanwhile: false });
    await answerOnBehalf(1, { workerCount: 9 });
    expect(await getOwnForm(world.db, actor)).toMatchObject({ origin: "draft", answeredMeanwhile: true });
  });

  test("two pages that begin at once: one of them is told", async () => {
    const saved = await Promise.allSettled([
      save("Tab một", { version: 0 }),
      save("Tab hai", { version: 0 }),
    ]);
    expect(saved.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});

describe("a draft never stands in an officer's way", () => {
  test("verifying and returning what was read go through while the business types", async () => {
    const { office } = world.people;
    const { responseId } = await send(0);
    await save("Gõ trong khi phường xem");
    await verifyResponse(world.db, office, { responseId, version: 1 });
    await save("Gõ tiếp");
    await returnResponse(world.db, office, { responseId, version: 2, comment: "Xin ghi rõ kỹ năng." });
    expect(await getOwnForm(world.db, actor)).toMatchObject({
      status: "returned",
      answer: { note: "Gõ tiếp" },
    });
  });

  test("the office's open form goes through though the first draft came after it", async () => {
    const { version } = await officeForm();
    await save("Vừa bắt đầu");
    await answerOnBehalf(version);
    await save("Điền tiếp");
    await answerOnBehalf(1, { workerCount: 8 });
    const [row] = await world.db.select().from(responses).where(eq(responses.businessId, actor.businessId));
    expect(row).toMatchObject({ revision: 2, workerCount: 8, source: "phone" });
  });

  test("but what the business sends meanwhile does", async () => {
    const { office } = world.people;
    const { responseId } = await send(0);
    await send(1, { needs: [needLine(skillId, { people: 7 })] });
    await expect(verifyResponse(world.db, office, { responseId, version: 1 })).rejects.toThrow(Conflict);
    await expect(
      returnResponse(world.db, office, { responseId, version: 1, comment: "Xin xem lại." }),
    ).rejects.toThrow(Conflict);
    await expect(answerOnBehalf(1, { workerCount: 20 })).rejects.toThrow(Conflict);
  });

  test("and a review while the business looks its correction over tells the business", async () => {
    const { responseId } = await send(0);
    await verifyResponse(world.db, world.people.office, { responseId, version: 1 });
    await expect(send(1, { workerCount: 12 })).rejects.toThrow(Conflict);
  });
});
