import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { accountLinks, accounts, auditEntries, sessions } from "#app/db/schema/index.ts";
import {
  createPasswordLink,
  endSession,
  setAccountEnabled,
  setPassword,
  signIn,
} from "#app/domain/accounts/commands.server.ts";
import { findSessionActor, getUsableLink } from "#app/domain/accounts/queries.server.ts";
import { Conflict, NotFound } from "#app/domain/errors.ts";
import { hashToken } from "#app/lib/keys.server.ts";
import { useWard } from "#tests/support/ward.ts";

const world = useWard();
const password = "một câu dài để thử đăng nhập";
const enter = (email: string, given = password, previousSession: string | null = null) =>
  signIn(world.db, { email, password: given }, { previousSession, hours: 10 });
const who = (token: string | undefined, idleMinutes = 15) =>
  findSessionActor(world.db, hashToken(token ?? ""), { idleMinutes });
const link = (accountId: string) => createPasswordLink(world.db, world.people.admin, accountId);
const versionOf = async (accountId: string) => {
  const [row] = await world.db.select().from(accounts).where(eq(accounts.id, accountId));
  return row?.version ?? 0;
};
const setEnabled = async (accountId: string, enabled: boolean) =>
  setAccountEnabled(world.db, world.people.admin, {
    accountId,
    enabled,
    version: await versionOf(accountId),
  });

beforeAll(async () => {
  const { office, secondOffice, leader } = world.people;
  for (const { accountId } of [office, secondOffice, leader])
    await setPassword(world.db, await link(accountId), password);
});

describe("signing in", () => {
  test("gives a session that says who somebody is and for which ward, and is in the chain", async () => {
    const { office, ward } = world.people;
    const session = await enter(office.email);
    expect(await who(session?.token)).toMatchObject({
      role: "office",
      accountId: office.accountId,
      wardId: ward.id,
    });
    const stored = await world.db
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.action, "account.sign_in"));
    expect(stored.at(-1)).toMatchObject({ chain: ward.id, entityId: office.accountId });
    expect(JSON.stringify(stored)).not.toContain(office.email);
  });

  test("looks the same for a wrong password, an unknown, a disabled and an invited account", async () => {
    const { secondOffice, unit } = world.people;
    await setEnabled(secondOffice.accountId, false);
    const refusals = await Promise.all([
      enter(world.people.office.email, "sai mật khẩu hoàn toàn"),
      enter("khong.co@test.example"),
      enter(secondOffice.email),
      enter(unit.email),
    ]);
    expect(refusals).toEqual([null, null, null, null]);
    await setEnabled(secondOffice.accountId, true);
    expect(await enter(secondOffice.email)).not.toBeNull();
  });

  test("makes a new session and ends the one the browser came with: nobody can fix it beforehand", async () => {
    const { office } = world.people;
    const first = await enter(office.email);
    const second = await enter(office.email, password, hashToken(first?.token ?? ""));
    expect(second?.token).not.toBe(first?.token);
    expect(await who(first?.token)).toBeNull();
    expect(await who(second?.token)).not.toBeNull();
  });

  test("keeps only a hash of the session's token", async () => {
    const session = await enter(world.people.office.email);
    const rows = await world.db.select().from(sessions);
    expect(rows.map(({ tokenHash }) => tokenHash)).toContain(hashToken(session?.token ?? ""));
    expect(JSON.stringify(rows)).not.toContain(session?.token);
  });
});

describe("a session ends", () => {
  const open = async () => {
    const session = await enter(world.people.office.email);
    const hash = hashToken(session?.token ?? "");
    const set = (values: Record<string, unknown>) =>
      world.db.update(sessions).set(values).where(eq(sessions.tokenHash, hash));
    return { token: session?.token, hash, set };
  };

  test("when nobody used it for the idle limit, by the clock of the database", async () => {
    const { token, set } = await open();
    await set({ lastSeenAt: sql`now() - interval '14 minutes 50 seconds'` });
    expect(await who(token)).not.toBeNull();
    await set({ lastSeenAt: sql`now() - interval '15 minutes 1 second'` });
    expect(await who(token)).toBeNull();
  });

  test("at its absolute limit, however busy it is", async () => {
    const { token, set } = await open();
    await set({ expiresAt: sql`now() - interval '1 second'` });
    expect(await who(token)).toBeNull();
  });

  test("at sign-out, once", async () => {
    const { token, hash } = await open();
    await endSession(world.db, hash);
    expect(await who(token)).toBeNull();
    await expect(endSession(world.db, hash)).resolves.toBeUndefined();
  });

  test("at once when the account is disabled, and a new password ends them all", async () => {
    const { leader } = world.people;
    const [before, after] = [await enter(leader.email), await enter(leader.email)];
    await setPassword(world.db, await link(leader.accountId), password);
    expect([await who(before?.token), await who(after?.token)]).toEqual([null, null]);
    const again = await enter(leader.email);
    await setEnabled(leader.accountId, false);
    expect(await who(again?.token)).toBeNull();
    await setEnabled(leader.accountId, true);
    expect(await who(again?.token)).toBeNull();
  });
});

describe("a one-time link", () => {
  test("sets a password once", async () => {
    const token = await link(world.people.province.accountId);
    expect(await getUsableLink(world.db, token, "password")).toMatchObject({
      email: world.people.province.email,
    });
    const both = await Promise.allSettled([
      setPassword(world.db, token, password),
      setPassword(world.db, token, `${password} khác`),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(getUsableLink(world.db, token, "password")).rejects.toThrow(NotFound);
  });

  test("works no longer when it has expired, when a newer one exists, or for a disabled account", async () => {
    const { trainer } = world.people;
    const [old, late] = [await link(trainer.accountId), await link(trainer.accountId)];
    await expect(setPassword(world.db, old, password)).rejects.toThrow(NotFound);
    await world.db
      .update(accountLinks)
      .set({ expiresAt: sql`now() - interval '1 second'` })
      .where(eq(accountLinks.tokenHash, hashToken(late)));
    await expect(setPassword(world.db, late, password)).rejects.toThrow(NotFound);
    const fresh = await link(trainer.accountId);
    await setEnabled(trainer.accountId, false);
    await expect(setPassword(world.db, fresh, password)).rejects.toThrow(NotFound);
  });

  test("of a set-up sets no password, and an unknown one nothing", async () => {
    await expect(getUsableLink(world.db, "không có", "password")).rejects.toThrow(NotFound);
    const token = await link(world.people.office.accountId);
    await expect(getUsableLink(world.db, token, "setup")).rejects.toThrow(NotFound);
  });
});

test("an administrator cannot lock himself out, and an old version changes nothing", async () => {
  const { admin, office } = world.people;
  const self = { accountId: admin.accountId, enabled: false, version: 1 };
  await expect(setAccountEnabled(world.db, admin, self)).rejects.toThrow(Conflict);
  const old = {
    accountId: office.accountId,
    enabled: false,
    version: (await versionOf(office.accountId)) - 1,
  };
  await expect(setAccountEnabled(world.db, admin, old)).rejects.toThrow(Conflict);
});
