/**
 * The app's own PostgreSQL could not be started or joined. `message` is a Vietnamese sentence for whoever runs the
 * app: what is wrong, in which folder, what to do. `cause` holds what the operating system or PostgreSQL said.
 */
export class EmbeddedStartError extends Error {
  override name = "EmbeddedStartError";
}

/** The operating system's code of an error (`ENOENT`, `EACCES`, …), or undefined. */
export function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException | null)?.code;
}
