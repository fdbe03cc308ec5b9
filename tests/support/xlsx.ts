import { buildZip, type ZipPart } from "./zip.ts";

const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const relationships = "http://schemas.openxmlformats.org/package/2006/relationships";
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

export interface WorkbookSource {
  /** What stands inside `<worksheet>`. */
  sheet?: string | ZipPart["data"];
  /** What stands inside `<workbook>` before the sheets. */
  workbook?: string;
  /** What stands inside `<workbook>` after the sheets. */
  afterSheets?: string;
  sharedStrings?: string;
  styles?: string;
  /** Further parts, or replacements by name. */
  parts?: ZipPart[];
}

/** The smallest workbook that Excel opens, with one sheet called "DS" and the given pieces of XML in place. */
export function buildWorkbook(source: WorkbookSource = {}): Buffer {
  const parts = new Map(workbookParts(source).map((part) => [part.name, part]));
  for (const part of source.parts ?? []) parts.set(part.name, part);
  return buildZip([...parts.values()]);
}

/** `<worksheet>` with these rows of values: text, numbers, and null for no cell. */
export function sheetXml(rows: (string | number | null)[][], after = ""): string {
  const xml = rows.map((values, index) => {
    const cells = values.map((value, column) =>
      cellXml(`${String.fromCharCode(65 + column)}${index + 1}`, value),
    );
    return `<row r="${index + 1}">${cells.join("")}</row>`;
  });
  return `<sheetData>${xml.join("")}</sheetData>${after}`;
}

function cellXml(address: string, value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return `<c r="${address}"><v>${value}</v></c>`;
  const text = value.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return `<c r="${address}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
}

function workbookParts(source: WorkbookSource): ZipPart[] {
  const { sheet = "<sheetData/>", workbook = "", afterSheets = "", sharedStrings, styles } = source;
  const targets = [
    `<Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/>`,
    sharedStrings && `<Relationship Id="rId2" Type="${office}/sharedStrings" Target="sharedStrings.xml"/>`,
    styles && `<Relationship Id="rId3" Type="${office}/styles" Target="styles.xml"/>`,
  ];
  const parts: ZipPart[] = [
    {
      name: "[Content_Types].xml",
      data: '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    },
    {
      name: "_rels/.rels",
      data: `<Relationships xmlns="${relationships}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      data: `<Relationships xmlns="${relationships}">${targets.filter(Boolean).join("")}</Relationships>`,
    },
    {
      name: "xl/workbook.xml",
      data: `<workbook xmlns="${main}" xmlns:r="${office}">${workbook}<sheets><sheet name="DS" sheetId="1" r:id="rId1"/></sheets>${afterSheets}</workbook>`,
    },
    {
      name: "xl/worksheets/sheet1.xml",
      data: typeof sheet === "string" ? `<worksheet xmlns="${main}">${sheet}</worksheet>` : sheet,
    },
  ];
  if (sharedStrings)
    parts.push({ name: "xl/sharedStrings.xml", data: `<sst xmlns="${main}">${sharedStrings}</sst>` });
  if (styles)
    parts.push({ name: "xl/styles.xml", data: `<styleSheet xmlns="${main}">${styles}</styleSheet>` });
  return parts;
}
