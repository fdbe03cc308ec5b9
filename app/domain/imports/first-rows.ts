/** Which row of a list was the first with a number that stands for one person or business alone. */
export class FirstRows {
  private readonly rows = new Map<string, number>();

  /** @returns the row that has the number already; null for the first one, and without a number */
  before(number: string | null, rowNumber: number): number | null {
    if (number === null) return null;
    const first = this.rows.get(number);
    if (first === undefined) this.rows.set(number, rowNumber);
    return first ?? null;
  }
}
