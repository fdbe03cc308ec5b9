import type { Application } from "./application.ts";
import { type PageWeight, weighPage } from "./page-weight.ts";
import { PlainBrowser } from "./plain-browser.ts";
import { insertInvitation, insertRound, insertTaxedBusiness, someSkill } from "./survey.ts";

/** Weighs the form of a business that has filled in three needs. */
export async function weighSurveyForm(app: Application): Promise<PageWeight> {
  const wardId = app.people.ward.id;
  const round = await insertRound(app.db, wardId);
  const business = await insertTaxedBusiness(app.db, wardId, { taxCode: null });
  const { token } = await insertInvitation(app.db, { wardId, roundId: round.id, businessId: business.id });
  const skillId = await someSkill(app.db);
  const phone = await new PlainBrowser(app).open(`/s/${token}`);
  await phone.press({});
  const line = { position: "Vận hành cảm biến", skillId, level: "2", mode: "train", people: "2" };
  for (const index of [0, 1, 2]) {
    const fields = Object.entries(line).map(([name, value]) => [`needs.${index}.${name}`, value]);
    await phone.press({ intent: index < 2 ? "add" : "save" }, Object.fromEntries(fields));
  }
  return weighPage(app.origin + phone.path, phone.cookieHeader(), ["survey", "skills"]);
}
