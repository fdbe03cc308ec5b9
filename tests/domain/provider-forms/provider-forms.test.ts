import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test, vi } from "vitest";
import type { Database, Transaction } from "#app/db/client.server.ts";
import { courseRuns, exports, nomineeLists, providerForms } from "#app/db/schema/index.ts";
import { listEntries, verifyChain } from "#app/domain/audit/queries.server.ts";
import { Conflict, Invalid, NotFound } from "#app/domain/errors.ts";
import { changeForm, retireForm, uploadForm } from "#app/domain/provider-forms/commands.server.ts";
import { fillProviderForm, fillWardForm } from "#app/domain/provider-forms/fill-roster.server.ts";
import { openForm } from "#app/domain/provider-forms/open-form.server.ts";
import {
  type FormHolder,
  listForms,
  listProvidersOfWard,
  listUsableForms,
  placeOfForm,
} from "#app/domain/provider-forms/queries.server.ts";
import type { ChangeFormInput } from "#app/domain/provider-forms/schema.ts";
import { lockIssuedLists } from "#app/domain/rosters/write-down.server.ts";
import { encryptBytes } from "#app/lib/keys.server.ts";
import { plainForm, readSheets, textsOf, uglyForm } from "#tests/support/forms.ts";
import { addList, otherWard, ownWard } from "#tests/support/issued-list.ts";
import { insertRun } from "#tests/support/lists.ts";
import { useWard } from "#tests/support/ward.ts";
import { buildWorkbook, sheetXml } from "#tests/support/xlsx.ts";

const world = useWard();
let runId = "";

beforeAll(async () => {
  const { db, people } = world;
  const run = await insertRun(db, { providerId: people.provider.id, ownerWardId: people.ward.id });
  runId = run.id;
  await addList(db, ownWard(people), runId, [
    { fullName: "Y Krông", nationalId: "062196000011", birthDate: "1996-02-05", gender: "female" },
    { fullName: "=A Tik", nationalId: "062088000012", birthDate: "1988", gender: "male" },
  ]);
});

const upload = (actor: FormHolder, bytes: Uint8Array = plainForm, providerId: string | null = null) =>
  uploadForm(world.db, actor, {
    idempotencyKey: crypto.randomUUID(),
    name: null,
    providerId,
    fileName: "Mẫu 02.xlsx",
    bytes,
  });

/** @param formula as the XML of the sheet has it */
const formWith = (formula: string) =>
  buildWorkbook({
    sheet: sheetXml([["Họ và tên", "Số CCCD"]]).replace(
      "</sheetData>",
      `<row r="9"><c r="A9"><f>${formula}</f><v>1</v></c></row></sheetData>`,
    ),
  });

const controlled = buildWorkbook({ parts: [{ name: "xl/activeX/activeX1.bin", data: "x" }] });
const linked = (kind: string) =>
  buildWorkbook({
    sheet: sheetXml([["Họ và tên", "Số CCCD"]]),
    parts: [
      {
        name: "xl/worksheets/_rels/sheet1.xml.rels",
        data: `<Relationships><Relationship Id="rId1" Type="a/${kind}" Target="https://vi-du.vn/" TargetMode="External"/></Relationships>`,
      },
    ],
  });

/** What the page posts when nothing is changed on it. */
async function posted(
  actor: FormHolder,
  formId: string,
  step: "check" | "save" = "save",
): Promise<ChangeFormInput> {
  const form = await openForm(world.db, actor, formId);
  const { name, sheet, headerRow, firstRow, version } = form;
  return {
    formId,
    version,
    step,
    name,
    sheet,
    headerRow,
    firstRow,
    columns: Object.fromEntries(form.columns.map(({ column, field }) => [`c${column}`, field])),
    facts: Object.fromEntries(form.facts.map((cell) => [cell.name, { fact: cell.fact, place: cell.place }])),
  };
}

async function activeForm(actor: FormHolder, bytes?: Uint8Array, providerId: string | null = null) {
  const { formId } = await upload(actor, bytes, providerId);
  await changeForm(world.db, actor, await posted(actor, formId));
  return formId;
}

