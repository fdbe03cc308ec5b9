/**
 * What a query or command throws when it refuses. http/problems.server.ts maps each to its status; anything else
 * that is thrown is a bug. `message` is a key of the catalogue (`lists:errors.alreadyIssued`), never a sentence.
 */
export abstract class DomainError extends Error {
  constructor(
    readonly key: string,
    readonly params: Record<string, string | number> = {},
  ) {
    super(key);
    this.name = new.target.name;
  }
}

/** 404: it does not exist, or it belongs to another ward, business or provider. The two look the same on purpose. */
export class NotFound extends DomainError {
  constructor(key = "app:errors.notFound") {
    super(key);
  }
}

/** 403: the role may not do this at all. */
export class Forbidden extends DomainError {
  constructor(key = "app:errors.forbidden") {
    super(key);
  }
}

/** 409: the state has moved on: somebody was faster, the version is old, the step is not allowed now. */
export class Conflict extends DomainError {}

/**
 * The row was changed after the form was made from it. The page then shows both versions, and its form carries the new
 * one, so that sending it again is a decision. `changedMeanwhile` of audit/ makes most of them.
 */
export class ChangedMeanwhile extends Conflict {}

/** 422: the input breaks a rule that needs the data to be seen. It lands at `field` of the form. */
export class Invalid extends DomainError {
  constructor(
    readonly field: string,
    key: string,
    params?: Record<string, string | number>,
  ) {
    super(key, params);
  }
}

/** 429: too many tries; `retryAfter` in seconds. */
export class TooManyRequests extends DomainError {
  constructor(readonly retryAfter: number) {
    super("app:errors.tooManyRequests", { minutes: Math.max(1, Math.ceil(retryAfter / 60)) });
  }
}
