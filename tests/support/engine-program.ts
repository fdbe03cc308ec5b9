import { startEmbedded } from "#app/db/embedded.server.ts";

/**
 * An app process for tests/engine, reduced to its database: starts with the options in its first argument, tells its
 * parent every line and the outcome, and stops when told to.
 */
const tell = (message: unknown) => process.send?.(message);

try {
  const engine = await startEmbedded({
    ...JSON.parse(process.argv[2] ?? "{}"),
    log: (line) => tell({ line }),
  });
  process.once("message", () => void engine.stop().then(() => process.exit(0)));
  process.once("disconnect", () => process.exit(1));
  tell({ started: { url: engine.url, owner: engine.owner } });
} catch (error) {
  tell({ failed: String(error) });
  process.exitCode = 1;
  process.disconnect?.();
}
