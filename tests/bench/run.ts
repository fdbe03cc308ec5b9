import "#tests/support/environment.ts";

/** `npm run bench` runs all, `npm run bench lists` one. Each prints JSON lines; figures are ratios of one run. */
const benches: Record<string, () => Promise<() => Promise<void>>> = {
  survey: async () => (await import("./survey-submit.ts")).benchSurveySubmit,
  roster: async () => (await import("./roster-export.ts")).benchRosterExport,
  lists: async () => (await import("./list-pages.ts")).benchListPages,
  excel: async () => (await import("./excel.ts")).benchExcel,
  weight: async () => (await import("./survey-weight.ts")).benchSurveyWeight,
};

const chosen = process.argv.slice(2);
for (const [name, load] of Object.entries(benches)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  const bench = await load();
  await bench();
}
process.exit(0);
