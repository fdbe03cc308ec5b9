import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { people } from "#app/db/schema/index.ts";
import { listEntries } from "#app/domain/audit/queries.server.ts";
import { Conflict, NotFound } from "#app/domain/errors.ts";
import { createPerson, revealNationalId, updatePerson } from "#app/domain/people/commands.server.ts";
import { getPerson, listPeople } from "#app/domain/people/queries.server.ts";
import type { CreatePersonInput } from "#app/domain/people/schema.ts";
import { addBusiness } from "#tests/support/courses.ts";
import { useWard } from "#tests/support/ward.ts";

const world = useWard();
const input = (fullName: string, values: Partial<CreatePersonInput> = {}): CreatePersonInput => ({
  idempotencyKey: crypto.randomUUID(),
  fullName,
  gender: null,
  birthDate: null,
  nationalId: null,
  phone: null,
  email: null,
  qualification: null,
  position: null,
  businessId: null,
  samePerson: null,
  ...values,
});
const page = { search: "", businessId: null, descending: false, page: 1, pageSize: 50 };

async function create(fullName: string, values: Partial<CreatePersonInput> = {}) {
  return (await createPerson(world.db, world.people.office, input(fullName, values))).personId;
}

describe("a person's file", () => {
  test("keeps the number encrypted, shows it masked, and the whole of it only to who says why", async () => {
    const { office, ward, outsider } = world.people;
    const personId = await create("Y Krông Thử", { nationalId: "062199001234" });
    const [row] = await world.db.select().from(people).where(eq(people.id, personId));
    expect(JSON.stringify(row)).not.toContain("062199001234");
    expect(await getPerson(world.db, office, personId)).toMatchObject({ nationalIdMasked: "062*****1234" });
    const why = { personId, purpose: "check_document" as const };
    expect(await revealNationalId(world.db, office, why)).toBe("062199001234");
    const [entry] = await listEntries(world.db, ward.id, { offset: 0, limit: 1 });
    expect(entry).toMatchObject({ action: "person.reveal", entityId: personId });
    expect(entry?.after).toContain("check_document");
    await expect(revealNationalId(world.db, outsider, why)).rejects.toThrow(NotFound);
  });

  test("is found again by its number, and what it lacked is filled in but never overwritten", async () => {
    const { office } = world.people;
    const first = await create("Siu Thử Bổ Sung", { nationalId: "064088001111", phone: "+84912000111" });
    const second = await create("Siu thử bổ sung", {
      nationalId: "064088001111",
      phone: "+84912999999",
      birthDate: "1988",
    });
    expect(second).toBe(first);
    expect(await getPerson(world.db, office, first)).toMatchObject({
      fullName: "Siu Thử Bổ Sung",
      phone: "+84912000111",
      birthDate: "1988",
      version: 2,
    });
  });

  test("made twice at once with one number is one file", async () => {
    const tries = await Promise.allSettled(
      Array.from({ length: 8 }, () => create("Nay Thử Cùng Lúc", { nationalId: "064088002222" })),
    );
    const made = tries.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
    expect(new Set(made).size).toBe(1);
    for (const result of tries)
      if (result.status === "rejected") expect(result.reason).toMatchObject({ field: "nationalId" });
  });

  test("of a namesake without a birth date is asked about only inside one business", async () => {
    const { business } = world.people;
    await create("Trần Thị Thử", { businessId: business.id });
    await create("Trần Thị Thử");
    await expect(create("Tran Thi Thu", { businessId: business.id })).rejects.toMatchObject({
      field: "samePerson",
    });
  });

  test("is edited by one version after the other; a number of somebody else is refused", async () => {
    const { office, secondOffice, outsider } = world.people;
    await create("Rmah Thử Một", { nationalId: "064088003333" });
    const personId = await create("Rmah Thử Hai", { nationalId: "064088004444" });
    const { idempotencyKey: _key, samePerson: _same, ...values } = input("Rmah Thử Hai Sửa");
    await updatePerson(world.db, office, { personId, version: 1, ...values });
    expect(await getPerson(world.db, office, personId)).toMatchObject({
      fullName: "Rmah Thử Hai Sửa",
      nationalIdMasked: "064*****4444",
    });
    await expect(updatePerson(world.db, secondOffice, { personId, version: 1, ...values })).rejects.toThrow(
      Conflict,
    );
    const taken = { personId, version: 2, ...values, nationalId: "064088003333" };
    await expect(updatePerson(world.db, office, taken)).rejects.toMatchObject({ field: "nationalId" });
    await expect(updatePerson(world.db, outsider, { personId, version: 2, ...values })).rejects.toThrow(
      NotFound,
    );
  });
});

describe("the list of people", () => {
  test("is found without accents and ordered by given name", async () => {
    const { office } = world.people;
    for (const name of ["Đặng Văn Ước", "Đặng Thị Ánh", "Đặng Văn An"]) await create(name);
    const { rows, total } = await listPeople(world.db, office, { ...page, search: "dang " });
    expect(rows.map((row) => row.fullName)).toEqual(["Đặng Văn An", "Đặng Thị Ánh", "Đặng Văn Ước"]);
    expect(total).toBe(3);
  });

  test("shows a business its own people alone, and another ward nobody", async () => {
    const { office, outsider, ward } = world.people;
    const { business, contact } = await addBusiness(world.db, ward.id, "Cơ sở có người");
    const own = await create("A Thử Của Mình", { businessId: business.id });
    const other = await create("A Thử Của Người");
    const seen = await listPeople(world.db, contact, page);
    expect(seen.rows.map((row) => row.id)).toEqual([own]);
    await expect(getPerson(world.db, contact, other)).rejects.toThrow(NotFound);
    expect((await listPeople(world.db, outsider, page)).rows).toEqual([]);
    expect((await listPeople(world.db, office, { ...page, businessId: business.id })).total).toBe(1);
  });

  test("a business mends the files of its own people, and cannot move them to another employer", async () => {
    const { ward, business: elsewhere } = world.people;
    const { business, contact } = await addBusiness(world.db, ward.id, "Cơ sở sửa hồ sơ");
    const personId = await create("A Thử Sửa", { businessId: business.id });
    const foreign = await create("A Thử Khác");
    const { idempotencyKey: _key, samePerson: _same, ...values } = input("A Thử Sửa");
    const change = { version: 1, ...values, phone: "+84912345678", businessId: elsewhere.id };
    await updatePerson(world.db, contact, { personId, ...change });
    expect(await getPerson(world.db, contact, personId)).toMatchObject({
      phone: "+84912345678",
      businessId: business.id,
    });
    await expect(updatePerson(world.db, contact, { personId: foreign, ...change })).rejects.toThrow(NotFound);
  });
});
