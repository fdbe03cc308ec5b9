import { cellText, type SheetRow } from "#app/spreadsheet/workbook.ts";
import { isDepartment } from "#app/vietnamese/organization-names.ts";
import { normalizeText } from "#app/vietnamese/text.ts";
import { type Group, nameGroup } from "./classify-row.ts";

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

  constructor(private readonly namesGroup: (text: string) => boolean) {}

  get name(): string | null {
    return this.group?.name ?? null;
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

  /** A line that is no row of the list. */
  remember({ number, cells: [first, ...others] }: SheetRow): void {
    const text = normalizeText(cellText(first?.value));
    if (pageNumber.test(text)) return;
    this.isInDoubt = true;
    if (others.length === 0 && this.namesGroup(text)) this.title = { row: number, group: nameGroup(text) };
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