describe("a provider's form", () => {
  test("is kept encrypted, recognised, saved, filled with the run's people, and written down like the roster", async () => {
    const { db, people } = world;
    const { formId } = await upload(people.trainer);
    const [stored] = await db.select().from(providerForms).where(eq(providerForms.id, formId));
    expect(stored?.fileCipher.includes("PK\x03\x04")).toBe(false);
    expect(stored).toMatchObject({ name: "Mẫu 02", status: "draft", wardId: null });
    await expect(fillProviderForm(db, people.trainer, runId, formId)).rejects.toThrow(NotFound);

    await changeForm(db, people.trainer, await posted(people.trainer, formId));
    expect(await listUsableForms(db, people.trainer, people.provider.id)).toContainEqual({
      id: formId,
      name: "Mẫu 02",
    });
    const filled = await fillProviderForm(db, people.trainer, runId, formId);
    const rows = textsOf((await readSheets(filled.bytes))[0]);
    expect(rows.get(4)?.[0]).toMatch(/^Course \(Lớp\): Vận hành nền tảng IoT/);
    expect(rows.get(5)).toEqual(["Organization (Đơn vị cử): Ủy ban nhân dân phường Đăk Cấm"]);
    const lines = [rows.get(9), rows.get(10)].map((row) => row?.join(" | "));
    expect(lines.join("\n")).toContain("Y Krông | 1996-02-05 | 062196000011");
    expect(lines.join("\n")).toContain("=A Tik | 1988 | 062088000012");

    const [entry] = await db.select().from(exports).where(eq(exports.subjectId, runId));
    expect(entry).toMatchObject({ kind: "roster", rowCount: 2, recipient: people.provider.name });
    expect(entry?.columns).toContain("Số CCCD");
    const [list] = await db.select().from(nomineeLists).where(eq(nomineeLists.runId, runId));
    expect(list?.status).toBe("received");
    const entries = await listEntries(db, people.ward.id, { offset: 0, limit: 5 });
    expect(entries.some(({ action }) => action === "roster.download")).toBe(true);
    expect((await verifyChain(db, people.ward.id)).brokenAt).toBeNull();
  });

  test("is not found by another provider, nor by an office, and fills no run of another provider", async () => {
    const { db, people } = world;
    const formId = await activeForm(people.trainer);
    for (const actor of [people.outsideTrainer, people.office, people.outsider]) {
      await expect(openForm(db, actor, formId)).rejects.toThrow(NotFound);
      await expect(
        posted(people.trainer, formId).then((input) => changeForm(db, actor, input)),
      ).rejects.toThrow(NotFound);
      await expect(retireForm(db, actor, { formId, version: 2 })).rejects.toThrow(NotFound);
      expect((await listForms(db, actor)).map(({ id }) => id)).not.toContain(formId);
    }
    await expect(fillProviderForm(db, people.outsideTrainer, runId, formId)).rejects.toThrow(NotFound);
    await expect(fillWardForm(db, people.office, runId, formId)).rejects.toThrow(NotFound);
    const foreign = await insertRun(db, { providerId: people.otherProvider.id, ownerWardId: people.ward.id });
    await expect(fillProviderForm(db, people.trainer, foreign.id, formId)).rejects.toThrow(NotFound);
  });

  test("keeps what a person chose, and refuses an old version and a place without a list", async () => {
    const { db, people } = world;
    const formId = await activeForm(people.trainer, uglyForm);
    const input = await posted(people.trainer, formId);
    await changeForm(db, people.trainer, {
      ...input,
      name: "Biểu 02",
      columns: { ...input.columns, c11: null },
    });
    const form = await openForm(db, people.trainer, formId);
    expect(form.name).toBe("Biểu 02");
    expect(form.columns.find(({ column }) => column === 11)?.field).toBeNull();
    await expect(changeForm(db, people.trainer, input)).rejects.toThrow(Conflict);
    const moved = { ...(await posted(people.trainer, formId)), headerRow: 2, firstRow: 3 };
    await expect(changeForm(db, people.trainer, moved)).rejects.toThrow(Invalid);
    await expect(
      changeForm(db, people.trainer, { ...(await posted(people.trainer, formId)), firstRow: 9 }),
    ).rejects.toThrow(Invalid);
  });

  test("is out of use once it is retired", async () => {
    const { db, people } = world;
    const formId = await activeForm(people.trainer);
    const { version } = await openForm(db, people.trainer, formId);
    await retireForm(db, people.trainer, { formId, version });
    await expect(retireForm(db, people.trainer, { formId, version })).rejects.toThrow(Conflict);
    await expect(fillProviderForm(db, people.trainer, runId, formId)).rejects.toThrow(NotFound);
    await expect(
      posted(people.trainer, formId).then((input) => changeForm(db, people.trainer, input)),
    ).rejects.toThrow(Conflict);
  });

  test("is uploaded once, however often the form arrives", async () => {
    const { db, people } = world;
    const input = {
      idempotencyKey: crypto.randomUUID(),
      name: "Một lần",
      providerId: null,
      fileName: "a.xlsx",
      bytes: plainForm,
    };
    const both = await Promise.all([
      uploadForm(db, people.trainer, input),
      uploadForm(db, people.trainer, input),
    ]);
    expect(both[0]).toEqual(both[1]);
    expect((await listForms(db, people.trainer)).filter(({ name }) => name === "Một lần")).toHaveLength(1);
  });

  test.each([
    ["a damaged file", plainForm.subarray(0, 2000), "files:unreadable.damaged"],
    ["a text file", Buffer.from("Họ và tên;Ngày sinh\nA;B\n"), "forms:errors.onlyXlsx"],
    ["a picture", Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), "files:unreadable.image"],
    ["nothing", Buffer.alloc(0), "files:unreadable.empty"],
    [
      "a file with links to others",
      buildWorkbook({ parts: [{ name: "xl/externalLinks/externalLink1.xml", data: "<externalLink/>" }] }),
      "forms:errors.externalLinks",
    ],
    ["a file with a formula that fetches", formWith("WEBSERVICE(A1)"), "forms:errors.reachesOut"],
    ["a file with controls", controlled, "forms:errors.embeddedParts"],
    ["a file with a linked picture", linked("image"), "forms:errors.linkedParts"],
    ["a file with a formula too long", formWith("a|".repeat(4_097)), "files:unreadable.formulaTooLong"],
  ])("%s is refused at the field", async (_, bytes, key) => {
    await expect(upload(world.people.trainer, bytes)).rejects.toMatchObject({ field: "file", key });
  });
});

