import { hash, verify } from "@node-rs/argon2";

/** argon2id, 19 MiB, 2 passes: the minimum that OWASP names, about 30 ms here. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Hashes at most this many passwords at once, or signing in becomes the way to stop the server. */
const maxAtOnce = 2;
let running = 0;
const waiting: (() => void)[] = [];

async function withTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= maxAtOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

export function hashPassword(password: string): Promise<string> {
  return withTurn(() => hash(password, cost));
}

/** Compared against when there is no such account, so that the answer takes as long as for a wrong password. */
const nobody = hashPassword("no account has this password");

export async function passwordMatches(passwordHash: string | null, password: string): Promise<boolean> {
  const stored = passwordHash ?? (await nobody);
  const matches = await withTurn(() => verify(stored, password));
  return matches && passwordHash !== null;
}
