import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig, type Plugin } from "vite";

import { exportFormats } from "./app/lib/export-formats.ts";

declare module "@remix-run/node" {
  interface Future {
    v3_singleFetch: true;
  }
}

/**
 * One server bundle with more entries beside Remix's own: the HTTP server and the workers that read and change
 * untrusted workbooks. They share chunks with the routes, so there is one connection pool in the process.
 */
function serverEntries(): Plugin {
  return {
    name: "server-entries",
    enforce: "post",
    config: (_config, { isSsrBuild }) =>
      isSsrBuild
        ? {
            build: {
              target: "node20",
              rollupOptions: {
                input: {
                  index: "virtual:remix/server-build",
                  server: "app/server.ts",
                  "read-worker": "app/spreadsheet/reading/read-worker.server.ts",
                  "edit-worker": "app/spreadsheet/editing/edit-worker.server.ts",
                  "form-worker": "app/domain/provider-forms/form-worker.server.ts",
                  "understand-worker": "app/domain/imports/understand-worker.server.ts",
                  "roster-worker": "app/domain/outcomes/roster-worker.server.ts",
                },
                output: { entryFileNames: "[name].js" },
              },
            },
          }
        : undefined,
  };
}

/** Text assets as .br and .gz beside themselves: compressing them for each request costs 13 ms. */
function compressAssets(): Plugin {
  const folder = "build/client";
  return {
    name: "compress-assets",
    apply: "build",
    // After the last build, because Remix writes the browser's list of routes while it builds the server.
    closeBundle: {
      order: "post",
      handler() {
        for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
          const file = join(folder, name);
          if (!/\.(js|css|json|svg)$/.test(name) || existsSync(`${file}.br`)) continue;
          const content = readFileSync(file);
          writeFileSync(`${file}.br`, brotliCompressSync(content));
          writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
        }
      },
    },
  };
}

const downloadEnding = "[.]$format.ts";

/** A list's download is one file and three routes: `office.people[.]$format.ts` answers people.xlsx, .csv and .pdf. */
const downloadRoutes: NonNullable<Parameters<typeof remix>[0]>["routes"] = (defineRoutes) =>
  defineRoutes((route) => {
    for (const file of readdirSync("app/routes").filter((name) => name.endsWith(downloadEnding))) {
      const name = file.slice(0, -downloadEnding.length);
      const path = name
        .split(".")
        .map((segment) => segment.replace(/^\$/, ":"))
        .join("/");
      for (const format of exportFormats)
        route(`${path}.${format}`, `routes/${file}`, { id: `routes/${name}[.]${format}` });
    }
  });

/**
 * postgres 3.4.9 puts small writes off to the end of the turn, and does not expect that the connection has ended by
 * then: it ends the whole process with a TypeError, or keeps a timer that never sends again
 * (github.com/porsager/postgres/issues/1208, /1154). Until a release mends it, a write without a socket fails its query.
 */
function mendDriver(): Plugin {
  const mends = [
    [
      "const x = socket.write(chunk, fn)",
      "if (!socket) { chunk = nextWriteTimer = null; error(Errors.connection('CONNECTION_CLOSED', options)); return false }\n    const x = socket.write(chunk, fn)",
    ],
    [
      "incomings = null\n    clearImmediate(nextWriteTimer)",
      "incomings = null\n    clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = null",
    ],
  ] as const;
  let mended = false;
  return {
    name: "mend-driver",
    config: () => ({ ssr: { noExternal: ["postgres"] } }),
    transform(code, id) {
      if (!id.includes("/node_modules/postgres/src/connection.js")) return null;
      mended = true;
      return mends.reduce((text, [broken, whole]) => {
        if (text.split(broken).length !== 2)
          this.error("the driver was changed: see whether it needs mending");
        return text.replace(broken, () => whole);
      }, code);
    },
    generateBundle() {
      if (this.environment.name === "ssr" && !mended)
        this.error("the driver was not found where it is mended: see where it is now");
    },
  };
}

export default defineConfig({
  plugins: [
    mendDriver(),
    tailwindcss(),
    remix({
      ignoredRouteFiles: ["**/*$format.ts"],
      routes: downloadRoutes,
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        v3_singleFetch: true,
        // Off on purpose: with it on, one anonymous request to /__manifest costs seconds of CPU.
        v3_lazyRouteDiscovery: false,
      },
    }),
    serverEntries(),
    compressAssets(),
  ],
  build: {
    target: "es2020",
    rollupOptions: {
      onwarn: (warning, warn) => {
        // Routes without a page have nothing for the browser, and a comment of zod's names the mark for pure calls.
        const isKnown =
          warning.code === "EMPTY_BUNDLE" ||
          (warning.code === "INVALID_ANNOTATION" && warning.id?.includes("/node_modules/zod/"));
        if (!isKnown) warn(warning);
      },
    },
  },
});
