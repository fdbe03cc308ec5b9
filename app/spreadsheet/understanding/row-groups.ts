import { cellText, type SheetRow } from "#app/spreadsheet/workbook.ts";
import { isDepartment } from "#app/vietnamese/organization-names.ts";
import { normalizeText, searchKey } from "#app/vietnamese/text.ts";
import { type Group, goesOn, nameGroup, type RowKind } from "./classify-row.ts";

const pageNumber = /^(?:trang|page)?\s*\d*$/i;

/** The group to which the rows of a list belong: by its group rows, and by what stands above the headers of its tables. */
export class RowGroups {
  private group: Group | null = null;
  /** The unit that a line of its own names since the last row of the list. */
  private title: { row: number; group: Group } | null = null;
  /** Whether a group row stands since then. */
  private isNamed = false;
  /** Whether lines without a meaning stand since then: for all that is known, the name of another unit. */
  private isInDoubt = false;
  /** Whether the rows can still be those of the unit above the whole list. */
  isFirst = true;
  /** Whether rows belong to anything else than the unit above the whole list. */
  hasOthers = false;
  /** Lines that turned out to name the table below them. */
  readonly titles: number[] = [];

  /** What stands above the list, which may stand above its next page again. */
  private readonly above: ReadonlySet<string>;

  constructor(
    private readonly namesGroup: (text: string) => boolean,
    above: readonly SheetRow[],
  ) {
    this.above = new Set(above.flatMap(({ cells }) => cells.map(({ value }) => searchKey(cellText(value)))));
  }

  /** Whether a line names a unit since the last row of the list. */
  get isTitled(): boolean {
    return this.title !== null;
  }

  get name(): string | null {
    return this.group?.name ?? null;
  }

  /** What a row is, where its place alone makes it a group: titles are merged as groups are. */
  know({ cells }: SheetRow, found: RowKind): RowKind {
    if (found.kind !== "group" || this.isNaming(found) || isDepartment(found.name)) return found;
    return cells.every(({ value }) => this.goesOn(normalizeText(cellText(value))))
      ? { kind: "unrecognised" }
      : found;
  }

  /** A group row. */
  enter(inner: Group): void {
    this.forget();
    this.isNamed = true;
    this.hasOthers = true;
    if (this.isPartOf(inner)) return;
    this.group = inner;
    this.isFirst = false;
  }

  /** A line that is no row of the list, and the group that it might be. */
  remember({ number, cells }: SheetRow, found: RowKind): void {
    const texts = cells.map(({ value }) => normalizeText(cellText(value)));
    const [text = ""] = texts;
    if (pageNumber.test(text)) return;
    const isNamed = cells.length === 1 && this.namesGroup(text);
    if (!isNamed && texts.every((said) => this.goesOn(said))) return;
    this.isInDoubt = true;
    if (isNamed) this.title = { row: number, group: nameGroup(text) };
    else if (found.kind === "group" && this.isNaming(found) && (!this.title || this.namesGroup(found.name)))
      this.title = { row: number, group: found };
  }

  /** Whether the text says that the list goes on, or stands above it too. */
  goesOn(text: string): boolean {
    return goesOn.test(text) || this.above.has(searchKey(text));
  }

  /** Whether a group is more than a text in a merged cell. */
  isNaming({ name, number }: Group): boolean {
    return number !== null || this.namesGroup(name);
  }

  /** A row of the list. */
  forget(): void {
    this.title = null;
    this.isNamed = false;
    this.isInDoubt = false;
  }

  /** The header of a further table, or the header again on another page. */
  enterTable(): void {
    if (this.isInDoubt && !this.isNamed) {
      if (this.title) this.titles.push(this.title.row);
      this.group = this.title?.group ?? null;
      this.hasOthers = true;
      this.isFirst = false;
    }
    this.forget();
  }

  /** "I.1 Phân xưởng" and "Phòng Kế toán" are parts of the company above them. */
  private isPartOf(inner: Group): boolean {
    if (this.namesGroup(inner.name)) return false;
    if (isDepartment(inner.name)) return this.group === null || this.namesGroup(this.group.name);
    const outer = this.group?.number;
    return !!outer && !!inner.number?.startsWith(`${outer}.`) && this.namesGroup(this.group?.name ?? "");
  }
}
