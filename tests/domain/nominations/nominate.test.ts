import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { auditEntries, nomineeLists, people } from "#app/db/schema/index.ts";
import { listEntries, verifyChain } from "#app/domain/audit/queries.server.ts";
import { recordRun } from "#app/domain/courses/record-run.server.ts";
import { changeStatus } from "#app/domain/courses/update-run.server.ts";
import { Conflict, type Invalid, NotFound } from "#app/domain/errors.ts";
import { listNeedsOfRuns } from "#app/domain/nominations/needs.server.ts";
import { nominate } from "#app/domain/nominations/nominate.server.ts";
import { listNominations } from "#app/domain/nominations/queries.server.ts";
import { SimilarPeople, similarPeopleOf } from "#app/domain/people/rules.ts";
import { message } from "#app/i18n/catalogue.ts";
import { addDays } from "#app/vietnamese/dates.ts";
import { addBusiness, callInput, nominationOf, openRun, statedNeeds, today } from "#tests/support/courses.ts";
import { useWard } from "#tests/support/ward.ts";

const world = useWard();
const refusedAt = (field: string, key?: string) => ({ field, ...(key ? { key } : {}) }) as Partial<Invalid>;
const late = new Date(`${addDays(today, 11)}T03:00:00Z`);

describe("the office nominates", () => {
  test("and the person gets a seat, a file and a line in the chain without name or number", async () => {
    const { office, ward, business } = world.people;
    const runId = await openRun(world.db, office);
    const input = nominationOf(runId, business.id, {
      fullName: "Y Krông Thử Nghiệm",
      nationalId: "062199001234",
      outsideNeedReason: "Y Krông xin đi học",
    });
    expect(await nominate(world.db, office, input)).toMatchObject({ status: "primary" });
    expect(await listNominations(world.db, office, runId)).toMatchObject([
      { fullName: "Y Krông Thử Nghiệm", nationalIdMasked: "062*****1234", status: "primary" },
    ]);
    const [entry] = await listEntries(world.db, ward.id, { offset: 0, limit: 1 });
    expect(entry).toMatchObject({ action: "nomination.create", role: "office" });
    const chain = await world.db.select().from(auditEntries).where(eq(auditEntries.chain, ward.id));
    expect(JSON.stringify(chain)).not.toMatch(/Krông|062199001234|001234/);
    expect(await verifyChain(world.db, ward.id)).toMatchObject({ brokenAt: null });
  });

  test("the same form sent ten times at once makes one nomination", async () => {
    const { office, business } = world.people;
    const runId = await openRun(world.db, office);
    const input = nominationOf(runId, business.id);
    const all = await Promise.all(Array.from({ length: 10 }, () => nominate(world.db, office, input)));
    expect(new Set(all.map((one) => one.nominationId)).size).toBe(1);
    expect(await listNominations(world.db, office, runId)).toHaveLength(1);
  });

  test("nobody twice for one run, whichever business sends the same citizen ID and however the form writes it", async () => {
    const { office, ward, business } = world.people;
    const { business: second } = await addBusiness(world.db, ward.id, "Xưởng mộc Thử Nghiệm");
    const runId = await openRun(world.db, office);
    const person = { fullName: "A Tik Thử", nationalId: "062088007777", birthDate: "1988" };
    await nominate(world.db, office, nominationOf(runId, business.id, person));
    const again = nominationOf(runId, second.id, { ...person, fullName: "A  TÍK thử" });
    await expect(nominate(world.db, office, again)).rejects.toMatchObject(
      refusedAt("fullName", "nominations:errors.alreadyNominated"),
    );
    const files = await world.db.select().from(people).where(eq(people.nationalIdMasked, "062*****7777"));
    expect(files).toHaveLength(1);
  });

  test("a citizen ID that stands under another name is refused at the number", async () => {
    const { office, business } = world.people;
    const runId = await openRun(world.db, office);
    const first = { fullName: "Rơ Châm Thử Một", nationalId: "064088005555" };
    await nominate(world.db, office, nominationOf(runId, business.id, first));
    const wrong = nominationOf(runId, business.id, { ...first, fullName: "Siu Thử Hai" });
    await expect(nominate(world.db, office, wrong)).rejects.toMatchObject(
      refusedAt("nationalId", "people:errors.idOfOtherName"),
    );
  });

  test("a similar file is asked about first; the answer decides between one file and two", async () => {
    const { office, business } = world.people;
    const person = { fullName: "Nguyễn Văn Hòa", birthDate: "1988-05-01" };
    const first = await openRun(world.db, office);
    await nominate(world.db, office, nominationOf(first, business.id, person));
    const runId = await openRun(world.db, office);
    const input = nominationOf(runId, business.id, {
      ...person,
      fullName: "Nguyễn Văn Hoà",
      birthDate: "1988",
    });
    const refusal = await nominate(world.db, office, input).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(SimilarPeople);
    const { key, params } = refusal as SimilarPeople;
    const [similar] = similarPeopleOf(message(key as "people:errors.similar", params));
    expect(similar).toMatchObject({
      fullName: "Nguyễn Văn Hòa",
      birthDate: "1988-05-01",
      business: business.name,
    });
    await nominate(world.db, office, { ...input, samePerson: similar?.id ?? "" });
    const other = { ...input, idempotencyKey: crypto.randomUUID(), samePerson: "other" };
    await nominate(world.db, office, other);
    const files = (await listNominations(world.db, office, runId)).map((row) => row.personId);
    expect(files).toContain(similar?.id);
    expect(new Set(files).size).toBe(2);
  });

  test("after the deadline only with a note of why", async () => {
    const { office, business } = world.people;
    const runId = await openRun(world.db, office);
    const input = nominationOf(runId, business.id);
    await expect(nominate(world.db, office, input, late)).rejects.toMatchObject(refusedAt("lateNote"));
    await nominate(world.db, office, { ...input, lateNote: "Sở cho bổ sung" }, late);
    expect(await listNominations(world.db, office, runId)).toMatchObject([
      { statusReason: "Sở cho bổ sung" },
    ]);
  });

  test("never into a draft, a cancelled run, or a list that was submitted", async () => {
    const { office, business, ward } = world.people;
    const { runId: draft } = await recordRun(world.db, office, await callInput(world.db));
    await expect(nominate(world.db, office, nominationOf(draft, business.id))).rejects.toThrow(Conflict);
    const runId = await openRun(world.db, office);
    await nominate(world.db, office, nominationOf(runId, business.id));
    await world.db
      .update(nomineeLists)
      .set({ status: "submitted", proposedBy: office.accountId })
      .where(eq(nomineeLists.runId, runId));
    await expect(nominate(world.db, office, nominationOf(runId, business.id))).rejects.toMatchObject({
      key: "nominations:errors.list.submitted",
    });
    const cancelled = await openRun(world.db, office);
    await changeStatus(world.db, office, {
      runId: cancelled,
      version: 2,
      status: "cancelled",
      reason: "Ít người",
    });
    await expect(nominate(world.db, office, nominationOf(cancelled, business.id))).rejects.toThrow(Conflict);
    expect(ward.id).toBe(office.wardId);
  });

  test("nothing of another ward: no run, no business, no person", async () => {
    const { office, outsider, business, otherBusiness } = world.people;
    const runId = await openRun(world.db, office);
    await nominate(world.db, office, nominationOf(runId, business.id));
    const [row] = await listNominations(world.db, office, runId);
    await expect(nominate(world.db, outsider, nominationOf(runId, otherBusiness.id))).rejects.toThrow(
      NotFound,
    );
    expect(await listNominations(world.db, outsider, runId)).toEqual([]);
    const foreign = await openRun(world.db, outsider);
    await expect(nominate(world.db, outsider, nominationOf(foreign, business.id))).rejects.toThrow(NotFound);
    const person = nominationOf(foreign, otherBusiness.id, { personId: row?.personId ?? "" });
    await expect(nominate(world.db, outsider, person)).rejects.toThrow(NotFound);
  });
});

