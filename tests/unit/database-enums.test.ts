import { isPgEnum } from "drizzle-orm/pg-core";
import { expect, test } from "vitest";
import * as schema from "#app/db/schema/index.ts";
import { units } from "#app/domain/accounts/schema.ts";
import { roles } from "#app/domain/actor.ts";
import { businessKinds } from "#app/domain/businesses/schema.ts";
import { registryStatuses } from "#app/domain/clusters/schema.ts";
import { runStatuses } from "#app/domain/courses/rules.ts";
import { runModes } from "#app/domain/courses/schema.ts";
import { importKinds } from "#app/domain/imports/schema.ts";
import { listStatuses, signingCapacities } from "#app/domain/lists/schema.ts";
import { nominationStatuses } from "#app/domain/nominations/schema.ts";
import { attendances, results } from "#app/domain/outcomes/schema.ts";
import { genders, qualifications } from "#app/domain/people/schema.ts";
import { formStatuses } from "#app/domain/provider-forms/schema.ts";
import { channels } from "#app/domain/rounds/schema.ts";
import { skillGroups } from "#app/domain/skills/schema.ts";
import { needModes, needStatuses, responseSources, responseStatuses } from "#app/domain/survey/schema.ts";

/** Each enum of the database that has a tuple in the domain, by its name. */
const tuples: Record<string, readonly string[]> = {
  role: roles,
  unit: units,
  registry_status: registryStatuses,
  business_kind: businessKinds,
  run_status: runStatuses,
  run_mode: runModes,
  import_kind: importKinds,
  nomination_status: nominationStatuses,
  list_status: listStatuses,
  signing_capacity: signingCapacities,
  attendance: attendances,
  result: results,
  provider_form_status: formStatuses,
  gender: genders,
  qualification: qualifications,
  skill_group: skillGroups,
  channel: channels,
  response_source: responseSources,
  response_status: responseStatuses,
  need_mode: needModes,
  need_status: needStatuses,
};

/** Those of which no form and no rule of the domain has a list: their types come from the database itself. */
const databaseOnly = [
  "account_status",
  "account_link_kind",
  "import_status",
  "nomination_source",
  "seat_kind",
  "person_status",
  "skill_status",
  "round_status",
];

const enums = Object.values(schema).flatMap((value: unknown) =>
  isPgEnum(value) ? [{ name: value.enumName, values: value.enumValues }] : [],
);

test.each(enums)("the enum $name of the database has the words of the domain", ({ name, values }) => {
  if (!databaseOnly.includes(name)) expect(tuples[name], `${name} has no tuple here`).toEqual(values);
});

test("no name stands here whose enum is gone", () => {
  const names = enums.map(({ name }) => name);
  expect([...Object.keys(tuples), ...databaseOnly].filter((name) => !names.includes(name))).toEqual([]);
});
