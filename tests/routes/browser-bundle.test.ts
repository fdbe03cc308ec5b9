import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const scripts = readdirSync("build/client/assets").filter((name) => name.endsWith(".js"));

test("no server code travels to the browser", () => {
  const traces = /drizzle|pg_catalog|argon2|exceljs|APP_KEYS|append_audit_entries/;
  expect(scripts.filter((name) => traces.test(readFileSync(`build/client/assets/${name}`, "utf8")))).toEqual(
    [],
  );
});

test("each language's texts are files of their own", () => {
  const vietnamese = scripts.filter((name) =>
    readFileSync(`build/client/assets/${name}`, "utf8").includes("Xin điền ô này."),
  );
  const english = scripts.filter((name) =>
    readFileSync(`build/client/assets/${name}`, "utf8").includes("Please fill in this field."),
  );
  expect(vietnamese).toHaveLength(1);
  expect(english).toHaveLength(1);
  expect(vietnamese).not.toEqual(english);
});