test("a form keeps formulas that stay in the file, and links to press", async () => {
  for (const form of [formWith("COUNTA(B2:B9)"), linked("hyperlink")])
    await expect(upload(world.people.trainer, form)).resolves.toBeDefined();
});

test("a form that was kept before it was known to reach out says so, is not filled any more, and can be retired", async () => {
  const { db, people } = world;
  for (const [file, refusal] of [
    [formWith("WEBSERVICE(A1)"), "forms:errors.reachesOut"],
    [controlled, "forms:errors.embeddedParts"],
    [linked("image"), "forms:errors.linkedParts"],
  ] as const) {
    const formId = await activeForm(people.trainer, plainForm);
    const input = await posted(people.trainer, formId);
    const [form] = await db.select().from(providerForms).where(eq(providerForms.id, formId));
    const fileCipher = encryptBytes(file, placeOfForm(form!));
    await db.update(providerForms).set({ fileCipher }).where(eq(providerForms.id, formId));
    await expect(fillProviderForm(db, people.trainer, runId, formId)).rejects.toThrow(new Conflict(refusal));
    await expect(changeForm(db, people.trainer, input)).rejects.toThrow(new Conflict(refusal));
    const opened = await openForm(db, people.trainer, formId);
    expect(opened.refusal).toBe(refusal);
    await retireForm(db, people.trainer, { formId, version: opened.version });
  }
});

describe("a form that could not be filled leaves no trace: nothing is received, nothing written down", () => {
  /** A run whose only list is issued, and what is known of it afterwards. */
  async function issuedRun() {
    const { db, people } = world;
    const run = await insertRun(db, { providerId: people.provider.id, ownerWardId: people.ward.id });
    const { listId } = await addList(db, ownWard(people), run.id, [{ fullName: "A Tik" }]);
    const trace = async () => ({
      status: (await db.select().from(nomineeLists).where(eq(nomineeLists.id, listId)))[0]?.status,
      exports: await db.$count(exports, eq(exports.subjectId, run.id)),
    });
    return { runId: run.id, trace };
  }

  test("when its file has no such sheet any more", async () => {
    const { db, people } = world;
    const { runId, trace } = await issuedRun();
    const formId = await activeForm(people.trainer);
    const mapping = sql`jsonb_set(${providerForms.mapping}, '{sheet}', '"Trang khác"')`;
    await db.update(providerForms).set({ mapping }).where(eq(providerForms.id, formId));
    await expect(fillProviderForm(db, people.trainer, runId, formId)).rejects.toThrow(
      new Conflict("files:unreadable.damaged"),
    );
    expect(await trace()).toEqual({ status: "issued", exports: 0 });
  });

  test.each([
    [
      "the run",
      (tx: Transaction, { runId }: Ids) =>
        tx.update(courseRuns).set({ label: "Khóa khác" }).where(eq(courseRuns.id, runId)),
    ],
    [
      "the form",
      (tx: Transaction, { formId }: Ids) =>
        tx.update(providerForms).set({ status: "retired" }).where(eq(providerForms.id, formId)),
    ],
  ])("when %s changes while it is filled", async (_, change) => {
    const { db, people } = world;
    const { runId, trace } = await issuedRun();
    const formId = await activeForm(people.trainer);
    const { filling } = await db.transaction(async (tx) => {
      await lockIssuedLists(tx, runId);
      const filling = fillProviderForm(db, people.trainer, runId, formId).catch((error: unknown) => error);
      // Nothing is locked until the form is filled: whoever waits for the list has filled it.
      await vi.waitFor(async () => expect(await waitingForLocks(db)).toBeGreaterThan(0), 20_000);
      await change(tx, { runId, formId });
      return { filling };
    });
    expect(await filling).toEqual(new Conflict("forms:errors.changedMeanwhile"));
    expect(await trace()).toEqual({ status: "issued", exports: 0 });
  });

  test("and one that another download took meanwhile is filled all the same", async () => {
    const { db, people } = world;
    const { runId, trace } = await issuedRun();
    const formId = await activeForm(people.trainer);
    await Promise.all([1, 2].map(() => fillProviderForm(db, people.trainer, runId, formId)));
    expect(await trace()).toEqual({ status: "received", exports: 2 });
  });
});