describe("a business proposes", () => {
  test("its own worker; the proposal waits and takes no seat", async () => {
    const { office, contact, otherBusiness } = world.people;
    const runId = await openRun(world.db, office);
    // The posted business is not believed.
    const input = nominationOf(runId, otherBusiness.id);
    expect(await nominate(world.db, contact, input)).toMatchObject({ status: "proposed" });
    expect(await listNominations(world.db, office, runId)).toMatchObject([
      { status: "proposed", businessId: contact.businessId, source: "business" },
    ]);
  });

  test("until the last day of the deadline, and not after it", async () => {
    const { office, contact } = world.people;
    const runId = await openRun(world.db, office);
    const lastDay = new Date(`${addDays(today, 10)}T16:59:00Z`);
    const firstMinuteAfter = new Date(`${addDays(today, 10)}T17:00:00Z`);
    await nominate(world.db, contact, nominationOf(runId, null), lastDay);
    await expect(
      nominate(world.db, contact, nominationOf(runId, null), firstMinuteAfter),
    ).rejects.toMatchObject({ key: "nominations:errors.deadlinePassed" });
  });

  test("not for a run that is closed or not announced", async () => {
    const { office, contact } = world.people;
    const { runId: draft } = await recordRun(world.db, office, await callInput(world.db));
    await expect(nominate(world.db, contact, nominationOf(draft, null))).rejects.toThrow(NotFound);
    const runId = await openRun(world.db, office);
    await changeStatus(world.db, office, { runId, version: 2, status: "closed", reason: null });
    await expect(nominate(world.db, contact, nominationOf(runId, null))).rejects.toThrow(Conflict);
  });

  test("nobody of another business, whose people it cannot even be asked about", async () => {
    const { office, contact, ward } = world.people;
    const { business: second } = await addBusiness(world.db, ward.id, "Cơ sở bên cạnh");
    const first = await openRun(world.db, office);
    const person = { fullName: "Nay Thử Riêng", birthDate: "1991-02-03" };
    await nominate(world.db, office, nominationOf(first, second.id, person));
    const [row] = await listNominations(world.db, office, first);
    const runId = await openRun(world.db, office);
    const theirs = nominationOf(runId, null, { personId: row?.personId ?? "" });
    await expect(nominate(world.db, contact, theirs)).rejects.toThrow(NotFound);
    await nominate(world.db, contact, nominationOf(runId, null, person));
  });
});

