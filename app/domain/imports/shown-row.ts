import type { RowState } from "./schema.ts";

/** A row of an import as the page shows it: values as text, numbers of persons masked. Messages are read by `parseMessage`. */
export type ShownRow = {
  rowNumber: number;
  hidden: boolean;
  state: RowState;
  /** The business or person that it is known to be. */
  knownId: string | null;
  cells: ShownCell[];
  /** What is to be said about the row as a whole. */
  remarks: string[];
  /** Whether it is asked which of the candidates is meant, or somebody else. */
  asksWho: boolean;
  candidates: { id: string; text: string }[];
  answer: string | null;
  isMended: boolean;
};

export type ShownCell = {
  field: string;
  text: string | null;
  /** The known value that would be replaced; absent where nothing changes. */
  before?: string | null;
  problems: string[];
  notes: string[];
  /** What a field for mending it starts with. */
  typed: string;
};
