import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { check } from "recheck";
import ts from "typescript";
import { expect, test } from "vitest";

const app = join(import.meta.dirname, "../app");

/** What takes long on long texts only, and is never given one. By file: the expression's beginning, and what bounds it. */
const bounded: Record<string, Record<string, string>> = {
  "spreadsheet/understanding/classify-row.ts": { "[^\\dA-Z]+$": "bareGroupNumber, groupNumber, listNumber" },
  "spreadsheet/understanding/score-label.ts": { "[([][^)\\]]*[)\\]]": "longestWritten" },
  "vietnamese/phone.ts": {
    "^([^\\d+]*)": "LONGEST_TEXT",
    "^[\\s.,/;|)": "LONGEST_TEXT",
  },
};

test("no regular expression takes more than a few looks at each letter of a text", async () => {
  const slow: string[] = [];
  for (const { file, source, flags } of listExpressions()) {
    const isBounded = Object.keys(bounded[file] ?? {}).some((beginning) => source.startsWith(beginning));
    if (isBounded) continue;
    const { status } = await check(source, flags, { timeout: 20_000 });
    if (status !== "safe") slow.push(`${file}: /${source}/${flags} is ${status}`);
  }
  expect(slow).toEqual([]);
}, 300_000);

function listExpressions() {
  const files = readdirSync(app, { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.tsx?$/.test(name),
  );
  return files.flatMap((file) => {
    const found: { file: string; source: string; flags: string }[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) {
        const end = node.text.lastIndexOf("/");
        found.push({ file, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
      }
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(file, readFileSync(join(app, file), "utf8"), ts.ScriptTarget.Latest, true));
    return found;
  });
}
