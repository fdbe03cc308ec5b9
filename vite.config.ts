import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig, type Plugin } from "vite";

declare module "@remix-run/node" {
  interface Future {
    v3_singleFetch: true;
  }
}

/**
 * One server bundle with two more entries beside Remix's own: the HTTP server and the worker that reads
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
                  "read-worker": "app/spreadsheet/read-worker.server.ts",
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

export default defineConfig({
  plugins: [
    tailwindcss(),
    remix({
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
  build: { target: "es2020" },
});
