import { and, eq, isNotNull, sql } from "drizzle-orm";
import { describe, expect, test, vi } from "vitest";
import { people } from "#app/db/schema/index.ts";
import { listEntries } from "#app/domain/audit/queries.server.ts";
import { acceptProposal, acceptProposals } from "#app/domain/nominations/accept.server.ts";
import { listOwnNominations } from "#app/domain/nominations/business-queries.server.ts";
import { nominate } from "#app/domain/nominations/nominate.server.ts";
import { listNominations } from "#app/domain/nominations/queries.server.ts";
import { updatePerson } from "#app/domain/people/commands.server.ts";
import { getPerson, listPeople } from "#app/domain/people/queries.server.ts";
import { addBusiness, allProposals, nominationOf, openRun } from "#tests/support/courses.ts";
import { useWard } from "#tests/support/ward.ts";

const world = useWard();
let lastNumber = 0;

/** Somebody whose file the office made at another business, and a neighbour that proposes under the same number. */
async function known(fullName = "A Tik Thử") {
  const { office, business, ward } = world.people;
  lastNumber += 1;
  const nationalId = `06208801${String(lastNumber).padStart(4, "0")}`;
  const other = await openRun(world.db, office);
  const person = { fullName, nationalId, birthDate: "1988-05-01" };
  await nominate(world.db, office, nominationOf(other, business.id, person));
  const { contact, business: neighbour } = await addBusiness(world.db, ward.id, `Láng giềng ${lastNumber}`);
  const runId = await openRun(world.db, office);
  return { person, contact, neighbour, runId };
}

const everyone = { search: "", businessId: null, descending: false, page: 1, pageSize: 50 };
const files = (fullName: string) => world.db.select().from(people).where(eq(people.fullName, fullName));

describe("a business that types the citizen ID number of somebody else", () => {
  test.each([
    ["under the same name", "Y Một Thử", "Y Một Thử"],
    ["under another name", "Y Hai Thử", "Siu Ba Thử"],
  ])("%s gets the answer that everybody gets, and sees what it typed", async (_, theirs, ours) => {
    const { person, contact, runId } = await known(theirs);
    const input = nominationOf(runId, null, { ...person, fullName: ours, birthDate: "1990" });
    expect(await nominate(world.db, contact, input)).toMatchObject({ status: "proposed" });
    expect(await listOwnNominations(world.db, contact, runId)).toMatchObject([
      { fullName: ours, birthDate: "1990", status: "proposed" },
    ]);
    const { rows } = await listPeople(world.db, contact, everyone);
    const masked = `062*****${person.nationalId.slice(-4)}`;
    expect(rows).toMatchObject([{ fullName: ours, birthDate: "1990", nationalIdMasked: masked }]);
    const [file] = await world.db.select().from(people).where(eq(people.birthDate, "1988-05-01"));
    expect(file).toBeDefined();
  });

  test("may write it into a file of its own people and learns nothing; only twice among its own is refused", async () => {
    const { person, contact, runId } = await known();
    await nominate(world.db, contact, nominationOf(runId, null, { fullName: "Rơ Châm Thử" }));
    await nominate(world.db, contact, nominationOf(runId, null, { fullName: "Siu Thử" }));
    const { rows } = await listPeople(world.db, contact, everyone);
    const [first, second] = rows;
    const mend = async (personId = "") => {
      const { business: _, nationalIdMasked: __, ...file } = await getPerson(world.db, contact, personId);
      const { id, ...facts } = file;
      return { ...facts, personId: id };
    };
    await updatePerson(world.db, contact, { ...(await mend(first?.id)), nationalId: person.nationalId });
    const own = "062088019999";
    await updatePerson(world.db, contact, { ...(await mend(first?.id)), nationalId: own });
    await expect(
      updatePerson(world.db, contact, { ...(await mend(second?.id)), nationalId: own }),
    ).rejects.toMatchObject({ field: "nationalId", key: "people:errors.idTaken" });
  });
});

