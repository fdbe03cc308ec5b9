import { createElement } from "react";
import { renderToPipeableStream } from "react-dom/server";
import { expect, test } from "vitest";
import { dropNullBytes } from "#app/http/null-bytes.server.ts";

/** What a visitor gets of these words, each in an element of its own. */
function render(words: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const body = dropNullBytes();
    const parts: Buffer[] = [];
    body.on("data", (part: Buffer) => parts.push(part));
    body.on("end", () => resolve(Buffer.concat(parts).toString("utf8")));
    const page = words.map((word, key) => createElement("b", { key }, word));
    const { pipe } = renderToPipeableStream(page, { onAllReady: () => pipe(body), onShellError: reject });
  });
}

test("no word of a page is broken where a letter does not fit into React's buffer", async () => {
  for (const start of ["", "a", "ab", "abc"]) {
    const words = [start, ...Array.from({ length: 1000 }, () => "người được cử")];
    expect(await render(words)).toBe(words.map((word) => `<b>${word}</b>`).join(""));
  }
});
