import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listInvitations } from "#app/domain/rounds/invitations.server.ts";
import { listSkills } from "#app/domain/skills/queries.server.ts";
import { answerFor, openRoundOf } from "#tests/support/answers.ts";
import { type Application, startApplication } from "#tests/support/application.ts";
import { insertBusiness } from "#tests/support/personas.ts";
import { textOf } from "#tests/support/plain-browser.ts";
import { cellsOf } from "#tests/support/xlsx.ts";

let app: Application;
let roundId: string;
beforeAll(async () => {
  app = await startApplication();
  roundId = await openRoundOf(app.db, app.people.office);
});
afterAll(() => app?.stop());
