/** A need line inside a stored revision, as far as a difference shows it. */
export type RevisionLine = {
  id: string;
  number: number;
  position: string;
  skillId: string;
  level: number;
  people: number;
  mode: "hire" | "train";
  wantedYear: number;
  wantedQuarter: number;
};

const fields = [
  "contactTitle",
  "workerCount",
  "femaleCount",
  "digitalWorkerCount",
  "noNeed",
  "note",
] as const;
export type RevisionField = (typeof fields)[number];

/** What `response_revisions.content` holds: the answer without the contact's name and phone. */
export type RevisionContent = {
  contactTitle: string | null;
  workerCount: number;
  femaleCount: number;
  digitalWorkerCount: number | null;
  noNeed: boolean;
  note: string | null;
  needs: RevisionLine[];
};

export type RevisionChanges = {
  fields: {
    field: RevisionField;
    before: string | number | boolean | null;
    after: string | number | boolean | null;
  }[];
  /** Without `before` the line was added, without `after` it was left out. */
  lines: { number: number; before: RevisionLine | null; after: RevisionLine | null }[];
};

/** What a correction changed: fields by name, need lines by their identity. */
export function revisionChanges(before: RevisionContent, after: RevisionContent): RevisionChanges {
  const numbers = [...new Set([...before.needs, ...after.needs].map((line) => line.number))];
  const lineOf = ({ needs }: RevisionContent, number: number) =>
    needs.find((line) => line.number === number) ?? null;
  return {
    fields: fields
      .filter((field) => before[field] !== after[field])
      .map((field) => ({ field, before: before[field], after: after[field] })),
    lines: numbers
      .map((number) => ({ number, before: lineOf(before, number), after: lineOf(after, number) }))
      .filter((change) => !sameLine(change.before, change.after))
      .sort((a, b) => a.number - b.number),
  };
}

function sameLine(a: RevisionLine | null, b: RevisionLine | null): boolean {
  if (!a || !b) return a === b;
  return (Object.keys(a) as (keyof RevisionLine)[]).every((name) => a[name] === b[name]);
}
