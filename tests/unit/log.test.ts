import { DrizzleQueryError } from "drizzle-orm";
import postgres from "postgres";
import { expect, test } from "vitest";
import { DatabaseUnavailable } from "#app/db/errors.server.ts";
import { describeError } from "#app/lib/log.server.ts";

test("an error of the database reaches the log without what somebody typed", () => {
  const driver = Object.assign(new postgres.PostgresError("canary 062196991234" as never), {
    code: "55P03",
    detail: "Key (phone)=(+84912345678) exists",
    parameters: ["Rmah H'Bia"],
  });
  const query = new DrizzleQueryError(
    "insert into people values ($1)",
    ["Rmah H'Bia", "062196991234"],
    driver,
  );
  for (const error of [query, new DatabaseUnavailable(query), driver]) {
    const logged = JSON.stringify(describeError(error));
    expect(logged).not.toMatch(/Rmah|062196991234|84912345678|canary/);
    expect(logged).toContain("55P03");
  }
});
