import { RateLimiterDrizzle, RateLimiterRes } from "rate-limiter-flexible";
import type { Database } from "#app/db/client.server.ts";
import { translateDatabaseError } from "#app/db/errors.server.ts";
import { rateLimits } from "#app/db/schema/index.ts";
import { TooManyRequests } from "#app/domain/errors.ts";
import { hashToken } from "#app/lib/keys.server.ts";

/**
 * Tries that may fail within a window of seconds, counted in the database for all processes. Sign-in counts per
 * account and network, so that a stranger cannot lock a colleague out, and per network against stuffing.
 */
const limits = {
  signInOfAccount: { points: 5, duration: 15 * 60 },
  signInOfNetwork: { points: 60, duration: 15 * 60 },
  /** Wrong tax codes on one personal link. */
  linkConfirmation: { points: 5, duration: 15 * 60 },
  /** Unknown personal links from one network: guessing. */
  unknownLink: { points: 60, duration: 15 * 60 },
  /** Files with people in them, per account. */
  download: { points: 60, duration: 10 * 60 },
  /** Workbooks per account: each is read, and kept for days. */
  upload: { points: 60, duration: 10 * 60 },
} as const;
export type Limit = keyof typeof limits;

const limiters = new WeakMap<Database, Map<Limit, RateLimiterDrizzle>>();

function limiter(db: Database, name: Limit): RateLimiterDrizzle {
  const ofDatabase = limiters.get(db) ?? new Map<Limit, RateLimiterDrizzle>();
  limiters.set(db, ofDatabase);
  const existing = ofDatabase.get(name);
  if (existing) return existing;
  const created = new RateLimiterDrizzle({
    storeClient: db,
    schema: rateLimits,
    keyPrefix: name,
    ...limits[name],
  });
  ofDatabase.set(name, created);
  return created;
}

/** The table keeps digests: no e-mail address and no network stands in it. */
const keyOf = (subject: string) => hashToken(subject).slice(0, 32);

/** Throws TooManyRequests when earlier failures have used up the limit. */
export async function requireTriesLeft(db: Database, name: Limit, subject: string): Promise<void> {
  const state = await limiter(db, name).get(keyOf(subject)).catch(rethrow);
  if (state && state.consumedPoints >= limits[name].points)
    throw new TooManyRequests(Math.ceil(state.msBeforeNext / 1000));
}

/** Counts one try (a failed one, or any use of a costly function). */
export async function countTry(db: Database, name: Limit, subject: string): Promise<void> {
  await limiter(db, name)
    .consume(keyOf(subject))
    .catch((refused) => {
      if (refused instanceof RateLimiterRes)
        throw new TooManyRequests(Math.ceil(refused.msBeforeNext / 1000));
      rethrow(refused);
    });
}

export async function forgetTries(db: Database, name: Limit, subject: string): Promise<void> {
  await limiter(db, name).delete(keyOf(subject)).catch(rethrow);
}

function rethrow(error: unknown): never {
  throw translateDatabaseError(error);
}
