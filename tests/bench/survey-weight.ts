import { weighSurveyForm } from "#tests/support/survey-weight.ts";
import { print, startBenchApplication } from "./support.ts";

/** Bytes of the survey form on the wire, brotli as served. Limits: tests/routes/survey-weight.test.ts. */
export async function benchSurveyWeight(): Promise<void> {
  const app = await startBenchApplication();
  try {
    const { html, css, scripts } = await weighSurveyForm(app);
    print({
      name: "survey-weight",
      html_bytes: html,
      css_bytes: css,
      script_bytes: scripts,
      all_bytes: html + css + scripts,
    });
  } finally {
    await app.stop();
  }
}
