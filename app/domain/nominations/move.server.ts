import { and, asc, desc, eq, gt, lt } from "drizzle-orm";
import type { Database } from "#app/db/client.server.ts";
import { nominations } from "#app/db/schema/index.ts";
import type { OfficeActor } from "../actor.ts";
import { recordAudit } from "../audit/commands.server.ts";
import { Conflict } from "../errors.ts";
import type { MoveInput } from "./schema.ts";
import { stepOnce, updateNomination } from "./steps.server.ts";

/**
 * Moves a person one place up or down, among the primaries or among the reserves: lists go by unit and rank more
 * often than by name. At the end of the list nothing happens. Throws as `stepOnce` says.
 */
export function move(db: Database, actor: OfficeActor, input: MoveInput): Promise<void> {
  const isUp = input.direction === "up";
  return stepOnce(db, actor, input.direction, input, async (tx, nomination) => {
    const { wardId, runId, status, position } = nomination;
    if ((status !== "primary" && status !== "reserve") || position === null)
      throw new Conflict("nominations:errors.notInList");
    const [neighbour] = await tx
      .select({ id: nominations.id, position: nominations.position })
      .from(nominations)
      .where(
        and(
          eq(nominations.wardId, wardId),
          eq(nominations.runId, runId),
          eq(nominations.status, status),
          isUp ? lt(nominations.position, position) : gt(nominations.position, position),
        ),
      )
      .orderBy(isUp ? desc(nominations.position) : asc(nominations.position))
      .limit(1);
    if (!neighbour) return;
    await updateNomination(tx, nomination.id, { position: neighbour.position });
    await updateNomination(tx, neighbour.id, { position });
    await recordAudit(tx, actor, {
      action: "nomination.move",
      entity: "nomination",
      entityId: nomination.id,
      before: { position },
      after: { position: neighbour.position },
    });
  });
}
