import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { accounts, auditEntries } from "#app/db/schema/index.ts";
import { createAccount } from "#app/domain/accounts/commands.server.ts";
import { getAccount, listAccounts, listScopes } from "#app/domain/accounts/queries.server.ts";
import { createAccountInput, setPasswordInput } from "#app/domain/accounts/schema.ts";
import { Conflict, type Invalid, NotFound } from "#app/domain/errors.ts";
import { createWard, updateWard } from "#app/domain/wards/commands.server.ts";
import { getWard, listWards } from "#app/domain/wards/queries.server.ts";
import { createWardInput } from "#app/domain/wards/schema.ts";
import { useWard } from "#tests/support/ward.ts";

const world = useWard();
const form = (fields: Record<string, string>) => ({
  idempotencyKey: crypto.randomUUID(),
  fullName: "Nguyễn Thị Thử (hư cấu)",
  ...fields,
});
const add = (fields: Record<string, string>) =>
  createAccount(world.db, world.people.admin, z.parse(createAccountInput, form(fields)));
const issuesOf = (fields: Record<string, string>) =>
  z.safeParse(createAccountInput, form(fields)).error?.issues.map(({ path }) => path.join("."));

describe("an account", () => {
  test("is created with the scope of its role and no other, and its names stay out of the chain", async () => {
    const { ward, provider } = world.people;
    const { accountId } = await add({
      email: "Can.Bo.Moi@Test.Example",
      role: "office",
      wardId: ward.id,
      providerId: provider.id,
    });
    const [row] = await world.db.select().from(accounts).where(eq(accounts.id, accountId));
    expect(row).toMatchObject({
      email: "can.bo.moi@test.example",
      wardId: ward.id,
      providerId: null,
      status: "invited",
    });
    const entries = await world.db.select().from(auditEntries).where(eq(auditEntries.entityId, accountId));
    expect(entries).toMatchObject([{ chain: "installation", action: "account.create" }]);
    expect(JSON.stringify(entries)).not.toMatch(/can\.bo\.moi|Nguyễn/);
  });

  test("needs what its role belongs to", () => {
    const email = "thu@test.example";
    expect(issuesOf({ email, role: "office" })).toEqual(["wardId"]);
    expect(issuesOf({ email, role: "business", wardId: world.people.ward.id })).toEqual(["businessId"]);
    expect(issuesOf({ email, role: "provider" })).toEqual(["providerId"]);
    expect(issuesOf({ email, role: "king" })).toEqual(["role"]);
    expect(issuesOf({ email: "không phải", role: "admin" })).toEqual(["email"]);
  });

  test("is refused at its address when that is taken, and made once for one form", async () => {
    const input = z.parse(createAccountInput, form({ email: "mot.lan@test.example", role: "admin" }));
    const twice = await Promise.all([
      createAccount(world.db, world.people.admin, input),
      createAccount(world.db, world.people.admin, input),
    ]);
    expect(twice[0]).toEqual(twice[1]);
    await expect(add({ email: "MOT.LAN@test.example", role: "admin" })).rejects.toMatchObject({
      field: "email",
    } satisfies Partial<Invalid>);
  });

  test("of a business belongs to a business of the same ward", async () => {
    const { ward, otherBusiness } = world.people;
    const crossed = {
      email: "lac@test.example",
      role: "business",
      wardId: ward.id,
      businessId: otherBusiness.id,
    };
    await expect(add(crossed)).rejects.toMatchObject({ field: "businessId" } satisfies Partial<Invalid>);
    const scopes = await listScopes(world.db, world.people.admin, { role: "business", wardId: ward.id });
    expect(scopes.map(({ id }) => id)).toEqual([world.people.business.id]);
  });

  test("is found by its holder's name without accents, by address and by role", async () => {
    const { admin } = world.people;
    await add({
      email: "y.krong@test.example",
      fullName: "Y Krông Điểu",
      role: "province",
      provinceCode: "51",
    });
    const find = async (search: string, role: "province" | null = null) => {
      const { rows } = await listAccounts(world.db, admin, { search, role, page: 1, pageSize: 50 });
      return rows.map(({ email }) => email);
    };
    expect(await find("krong dieu")).toEqual(["y.krong@test.example"]);
    expect(await find("y.krong@test")).toEqual(["y.krong@test.example"]);
    expect(await find("", "province")).toContain("y.krong@test.example");
    expect(await find("krong dieu %")).toEqual(["y.krong@test.example"]);
    await expect(getAccount(world.db, admin, crypto.randomUUID())).rejects.toThrow(NotFound);
  });
});

test.each([
  ["short", "ngắn quá"],
  ["guessed first", "123456789012345"],
  ["a word of this place with digits around it", "PhuongDakCam2026!"],
  ["one letter over and over", "aaaaaaaaaaaaaaaa"],
])("a password that is %s is refused", (_, password) => {
  const read = z.safeParse(setPasswordInput, { password, passwordAgain: password });
  expect(read.error?.issues[0]?.path).toEqual(["password"]);
});

describe("a ward", () => {
  const input = (fields: Record<string, string> = {}) =>
    z.parse(createWardInput, {
      idempotencyKey: crypto.randomUUID(),
      code: "23293",
      name: "phường Kon Tum",
      placeName: "Kon Tum",
      provinceCode: "51",
      provinceName: "tỉnh Quảng Ngãi",
      letterSymbol: "UBND-VX",
      ...fields,
    });

  test("is added, found, and edited by an administrator", async () => {
    const { admin } = world.people;
    const { wardId } = await createWard(world.db, admin, input());
    const { rows } = await listWards(world.db, admin, { search: "kon tum", page: 1, pageSize: 50 });
    expect(rows).toMatchObject([{ id: wardId, code: "23293" }]);
    const { idempotencyKey: _, ...values } = input({ officePhone: "0260 3862 345" });
    await updateWard(world.db, admin, { wardId, version: 1, ...values });
    expect(await getWard(world.db, admin, wardId)).toMatchObject({
      officePhone: "+842603862345",
      version: 2,
    });
    await expect(updateWard(world.db, admin, { wardId, version: 1, ...values })).rejects.toThrow(Conflict);
  });

  test("has a code of its own", async () => {
    const taken = input({ code: world.people.ward.code });
    await expect(createWard(world.db, world.people.admin, taken)).rejects.toMatchObject({
      field: "code",
    } satisfies Partial<Invalid>);
  });
});
