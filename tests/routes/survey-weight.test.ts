import { afterAll, beforeAll, expect, test } from "vitest";
import { type Application, startApplication } from "#tests/support/application.ts";
import { weighSurveyForm } from "#tests/support/survey-weight.ts";

let app: Application;
beforeAll(async () => {
  app = await startApplication();
});
afterAll(() => app?.stop());

test("a phone sees and sends the form for 25 kB, and has all of its scripts for 140 kB", async () => {
  const { html, css, scripts, scriptFiles } = await weighSurveyForm(app);
  // The measurement itself is whole: the page's own module and its texts are among what it weighs.
  expect(scriptFiles.join(" ")).toMatch(/s\._token\.form-.*survey-|survey-.*s\._token\.form-/);
  expect(html + css).toBeLessThanOrEqual(25_000);
  expect(html + css + scripts).toBeLessThanOrEqual(140_000);
});
