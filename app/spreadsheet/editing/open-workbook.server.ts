import { Unreadable } from "#app/spreadsheet/reading/read-problems.ts";
import { readWorkbookParts } from "#app/spreadsheet/reading/workbook-parts.server.ts";
import { OfficePackage } from "./office-package.server.ts";
import { StyleSheet } from "./style-sheet.ts";

/** A workbook that is being changed: its parts, and where the ones that a change needs stand. */
export interface OpenWorkbook {
  parts: OfficePackage;
  /** Path of the workbook part itself. */
  main: string;
  sheets: { name: string; path: string }[];
  styles: StyleSheet;
  date1904: boolean;
}

const officeTypes = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const sheetTypes = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** Opens a workbook to be changed. Macros are taken out: what we send out runs nothing. @throws {Unreadable} */
export async function openWorkbook(bytes: Uint8Array): Promise<OpenWorkbook> {
  const parts = await OfficePackage.open(bytes);
  const { sheets, styles, date1904 } = await readWorkbookParts(parts);
  const main = (await parts.related("")).find(({ type }) => type === "officeDocument")?.path;
  if (main === undefined) throw new Unreadable("notWorkbook", "no main part");
  removeMacros(parts, main);
  return {
    parts,
    main,
    sheets,
    styles: new StyleSheet(styles === undefined ? null : parts.read(styles)),
    date1904,
  };
}

/** The bytes of the workbook as it is now. */
export async function closeWorkbook({ parts, main, styles }: OpenWorkbook): Promise<Buffer> {
  if (styles.isChanged) {
    const known = (await parts.related(main)).find(({ type }) => type === "styles")?.path;
    if (known !== undefined) parts.write(known, styles.toString());
    else
      parts.addPart("xl/styles.xml", styles.toString(), {
        source: main,
        type: `${officeTypes}/styles`,
        contentType: `${sheetTypes}.styles+xml`,
      });
  }
  return parts.toBuffer();
}

function removeMacros(parts: OfficePackage, main: string): void {
  if (parts.paths.some((path) => /\/macrosheets\//i.test(path)))
    throw new Unreadable("damaged", "macro sheet");
  const macros = parts.paths.filter((path) => /\/vba[^/]*(\.bin|\.xml|\.bin\.rels)$/i.test(path));
  for (const path of macros) parts.removePart(path);
  const types = parts.readXml("[Content_Types].xml");
  const type = types?.root
    .elements("Override")
    .find((entry) => entry.get("PartName")?.toLowerCase() === `/${main.toLowerCase()}`);
  if (!types || !type?.get("ContentType")?.includes("macroEnabled")) return;
  type.set("ContentType", `${sheetTypes}.sheet.main+xml`);
  parts.write("[Content_Types].xml", types);
}
