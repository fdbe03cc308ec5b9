import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { cruise, type IReporterOutput } from "dependency-cruiser";
import { describe, expect, test } from "vitest";
import rules from "../.dependency-cruiser.json" with { type: "json" };

const root = join(import.meta.dirname, "..");
const filesBelow = (folder: string, ending: RegExp) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));

describe("the architecture", () => {
  test("imports flow one way and never in a circle", async () => {
    const { output } = (await cruise(["app"], {
      ...rules.options,
      ruleSet: { forbidden: rules.forbidden },
      validate: true,
    } as Parameters<typeof cruise>[1])) as IReporterOutput & {
      output: { summary: { violations: { rule: { name: string }; from: string; to: string }[] } };
    };
    expect(output.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual(
      [],
    );
  }, 60_000);

  test("a command uses the outer database for opening its transaction alone", () => {
    const offenders = filesBelow("app/domain", /\.server\.ts$/).flatMap((file) => {
      const code = readFileSync(join(root, file), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
      const isCommand = /\b(inTransaction|onceInTransaction)\(/.test(code);
      if (!isCommand) return [];
      const rest = code
        .replace(/\b(inTransaction|onceInTransaction)\(\s*db\b/g, "")
        .replace(/\bdb: (Database|Queryable)\b/g, "");
      return /\bdb\.(select|insert|update|delete|execute|transaction)\b/.test(rest) ? [file] : [];
    });
    expect(offenders).toEqual([]);
  });

  test("the domain names neither HTTP nor React", () => {
    const offenders = filesBelow("app/domain", /\.tsx?$/).filter((file) =>
      /\b(new Response|Request\b.*from|FormData|redirect\(|from "react)/.test(
        readFileSync(join(root, file), "utf8"),
      ),
    );
    expect(offenders).toEqual([]);
  });

  test("no file carries a name that says nothing", () => {
    const empty = /\/(utils?|helpers?|misc|common|types|constants)\.[tj]sx?$/;
    expect(filesBelow("app", /./).filter((file) => empty.test(`/${file}`))).toEqual([]);
  });

  test("documents name files that exist", () => {
    for (const document of ["README.md", "tests/README.md", "drizzle/README.md"]) {
      const text = readFileSync(join(root, document), "utf8");
      const named = [...text.matchAll(/`((?:app|drizzle|tests|public|\.ci)\/[\w./$[\]-]*)`/g)].map(
        (match) => match[1] ?? "",
      );
      const missing = named.filter((path) => !existsAt(path));
      expect({ document, missing }).toEqual({ document, missing: [] });
    }
  });
});

function existsAt(path: string): boolean {
  try {
    readdirSync(join(root, path));
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOTDIR";
  }
}