type Ids = { runId: string; formId: string };

async function waitingForLocks(db: Database): Promise<number> {
  const waiting = sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  return (await db.execute(waiting)).length;
}

test("the page of a form with the people of an earlier class shows none of their numbers", async () => {
  const rows = [
    ["Lớp: …… (062096000003)", null, null],
    ["Họ và tên", "Số CCCD", "Điện thoại"],
    ["A Tik", "062096000001", "0905000001"],
    ["Y Mai", 1096000002, null],
  ];
  const { formId } = await upload(world.people.trainer, buildWorkbook({ sheet: sheetXml(rows) }));
  const form = await openForm(world.db, world.people.trainer, formId);
  const shown = JSON.stringify([form.preview, form.facts, form.columns]);
  expect(shown).not.toMatch(/062096|1096000002/);
  expect(shown).toContain("0905000001");
});

describe("a form that an office uploaded for a provider", () => {
  test("fills the ward's own list in any state, and the provider's roster once it is saved", async () => {
    const { db, people } = world;
    expect((await listProvidersOfWard(db, people.office)).map(({ id }) => id)).toContain(people.provider.id);
    const { formId } = await upload(people.office, plainForm, people.provider.id);
    expect((await listForms(db, people.trainer)).map(({ id }) => id)).not.toContain(formId);
    await changeForm(db, people.office, await posted(people.office, formId));
    const draft = await insertRun(db, { providerId: people.provider.id, ownerWardId: people.ward.id });
    await addList(db, ownWard(people), draft.id, [{ fullName: "A Blưh" }], { until: "draft" });
    const filled = await fillWardForm(db, people.office, draft.id, formId);
    expect(textsOf((await readSheets(filled.bytes))[0]).get(9)).toContain("A Blưh");
    expect((await fillProviderForm(db, people.trainer, runId, formId)).bytes.length).toBeGreaterThan(1000);
    const form = await openForm(db, people.trainer, formId);
    expect(form.isOwn).toBe(false);
    await expect(retireForm(db, people.trainer, { formId, version: form.version })).rejects.toThrow(NotFound);
  });

  test("is not found by another ward, which takes part in the same run", async () => {
    const { db, people } = world;
    const formId = await activeForm(people.office, plainForm, people.provider.id);
    await addList(db, otherWard(people), runId, [{ fullName: "Người ngoài" }]);
    await expect(openForm(db, people.outsider, formId)).rejects.toThrow(NotFound);
    await expect(fillWardForm(db, people.outsider, runId, formId)).rejects.toThrow(NotFound);
    const own = await activeForm(people.outsider, plainForm, people.provider.id);
    await expect(fillWardForm(db, people.outsider, runId, own)).resolves.toBeDefined();
    await expect(fillWardForm(db, people.office, runId, own)).rejects.toThrow(NotFound);
  });

  test("is refused for a provider that holds no run of the ward", async () => {
    const { people } = world;
    await expect(upload(people.office, plainForm, people.otherProvider.id)).rejects.toMatchObject({
      field: "providerId",
    });
    await expect(upload(people.office, plainForm, null)).rejects.toMatchObject({ field: "providerId" });
  });
});
