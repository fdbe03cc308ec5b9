import type { ServerBuild } from "@remix-run/node";
import { createServer } from "vite";
import type * as serving from "./http/serve.server.ts";

/** `npm run dev`: the same stack as the built server, with vite in the middle; everything is loaded through vite. */
const vite = await createServer({
  // Two developers' servers on one checkout must not clear each other's pre-built packages.
  cacheDir: `node_modules/.vite/${process.env.PORT ?? 3000}`,
  server: { middlewareMode: true, hmr: { port: Number(process.env.PORT ?? 3000) + 20_000 } },
  appType: "custom",
});
const { serve } = (await vite.ssrLoadModule("/app/http/serve.server.ts")) as typeof serving;
await serve(() => vite.ssrLoadModule("virtual:remix/server-build") as Promise<ServerBuild>, vite.middlewares);
