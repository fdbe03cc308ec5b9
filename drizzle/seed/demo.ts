import type { Database } from "#app/db/client.server.ts";
import { createCluster } from "#app/domain/clusters/commands.server.ts";
import { seedSkills } from "#app/domain/skills/commands.server.ts";
import { seedAccounts, seedWard } from "./demo-accounts.ts";

/** Fills an empty database with the demo ward, through the product's own commands. */
export async function seedDemo(db: Database): Promise<{ surveyPath: string } | null> {
  await seedSkills(db);
  const { ward, provider } = await seedWard(db);
  const { office } = await seedAccounts(db, { wardId: ward.id, providerId: provider.id, businessId: null });
  await createCluster(db, office, {
    idempotencyKey: crypto.randomUUID(),
    name: "Cụm CN-TTCN phường Ngô Mây và xã Đăk Cấm",
    decision: "QĐ 27/QĐ-UBND ngày 17/01/2022",
    area: 62.6,
  });
  return null;
}
