import { asc, eq } from "drizzle-orm";
import type { Queryable } from "#app/db/client.server.ts";
import { skills } from "#app/db/schema/index.ts";
import type { Language } from "#app/i18n/languages.ts";

/** Active skills in their order, named in `language`. Readable by everybody: the list holds no personal data. */
export function listSkills(db: Queryable, language: Language) {
  const name = language === "vi" ? skills.nameVi : skills.nameEn;
  return db
    .select({ id: skills.id, group: skills.group, name })
    .from(skills)
    .where(eq(skills.status, "active"))
    .orderBy(asc(skills.position));
}
