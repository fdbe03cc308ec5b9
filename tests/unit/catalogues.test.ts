import { describe, expect, test } from "vitest";
import { catalogues } from "#app/i18n/catalogues.server.ts";

/** Every text of a catalogue by its full key. */
function textsOf(node: unknown, prefix = ""): Map<string, string> {
  if (typeof node === "string") return new Map([[prefix, node]]);
  return new Map(
    Object.entries(node as Record<string, unknown>).flatMap(([name, inner]) => [
      ...textsOf(inner, prefix ? `${prefix}.${name}` : name),
    ]),
  );
}

const vi = textsOf(catalogues.vi);
const en = textsOf(catalogues.en);
const parameters = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

describe("the two catalogues", () => {
  test("have the same keys", () => {
    expect([...en.keys()].filter((key) => !vi.has(key))).toEqual([]);
    expect([...vi.keys()].filter((key) => !en.has(key))).toEqual([]);
  });

  test("take the same numbers and names into the same sentences", () => {
    const different = [...vi].filter(
      ([key, text]) => `${parameters(text)}` !== `${parameters(en.get(key) ?? "")}`,
    );
    expect(different.map(([key]) => key)).toEqual([]);
  });

  test("have no empty text, and Vietnamese that is composed (NFC)", () => {
    expect(
      [...vi, ...en]
        .filter(([, text]) => text.trim() === "" || text !== text.normalize("NFC"))
        .map(([key]) => key),
    ).toEqual([]);
  });
});
