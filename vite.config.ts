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
  ],
  build: { target: "es2020", sourcemap: false },
});
