import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Connection, connect } from "#app/db/client.server.ts";
import { accountLinks, accounts } from "#app/db/schema/index.ts";
import { signIn } from "#app/domain/accounts/commands.server.ts";
import { getUsableLink, hasAnyAccount } from "#app/domain/accounts/queries.server.ts";
import { createSetUpLink, setUpInstallation } from "#app/domain/accounts/set-up.server.ts";
import { NotFound } from "#app/domain/errors.ts";
import { hashToken, newToken } from "#app/lib/keys.server.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";

/** An installation as it is right after its first start. */
let database: TestDatabase;
let connection: Connection;
beforeAll(async () => {
  database = await createTestDatabase();
  connection = connect(database.url);
});
afterAll(async () => {
  await connection.close();
  await database.drop();
});

const admin = (number: number) => ({
  email: `quan.tri.${number}@test.example`,
  fullName: `Quản trị ${number}`,
  password: "một câu dài chỉ quản trị biết",
});

describe("an empty installation", () => {
  test("has no account that anybody could sign in with", async () => {
    expect(await hasAnyAccount(connection.db)).toBe(false);
    for (const password of ["admin", "Demo-DakCam-2026", ""]) {
      const session = await signIn(
        connection.db,
        { email: "admin@dakcam.demo", password },
        { previousSession: null, hours: 1 },
      );
      expect(session).toBeNull();
    }
  });

  test("has one set-up link, the latest", async () => {
    const earlier = (await createSetUpLink(connection.db)) ?? "";
    const latest = (await createSetUpLink(connection.db)) ?? "";
    await expect(getUsableLink(connection.db, earlier, "setup")).rejects.toThrow(NotFound);
    await expect(getUsableLink(connection.db, latest, "setup")).resolves.toBeDefined();
  });

  test("gets one administrator, whoever uses whichever link at once", async () => {
    const { db } = connection;
    const token = (await createSetUpLink(db)) ?? "";
    const ofAnotherProcess = newToken();
    await db.insert(accountLinks).values({
      tokenHash: hashToken(ofAnotherProcess),
      kind: "setup",
      expiresAt: sql`now() + interval '1 hour'`,
    });
    const tries = await Promise.allSettled(
      [token, ofAnotherProcess, token, ofAnotherProcess].map((link, number) =>
        setUpInstallation(db, link, admin(number)),
      ),
    );
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await db.select({ role: accounts.role, status: accounts.status }).from(accounts)).toEqual([
      { role: "admin", status: "active" },
    ]);
  });

  test("is empty no longer: there is no further link", async () => {
    expect(await createSetUpLink(connection.db)).toBeNull();
  });
});
