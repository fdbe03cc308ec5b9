import type { Database } from "#app/db/client.server.ts";
import { skills } from "#app/db/schema/index.ts";
import { starterSkills } from "./starter-list.ts";

/** Fills an empty skills list at the first start; codes that stand there already are left as they were edited. */
export async function seedSkills(db: Database): Promise<void> {
  await db
    .insert(skills)
    .values(
      starterSkills.map(([code, group, nameVi, nameEn], position) => ({
        code,
        group,
        nameVi,
        nameEn,
        position,
      })),
    )
    .onConflictDoNothing();
}
