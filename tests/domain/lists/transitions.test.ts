import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { listEntries, verifyChain } from "#app/domain/audit/queries.server.ts";
import { DomainError, NotFound } from "#app/domain/errors.ts";
import { approveList, returnList } from "#app/domain/lists/decide-list.server.ts";
import { issueList } from "#app/domain/lists/issue-list.server.ts";
import { getList, getListOfRun, listLists } from "#app/domain/lists/queries.server.ts";
import { canBecome } from "#app/domain/lists/rules.ts";
import { type ListStatus, listStatuses } from "#app/domain/lists/schema.ts";
import { submitList, withdrawList } from "#app/domain/lists/submit-list.server.ts";
import { downloadProviderRoster } from "#app/domain/rosters/commands.server.ts";
import { todayInVietnam } from "#app/vietnamese/dates.ts";
import { insertList, insertRun, listState } from "#tests/support/lists.ts";
import { useWard } from "#tests/support/ward.ts";

const world = useWard();
const key = () => crypto.randomUUID();
let lastNumber = 0;

type Made = { listId: string; runId: string };

async function make(): Promise<Made> {
  const { ward, business, office, provider } = world.people;
  const run = await insertRun(world.db, { providerId: provider.id, ownerWardId: ward.id });
  const scope = { wardId: ward.id, runId: run.id, businessId: business.id, accountId: office.accountId };
  const { listId } = await insertList(world.db, scope, [{ fullName: "Rơ Châm H'Bia" }]);
  return { listId, runId: run.id };
}

const step = async ({ listId }: Made) => ({
  idempotencyKey: key(),
  listId,
  version: (await listState(world.db, listId)).version,
});

/** Every command that moves a list, as the role that may do it, with valid input. */
const commands: Record<string, { to: ListStatus; run: (made: Made) => Promise<unknown> }> = {
  submit: {
    to: "submitted",
    run: async (made) => submitList(world.db, world.people.office, { ...(await step(made)), note: null }),
  },
  withdraw: {
    to: "draft",
    run: async (made) => withdrawList(world.db, world.people.office, await step(made)),
  },
  approve: {
    to: "approved",
    run: async (made) => approveList(world.db, world.people.leader, await step(made)),
  },
  return: {
    to: "returned",
    run: async (made) =>
      returnList(world.db, world.people.leader, { ...(await step(made)), comment: "Thiếu một người" }),
  },
  issue: {
    to: "issued",
    run: async (made) =>
      issueList(world.db, world.people.office, {
        ...(await step(made)),
        letterNumber: ++lastNumber,
        letterDate: todayInVietnam(new Date()),
        signerId: world.people.leader.accountId,
        signingCapacity: "for_chair",
      }),
  },
};

/** The shortest way to each state. */
const ways: Record<ListStatus, string[]> = {
  draft: [],
  submitted: ["submit"],
  approved: ["submit", "approve"],
  returned: ["submit", "return"],
  issued: ["submit", "approve", "issue"],
  received: ["submit", "approve", "issue", "receive"],
};

async function reach(status: ListStatus): Promise<Made> {
  const made = await make();
  for (const name of ways[status]) {
    if (name === "receive") await downloadProviderRoster(world.db, world.people.trainer, made.runId);
    else await commands[name]!.run(made);
  }
  return made;
}

describe.each(listStatuses)("a list that is %s", (status) => {
  test.each(Object.entries(commands))("%s", async (_name, { to, run }) => {
    const made = await reach(status);
    const attempt = run(made);
    if (canBecome(status, to)) {
      await attempt;
      expect((await listState(world.db, made.listId)).status).toBe(to);
    } else {
      await expect(attempt).rejects.toMatchObject({
        name: "ChangedMeanwhile",
        key: expect.stringMatching(/^app:errors\.stateMoved/),
        params: { state: `lists:status.${status}` },
      });
      expect((await listState(world.db, made.listId)).status).toBe(status);
    }
  });
});

test("an issued list and its rows cannot be changed by SQL either", async () => {
  const { listId } = await reach("issued");
  const statements = [
    sql`update nominee_lists set letter_number = 99 where id = ${listId}`,
    sql`update nominee_lists set status = 'draft' where id = ${listId}`,
    sql`update nominee_lists set title = 'khác' where id = ${listId}`,
    sql`delete from nominee_lists where id = ${listId}`,
    sql`update nominee_list_rows set full_name = 'khác' where list_id = ${listId}`,
    sql`delete from nominee_list_rows where list_id = ${listId}`,
    sql`insert into nominee_list_rows select * from nominee_list_rows where list_id = ${listId}`,
  ];
  for (const statement of statements)
    await expect(world.db.execute(statement)).rejects.toMatchObject({
      cause: { constraint_name: expect.stringMatching(/issued_frozen$/) },
    });
});

test("the chain of the ward holds every step, and no name or number of a person", async () => {
  const { listId } = await reach("received");
  const wardId = world.people.ward.id;
  const entries = (await listEntries(world.db, wardId, { offset: 0, limit: 500 })).filter(
    ({ entityId }) => entityId === listId,
  );
  expect(entries.map(({ action }) => action)).toEqual([
    "roster.download",
    "list.issue",
    "list.approve",
    "list.submit",
  ]);
  expect(JSON.stringify(entries)).not.toMatch(/H'Bia|0620900|062\*/);
  expect(await verifyChain(world.db, wardId)).toMatchObject({ brokenAt: null });
});

test("another ward neither finds nor moves the list", async () => {
  const { outsider, outsideLeader } = world.people;
  const made = await reach("submitted");
  await expect(getList(world.db, outsider, made.listId)).rejects.toThrow(NotFound);
  await expect(getListOfRun(world.db, outsider, made.runId)).rejects.toThrow(NotFound);
  const shown = await listLists(world.db, outsider, { search: "", statuses: null, page: 1, pageSize: 50 });
  expect(shown.total).toBe(0);
  const input = await step(made);
  const attempts = [
    () => withdrawList(world.db, outsider, input),
    () => submitList(world.db, outsider, { ...input, note: null }),
    () => approveList(world.db, outsideLeader, input),
    () => returnList(world.db, outsideLeader, { ...input, comment: "x" }),
  ];
  for (const attempt of attempts) await expect(attempt()).rejects.toThrow(NotFound);
  expect((await listState(world.db, made.listId)).status).toBe("submitted");
});

test("an old version is refused even where the step itself is allowed", async () => {
  const made = await reach("submitted");
  const old = await step(made);
  await commands.withdraw!.run(made);
  await commands.submit!.run(made);
  await expect(approveList(world.db, world.people.leader, old)).rejects.toBeInstanceOf(DomainError);
  expect((await listState(world.db, made.listId)).status).toBe("submitted");
});