describe("the need a nomination serves", () => {
  test("must be an open training need of that business for what the course teaches", async () => {
    const { office, contact, ward, business } = world.people;
    const { business: second } = await addBusiness(world.db, ward.id, "HTX Thử Nhu Cầu");
    const [own = ""] = await statedNeeds(world.db, ward.id, business.id, [3]);
    const [theirs = ""] = await statedNeeds(world.db, ward.id, second.id, [2]);
    const runId = await openRun(world.db, office);
    const serving = (needLineId: string) => nominationOf(runId, null, { needLineId });
    await expect(nominate(world.db, contact, serving(theirs))).rejects.toMatchObject(refusedAt("needLineId"));
    await nominate(world.db, contact, serving(own));
    const needs = await listNeedsOfRuns(world.db, office, { runIds: [runId], language: "vi" });
    expect(needs.find((line) => line.id === own)).toMatchObject({
      people: 3,
      servedHere: 1,
      servedElsewhere: 0,
    });
    const elsewhere = await openRun(world.db, office);
    const [there] = await listNeedsOfRuns(world.db, contact, {
      runIds: [elsewhere],
      businessId: business.id,
      language: "vi",
    });
    expect(there).toMatchObject({ servedHere: 0, servedElsewhere: 1, skill: "IoT cơ bản" });
  });

  test("is looked for in the newest answer alone", async () => {
    const { office, ward } = world.people;
    const { business } = await addBusiness(world.db, ward.id, "Cơ sở hai đợt");
    await statedNeeds(world.db, ward.id, business.id, [5], { round: 1 });
    const [newest] = await statedNeeds(world.db, ward.id, business.id, [4], { round: 2 });
    const runId = await openRun(world.db, office);
    const needs = await listNeedsOfRuns(world.db, office, {
      runIds: [runId],
      businessId: business.id,
      language: "vi",
    });
    expect(needs.map((line) => line.id)).toEqual([newest]);
  });
});
