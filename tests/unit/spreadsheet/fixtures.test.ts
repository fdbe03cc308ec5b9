import { expect, test } from "vitest";
import { expectedOf, fixtureNames, readFixture, understandFile } from "#tests/support/understood.ts";

test.each(fixtureNames)("%s is read exactly as expected", async (name) => {
  expect(await understandFile(readFixture(name), name)).toEqual(expectedOf(name));
});
