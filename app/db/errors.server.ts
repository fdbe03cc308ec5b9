import { DrizzleQueryError } from "drizzle-orm";
import postgres from "postgres";

/** A broken constraint of the database, named as in db/schema. */
export class ConstraintViolation extends Error {
  constructor(
    readonly constraint: string,
    cause: unknown,
  ) {
    super(`constraint ${constraint} refused the change`, { cause });
    this.name = "ConstraintViolation";
  }
}

/** The database cannot be reached, is starting or stopping, or a wait ran out: worth another try, 503. */
export class DatabaseUnavailable extends Error {
  constructor(cause: unknown) {
    super("the database is not available", { cause });
    this.name = "DatabaseUnavailable";
  }
}

/** A form came again under its key, but says something else than what was carried out. */
export class ContentDiffers extends Error {
  constructor() {
    super("the idempotency key belongs to another content");
    this.name = "ContentDiffers";
  }
}

const connectionCodes = new Set([
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
  "CONNECT_TIMEOUT",
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOENT",
  "EPIPE",
]);

/** Whether the driver threw because PostgreSQL ended a transaction that waited in a circle with others. */
export function isDeadlock(error: unknown): boolean {
  const cause = error instanceof DrizzleQueryError ? error.cause : error;
  return cause instanceof postgres.PostgresError && cause.code === "40P01";
}

/**
 * Translates what the driver throws, once for the whole program: integrity violations (class 23) by the name of
 * their constraint; lost connections, shutdown (57P), too many connections (53), lock and statement timeouts as
 * unavailable; everything else is returned unchanged.
 */
export function translateDatabaseError(error: unknown): unknown {
  const cause = error instanceof DrizzleQueryError ? error.cause : error;
  if (cause instanceof postgres.PostgresError) {
    if (cause.code.startsWith("23") && cause.constraint_name)
      return new ConstraintViolation(cause.constraint_name, error);
    if (/^(57P|53|55P03|57014|40P01|40001|25P03)/.test(cause.code)) return new DatabaseUnavailable(error);
    return error;
  }
  const code = (cause as NodeJS.ErrnoException | undefined)?.code;
  return code && connectionCodes.has(code) ? new DatabaseUnavailable(error) : error;
}
