import { createConnection } from "node:net";
import { resolve } from "node:path";
import { env } from "#app/lib/env.server.ts";
import { log } from "#app/lib/log.server.ts";
import { type EmbeddedPostgres, startEmbedded } from "./embedded.server.ts";

export type Engine = { url: string; stop(): Promise<void> };

const checkEveryMs = 2_000;

/**
 * The database: the server that DATABASE_URL names, or our own PostgreSQL in DATA_DIR. Our own is started again, on
 * the same port, when it dies under the running application: the pool finds it there by itself.
 * @param create false for programs that only look: they refuse an empty DATA_DIR
 */
export async function startEngine({ create = true } = {}): Promise<Engine> {
  const { DATABASE_URL, DATA_DIR } = env();
  if (DATABASE_URL) return { url: DATABASE_URL, stop: async () => {} };
  const options = { dataDir: resolve(DATA_DIR), create, log: (line: string) => log.info(line) };
  const first = await startEmbedded(options);
  const { url } = first;
  const started: EmbeddedPostgres[] = [first];
  let busy = false;

  const watch = async () => {
    if (busy || (await listens(url))) return;
    busy = true;
    try {
      log.error("the embedded PostgreSQL has ended; starting it again");
      started.push(await startEmbedded({ ...options, settings: { port: new URL(url).port } }));
    } catch (error) {
      log.error({ err: error }, "the embedded PostgreSQL could not be started again");
    } finally {
      busy = false;
    }
  };
  const timer = setInterval(() => void watch(), checkEveryMs).unref();
  return {
    url,
    stop: async () => {
      clearInterval(timer);
      busy = true;
      for (const engine of started.reverse()) await engine.stop();
    },
  };
}

function listens(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = createConnection({ host: hostname, port: Number(port) });
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}
