import { AsyncLocalStorage } from "node:async_hooks";

/** What one HTTP request or one command-line run carries along without every function naming it. */
export type RequestContext = {
  requestId: string;
  /** SQL statements sent so far, BEGIN and COMMIT included; the log line of the request shows it. */
  statements: number;
};

const storage = new AsyncLocalStorage<RequestContext>();

export function runInRequestContext<T>(requestId: string, run: () => T): T {
  return storage.run({ requestId, statements: 0 }, run);
}

export function requestContext(): RequestContext | null {
  return storage.getStore() ?? null;
}
