import type { Role } from "#app/domain/actor.ts";

/** Who may call which route; tests/routes/access-matrix.test.ts calls every one as everybody and as nobody. */
export const access: Record<string, "everyone" | readonly Role[]> = {
  "routes/_index": "everyone",
  "routes/language": "everyone",
  "routes/login": "everyone",
  "routes/logout": "everyone",
  "routes/setup.$token": "everyone",
  "routes/welcome.$token": "everyone",
  "routes/office.clusters._index": ["office"],
  "routes/office.clusters.$clusterId": ["office"],
};
