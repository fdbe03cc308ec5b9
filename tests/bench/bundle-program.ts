import { join } from "node:path";
import { build } from "vite";
import { ensureBuild } from "#app/cli/ensure-build.ts";

/** Bundled like the server, because TypeScript that is translated while it runs would be measured too. */
export async function bundleProgram(name: string): Promise<string> {
  ensureBuild();
  const outDir = "node_modules/.cache/bench";
  const ssr = `tests/bench/${name}.ts`;
  await build({
    configFile: false,
    logLevel: "silent",
    build: { ssr, outDir, target: "node20", emptyOutDir: false },
  });
  return join(outDir, `${name}.js`);
}
