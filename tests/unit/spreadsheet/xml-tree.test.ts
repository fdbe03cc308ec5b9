import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseXmlPart } from "#app/spreadsheet/editing/xml-tree.ts";

const source =
  `\uFEFF<?xml version="1.0"?>\r\n<!-- <a> --><x:root xmlns:x='u' note=" r=&quot;9&quot; "  ><!-- > --><x:a r = '1' s="2"/>
  đ &amp; <b><![CDATA[<c/>]]></b><x:a r="2" ></x:a>\n</x:root>\n<!-- end -->`.replace("\uFEFF", "");

describe("the tree of an XML part", () => {
  test("gives back what it was read from, byte for byte", () => {
    expect(parseXmlPart(source).toString()).toBe(source);
  });

  test("changes one attribute and nothing beside it", () => {
    const document = parseXmlPart(source);
    const [first, second] = document.root.elements("a");
    first?.set("r", "A&B");
    second?.set("hidden", 1).set("r", undefined);
    expect(document.toString()).toBe(
      source.replace("r = '1'", 'r="A&#38;B"').replace('<x:a r="2" >', '<x:a hidden="1">'),
    );
    expect(document.root.get("note")).toBe(' r="9" ');
    expect(first?.get("r")).toBe("A&B");
  });

  test("reads texts with entities, character data and astral characters", () => {
    const { root } = parseXmlPart("<r>a&lt;&#x110;&#272;😀<!-- no --><![CDATA[ &amp; ]]></r>");
    expect(root.text()).toBe("a<ĐĐ😀 &amp; ");
  });

  test("writes any text so that it is read the same", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const document = parseXmlPart("<r><t/></r>");
        document.root.find("t")?.setText(text).set("a", text);
        const read = parseXmlPart(document.toString()).root.find("t");
        // biome-ignore lint/suspicious/noControlCharactersInRegex: XML cannot carry these
        const kept = text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "");
        expect([read?.text(), read?.get("a")]).toEqual([kept, kept]);
      }),
    );
  });

  test("reads what looks like a comment inside of character data", () => {
    const { root } = parseXmlPart("<r><![CDATA[a <!-- b --> c]]></r>");
    expect(root.text()).toBe("a <!-- b --> c");
  });

  // Each looked at the rest of the text from every letter once: minutes for one of these.
  test.each([
    ["spaces between attributes", `<r a="1"${" ".repeat(400_000)}/>`],
    ["spaces in an attribute", `<r a="${" ".repeat(400_000)}x"/>`],
    ["beginnings of comments", `<r><![CDATA[${"<!--".repeat(400_000)}]]></r>`],
  ])("takes many %s without looking at them again and again", (_, source) => {
    const { root } = parseXmlPart(source);
    const before = root.get("a");
    root.set("b", 2);
    expect([root.get("a"), root.get("b"), root.text().length]).toEqual([
      before,
      "2",
      source.includes("CDATA") ? 1_600_000 : 0,
    ]);
  });

  test("refuses broken XML and a DOCTYPE", () => {
    for (const broken of ["<r><a></r>", "", '<!DOCTYPE r [<!ENTITY a "b">]><r>&a;</r>', "<r a=<>></r>"]) {
      expect(() => parseXmlPart(broken)).toThrow(expect.objectContaining({ name: "Unreadable" }));
    }
  });
});
