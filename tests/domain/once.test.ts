import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { ContentDiffers } from "#app/db/errors.server.ts";
import { clusters, idempotencyKeys } from "#app/db/schema/index.ts";
import { createCluster } from "#app/domain/clusters/commands.server.ts";
import { createRound } from "#app/domain/rounds/commands.server.ts";
import { useWard } from "#tests/support/ward.ts";

const world = useWard();
const form = (name: string) => ({ idempotencyKey: crypto.randomUUID(), name, decision: null, area: null });

describe("a form that comes again under its key", () => {
  test("with the same content is answered as it was, whatever the order of its fields", async () => {
    const input = form("Cụm một lần");
    const first = await createCluster(world.db, world.people.office, input);
    const { name, ...rest } = input;
    expect(await createCluster(world.db, world.people.office, { ...rest, name })).toEqual(first);
  });

  test("with another content is refused, and nothing of it is written", async () => {
    const input = form("Cụm gốc");
    await createCluster(world.db, world.people.office, input);
    const again = createCluster(world.db, world.people.office, { ...input, name: "Cụm đã sửa" });
    await expect(again).rejects.toThrow(ContentDiffers);
    expect(await world.db.select().from(clusters).where(eq(clusters.name, "Cụm đã sửa"))).toEqual([]);
  });

  test("with other contents at once is carried out once", async () => {
    const input = form("Cụm đua");
    const attempts = ["a", "b", "c", "d"].map((decision) =>
      createCluster(world.db, world.people.office, { ...input, name: `Cụm đua ${decision}`, decision }),
    );
    const done = await Promise.allSettled(attempts);
    expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const attempt of done)
      if (attempt.status === "rejected") expect(attempt.reason).toBeInstanceOf(ContentDiffers);
  });

  test("for another command is refused", async () => {
    const input = form("Cụm của khóa");
    await createCluster(world.db, world.people.office, input);
    const round = { year: 2026, number: null, title: "Đợt", opensOn: "2026-11-01", closesOn: "2026-11-30" };
    await expect(
      createRound(world.db, world.people.office, {
        ...round,
        lateUntil: null,
        idempotencyKey: input.idempotencyKey,
      }),
    ).rejects.toThrow(ContentDiffers);
  });

  test("leaves nothing readable of what was typed", async () => {
    const input = form("Cụm không để lộ");
    await createCluster(world.db, world.people.office, input);
    const [row] = await world.db
      .select()
      .from(idempotencyKeys)
      .where(eq(idempotencyKeys.key, input.idempotencyKey));
    expect(row?.fingerprint).toMatch(/^[\w-]{43}$/);
    expect(JSON.stringify(row)).not.toContain("Cụm");
  });
});
