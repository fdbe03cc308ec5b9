import { writeFileSync } from "node:fs";
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
  return {
    name: "compress-assets",
    apply: "build",
    writeBundle(options, bundle) {
      if (!options.dir?.endsWith("client")) return;
      for (const [name, file] of Object.entries(bundle)) {
        if (!/\.(js|css|json|svg)$/.test(name)) continue;
        const content = Buffer.from(file.type === "chunk" ? file.code : file.source);
        writeFileSync(join(options.dir, `${name}.br`), brotliCompressSync(content));
        writeFileSync(join(options.dir, `${name}.gz`), gzipSync(content, { level: 9 }));
      }
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
