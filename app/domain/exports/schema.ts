/** Kinds of files with people in them. A new kind needs its words in the catalogue: `lists:exports.kinds.…`. */
export const exportKinds = ["roster", "people", "businesses", "nominations", "responses", "import"] as const;
export type ExportKind = (typeof exportKinds)[number];
