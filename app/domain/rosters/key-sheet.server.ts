import { rosterProof } from "#app/lib/keys.server.ts";

/** The lists that a roster shows, each as it was when the file was made. */
export type RosterKeys = {
  runId: string;
  lists: { id: string; version: number }[];
  /** When, in ISO 8601; null in files of an older version, which do not say. */
  madeAt: string | null;
};

export const keySheetName = "NLS";
const format = "nhan-luc-so/roster/1";

/** What the hidden sheet of a roster says, with the proof that it is ours: a file that comes back names its lists. */
export function keySheet(keys: RosterKeys): { name: string; rows: string[][] } {
  const rows = [
    [format],
    ["run", keys.runId],
    ...(keys.madeAt === null ? [] : [["made", keys.madeAt]]),
    ...keys.lists.map(({ id, version }) => ["list", id, String(version)]),
  ];
  return { name: keySheetName, rows: [...rows, ["proof", rosterProof(JSON.stringify(rows))]] };
}

/** @returns null where nobody of ours wrote these rows, or somebody has changed them since */
export function readKeySheet(rows: readonly (readonly string[])[]): RosterKeys | null {
  const last = rows.at(-1);
  const said = rows.slice(0, -1).map((row) => [...row]);
  if (said[0]?.[0] !== format || last?.[0] !== "proof" || last[1] !== rosterProof(JSON.stringify(said)))
    return null;
  return {
    runId: said[1]?.[1] ?? "",
    lists: said.flatMap(([what, id = "", version]) =>
      what === "list" ? [{ id, version: Number(version) }] : [],
    ),
    madeAt: said.find(([what]) => what === "made")?.[1] ?? null,
  };
}
