import type { UnderstoodFile } from "./understood-file.ts";

/** An officer goes back and forth between a file's pages for some minutes. */
const keptFor = 10 * 60_000;
/** Of all files together: some tens of megabytes. */
const mostRows = 40_000;

type Entry = { understood: Promise<UnderstoodFile>; rows: number; timer: NodeJS.Timeout | undefined };

/** The files that were understood last, in the memory of the process: nothing of it is written anywhere. */
export class UnderstoodMemory {
  /** The least recently used first. */
  private readonly entries = new Map<string, Entry>();

  /** What is kept under the key, else what `understand` answers; a failure is not kept. */
  recall(key: string, understand: () => Promise<UnderstoodFile>): Promise<UnderstoodFile> {
    const known = this.entries.get(key);
    const entry = known ?? { understood: understand(), rows: 0, timer: undefined };
    clearTimeout(entry.timer);
    entry.timer = setTimeout(() => this.entries.delete(key), keptFor).unref();
    this.entries.delete(key);
    this.entries.set(key, entry);
    if (!known)
      entry.understood.then(
        ({ table }) => {
          entry.rows = table?.rows.length ?? 0;
          this.dropOldest();
        },
        () => this.drop(key, entry),
      );
    return entry.understood;
  }

  private dropOldest(): void {
    let rows = [...this.entries.values()].reduce((sum, entry) => sum + entry.rows, 0);
    for (const [key, entry] of this.entries) {
      if (rows <= mostRows) return;
      rows -= entry.rows;
      this.drop(key, entry);
    }
  }

  private drop(key: string, { timer }: Entry): void {
    clearTimeout(timer);
    this.entries.delete(key);
  }
}
