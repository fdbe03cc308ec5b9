import * as build from "virtual:remix/server-build";
import type { ServerBuild } from "@remix-run/node";
import { serve } from "./http/serve.server.ts";

/** Entry of the built server: `npm start` runs build/server/server.js. */
await serve(build as unknown as ServerBuild);
