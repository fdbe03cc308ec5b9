import type { UnderstoodFile } from "./understood-file.ts";

/** An officer goes back and forth between a file's pages for some minutes; counted from the last look. */
const keptFor = 10 * 60_000;
/** Of all files together, of two bytes each: some tens of megabytes. */
const mostCharacters = 32_000_000;
/** What a row weighs beside its texts. */
const rowCharacters = 400;
/** As it is read now, and as it was before the last change: a refused change shows that again. */
const mostOfOneImport = 2;

type Entry = {
  importId: string;
  understood: Promise<UnderstoodFile>;
  characters: number;
  timer: NodeJS.Timeout | undefined;
};

/** The files that were understood last, in the memory of the process: nothing of it is written anywhere. */
export class UnderstoodMemory {
  /** The least recently used first. */
  private readonly entries = new Map<string, Entry>();

  /**
   * What is kept of the import under the key, else what `understand` answers; a failure is not kept.
   * @param reading says how the file of the import is read
   */
  recall(
    importId: string,
    reading: string,
    understand: () => Promise<UnderstoodFile>,
  ): Promise<UnderstoodFile> {
    const key = `${importId} ${reading}`;
    const known = this.entries.get(key);
    const entry = known ?? { importId, understood: understand(), characters: 0, timer: undefined };
    clearTimeout(entry.timer);
    entry.timer = setTimeout(() => this.entries.delete(key), keptFor).unref();
    this.entries.delete(key);
    this.entries.set(key, entry);
    if (!known) {
      this.dropAllBut(mostOfOneImport, importId);
      entry.understood.then(
        (understood) => {
          entry.characters = weigh(understood);
          this.dropOldest();
        },
        () => {
          if (this.entries.get(key) === entry) this.drop(key, entry);
        },
      );
    }
    return entry.understood;
  }

  /** Nothing of the import is to stay, as of one that was thrown away. */
  forget(importId: string): void {
    this.dropAllBut(0, importId);
  }

  private dropAllBut(newest: number, importId: string): void {
    const own = [...this.entries].filter(([, entry]) => entry.importId === importId);
    for (const [key, entry] of own.slice(0, Math.max(0, own.length - newest))) this.drop(key, entry);
  }

  private dropOldest(): void {
    let characters = [...this.entries.values()].reduce((sum, entry) => sum + entry.characters, 0);
    for (const [key, entry] of this.entries) {
      if (characters <= mostCharacters) return;
      characters -= entry.characters;
      this.drop(key, entry);
    }
  }

  private drop(key: string, { timer }: Entry): void {
    clearTimeout(timer);
    this.entries.delete(key);
  }
}

/** About the characters of a file: its cells, the rows that were read from them, and all that is no row. */
function weigh({ table, texts, ...rest }: UnderstoodFile): number {
  const others = JSON.stringify([rest, table && { ...table, rows: [] }]).length;
  let cells = 0;
  for (const text of texts.values()) cells += text.length;
  return others + 2 * cells + rowCharacters * (table?.rows.length ?? 0);
}