describe("the office that accepts such a proposal", () => {
  test("is told whose the number is; the same name makes the two files one, with all its nominations", async () => {
    const { office, business, ward } = world.people;
    const { person, contact, neighbour, runId } = await known("Nay Thử Bốn");
    const { nominationId } = await nominate(
      world.db,
      contact,
      nominationOf(runId, null, { ...person, phone: "+84912345678" }),
    );
    const [row] = await listNominations(world.db, office, runId);
    const holder = { fullName: person.fullName, business: business.name, isSameName: true };
    expect(row?.warnings).toContainEqual({ kind: "numberElsewhere", ...holder });
    await acceptProposal(world.db, office, { nominationId, version: 1 });
    expect(await files(person.fullName)).toMatchObject([
      { businessId: neighbour.id, phone: "+84912345678", birthDate: "1988-05-01" },
    ]);
    expect((await listNominations(world.db, office, runId))[0]?.warnings).not.toContainEqual(
      expect.objectContaining({ kind: "numberElsewhere" }),
    );
    const entries = await listEntries(world.db, ward.id, { offset: 0, limit: 3 });
    expect(entries.map(({ action }) => action)).toContain("person.merge");
    expect(JSON.stringify(entries)).not.toContain(person.nationalId);
  });

  test("has to mend the wrong file first where the names differ, alone or among many", async () => {
    const { office } = world.people;
    const { person, contact, runId } = await known("Nay Thử Năm");
    const proposal = nominationOf(runId, null, { ...person, fullName: "Nay Thử Sáu" });
    const { nominationId } = await nominate(world.db, contact, proposal);
    const other = await nominate(world.db, contact, nominationOf(runId, null));
    const step = { nominationId, version: 1 };
    await expect(acceptProposal(world.db, office, step)).rejects.toMatchObject({
      key: "nominations:errors.numberElsewhere",
    });
    const many = allProposals(runId, [nominationId, other.nominationId]);
    expect(await acceptProposals(world.db, office, many)).toEqual({ taken: 1, left: 1 });

    const [file] = await files("Nay Thử Sáu");
    const {
      business: _,
      nationalIdMasked: __,
      id,
      ...facts
    } = await getPerson(world.db, office, file?.id ?? "");
    await updatePerson(world.db, office, { ...facts, personId: id, nationalId: "062088018888" });
    await acceptProposal(world.db, office, step);
    expect(await files("Nay Thử Năm")).toHaveLength(1);
  });

  test("takes over the number when no other file has it any more", async () => {
    const { office } = world.people;
    const { person, contact, runId } = await known("Nay Thử Bảy");
    const proposal = nominationOf(runId, null, { ...person, fullName: "Nay Thử Tám" });
    const { nominationId } = await nominate(world.db, contact, proposal);
    const [theirs] = await files("Nay Thử Bảy");
    const {
      business: _,
      nationalIdMasked: __,
      id,
      ...facts
    } = await getPerson(world.db, office, theirs?.id ?? "");
    await updatePerson(world.db, office, { ...facts, personId: id, nationalId: "062088017777" });
    const [before] = await files("Nay Thử Tám");
    await acceptProposal(world.db, office, { nominationId, version: 1 });
    const [ours] = await files("Nay Thử Tám");
    expect(ours?.nationalIdIndex).not.toBeNull();
    expect(ours?.version).toBeGreaterThan(before?.version ?? 0);
    const entries = await listEntries(world.db, world.people.ward.id, { offset: 0, limit: 2 });
    expect(entries).toContainEqual(
      expect.objectContaining({ action: "person.update", entityId: ours?.id, after: expect.any(String) }),
    );
    expect(JSON.stringify(entries)).not.toContain(person.nationalId);
  });

  test("waits for whoever mends the file that has the number before it locks the audit chain", async () => {
    const { office, ward } = world.people;
    const { person, contact, runId } = await known("Nay Thử Mười");
    const first = await nominate(world.db, contact, nominationOf(runId, null));
    const second = await nominate(world.db, contact, nominationOf(runId, null, person));
    const many = allProposals(runId, [first.nominationId, second.nominationId]);
    const accepted = await world.db.transaction(async (tx) => {
      const isHolder = and(eq(people.fullName, person.fullName), isNotNull(people.nationalIdIndex));
      await tx.select().from(people).where(isHolder).for("update");
      const accepting = acceptProposals(world.db, office, many);
      // Outside the transaction, which sees the activity as it was when it first looked.
      await vi.waitFor(async () => {
        const waiting = await world.db.execute(
          sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        );
        expect(waiting.length).toBeGreaterThan(0);
      });
      await tx.execute(sql`select from audit_chains where chain = ${ward.id} for update nowait`);
      return { accepting };
    });
    expect(await accepted.accepting).toEqual({ taken: 2, left: 0 });
  });

  test("never lists one human being twice for a run", async () => {
    const { office, business } = world.people;
    const { person, contact, runId } = await known("Nay Thử Chín");
    const { nominationId } = await nominate(world.db, contact, nominationOf(runId, null, person));
    await nominate(world.db, office, nominationOf(runId, business.id, person));
    await expect(acceptProposal(world.db, office, { nominationId, version: 1 })).rejects.toMatchObject({
      key: "nominations:errors.numberElsewhere",
    });
  });
});
