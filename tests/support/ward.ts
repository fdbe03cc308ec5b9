import { afterAll, beforeAll } from "vitest";
import { type Connection, connect } from "#app/db/client.server.ts";
import { seedSkills } from "#app/domain/skills/commands.server.ts";
import { createTestDatabase, type TestDatabase } from "./database.ts";
import { createPersonas, type Personas } from "./personas.ts";

/**
 * A database of this file's own with two wards and their people. `world` is filled before the first test:
 * `const world = useWard();` … `world.db`, `world.people.office`.
 */
export function useWard(): { db: Connection["db"]; url: string; people: Personas } {
  const world = {} as { db: Connection["db"]; url: string; people: Personas };
  let database: TestDatabase;
  let connection: Connection;
  beforeAll(async () => {
    database = await createTestDatabase();
    connection = connect(database.url);
    await seedSkills(connection.db);
    Object.assign(world, {
      db: connection.db,
      url: database.url,
      people: await createPersonas(connection.db),
    });
  });
  afterAll(async () => {
    await connection?.close();
    await database?.drop();
  });
  return world;
}
