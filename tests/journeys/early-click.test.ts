import { expect, test } from "vitest";
import { startJourney } from "../support/journey.ts";

/** A browser that is busy when React asks for its next turn, as a cheap phone is while a page starts. */
function delayTurns() {
  const post = MessagePort.prototype.postMessage;
  Object.assign(MessagePort.prototype, {
    postMessage(this: MessagePort, message: unknown) {
      setTimeout(() => post.call(this, message), 200);
    },
  });
}

test("a click while the page is coming to life does no harm", async () => {
  const journey = await startJourney();
  const page = await journey.openPhone();
  await page.addInitScript(delayTurns);
  await page.goto("/login", { waitUntil: "commit" });
  const email = page.getByLabel("Thư điện tử");
  for (let press = 0; press < 20; press++) {
    await email.click();
    await page.waitForTimeout(30);
  }
  await email.fill("nobody@example.vn");
  await page.waitForFunction(() => "__remixRouter" in window);
  expect(await email.inputValue()).toBe("nobody@example.vn");
  await journey.stop();
});
