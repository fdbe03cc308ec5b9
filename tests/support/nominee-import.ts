import { mendRows } from "#app/domain/imports/adjust.server.ts";
import type { ChangeSettingsInput } from "#app/domain/imports/schema.ts";
import {
  changeNomineeSettings,
  previewNominees,
  saveNomineeImport,
} from "#app/domain/nominations/import-nominees.server.ts";
import { getNomineePreview } from "#app/domain/nominations/import-preview.server.ts";
import { undoNomineeImport } from "#app/domain/nominations/import-undo.server.ts";
import type { useWard } from "./ward.ts";
import { buildWorkbook, sheetXml } from "./xlsx.ts";

export type Cells = (string | number | null)[];
export type NomineeImport = { runId: string; importId: string };

const header = ["Họ và tên", "Ngày sinh", "Số CCCD", "Điện thoại", "Đơn vị"];

/** A list of nominees with the columns name, birth date, ID number, phone and employer. */
export const nomineeWorkbook = (...rows: Cells[]) => buildWorkbook({ sheet: sheetXml([header, ...rows]) });

/** The steps of the page of an import of nominees, as the ward's officer takes them. */
export function nomineeImports(world: ReturnType<typeof useWard>) {
  const upload = async (
    runId: string,
    bytes: Uint8Array,
    businessId: string | null = null,
  ): Promise<NomineeImport> => {
    const { importId } = await previewNominees(world.db, world.people.office, {
      idempotencyKey: crypto.randomUUID(),
      fileName: "de-cu.xlsx",
      bytes,
      runId,
      businessId,
    });
    return { runId, importId };
  };
  const look = (ids: NomineeImport) =>
    getNomineePreview(world.db, world.people.office, ids, {
      state: null,
      page: 1,
      pageSize: 100_000,
      language: "vi",
    });
  const settle = async (ids: NomineeImport, values: Partial<ChangeSettingsInput>) => {
    const { version, settings } = await look(ids);
    await changeNomineeSettings(world.db, world.people.office, {
      importId: ids.importId,
      version,
      mode: settings.mode,
      clusterId: null,
      outsideNeedReason: settings.outsideNeedReason,
      lateNote: settings.lateNote,
      employers: {},
      needs: {},
      reasons: {},
      ...values,
    });
  };
  const row = async (
    ids: NomineeImport,
    rowNumber: number,
    values: { mend?: Record<string, string>; answer?: string },
  ) => {
    const { version } = await look(ids);
    await mendRows(world.db, world.people.office, "nominees", {
      importId: ids.importId,
      version,
      rows: { [`r${rowNumber}`]: { mend: {}, shown: {}, answer: "", takeBack: false, ...values } },
    });
  };
  const save = async (ids: NomineeImport, scope: "good" | "all" = "good") => {
    const { seen } = await look(ids);
    return saveNomineeImport(world.db, world.people.office, { importId: ids.importId, seen, scope });
  };
  const undo = async (ids: NomineeImport) => {
    const { version } = await look(ids);
    await undoNomineeImport(world.db, world.people.office, { importId: ids.importId, version });
  };
  /** An import that needs no answer: everybody comes from one known business, outside its needs. */
  const ready = async (runId: string, ...rows: Cells[]) => {
    const ids = await upload(runId, nomineeWorkbook(...rows));
    await settle(ids, { outsideNeedReason: "Chưa khảo sát" });
    return ids;
  };
  return { upload, look, settle, row, save, undo, ready };
}
