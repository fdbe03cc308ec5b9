import { expect, test } from "vitest";
import { startJourney } from "../support/journey.ts";

type Held = Window & { heldTurns: number; letGo: () => void };

/** A browser that is busy when React asks for its next turn, as a cheap phone is while a page starts. */
function holdTurns() {
  const post = MessagePort.prototype.postMessage;
  let held: (() => void)[] | null = [];
  Object.assign(MessagePort.prototype, {
    postMessage(this: MessagePort, message: unknown) {
      if (held === null) post.call(this, message);
      else (window as unknown as Held).heldTurns = held.push(() => post.call(this, message));
    },
  });
  const letGo = () => {
    const turns = held ?? [];
    held = null;
    for (const turn of turns) turn();
  };
  Object.assign(window, { heldTurns: 0, letGo });
}

test("a click while the page is coming to life does no harm", async () => {
  const journey = await startJourney();
  const page = await journey.openPhone();
  await page.addInitScript(holdTurns);
  await page.goto("/login", { waitUntil: "commit" });
  await page.waitForFunction(() => (window as unknown as Held).heldTurns > 0);
  const email = page.getByLabel("Thư điện tử");
  await email.click();
  await page.evaluate(() => (window as unknown as Held).letGo());
  await email.fill("nobody@example.vn");
  await page.waitForFunction(() => "__remixRouter" in window);
  expect(await email.inputValue()).toBe("nobody@example.vn");
  await journey.stop();
});
