import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ImportPage } from "#app/components/imports/import-page.tsx";
import { SettingsForm } from "#app/components/imports/settings-form.tsx";
import { AskedEmployers } from "#app/components/nominations/asked-employers.tsx";
import { EmployerSettings } from "#app/components/nominations/employer-settings.tsx";
import { rowStates } from "#app/domain/imports/schema.ts";
import { changeNomineeSettings, saveNomineeImport } from "#app/domain/nominations/import-nominees.server.ts";
import { getNomineePreview } from "#app/domain/nominations/import-preview.server.ts";
import { undoNomineeImport } from "#app/domain/nominations/import-undo.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { handleImportStep } from "#app/http/import-steps.server.ts";
import { idParam, listParams } from "#app/http/params.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { showDate } from "#app/vietnamese/dates.ts";

export const handle: PageHandle = { i18n: ["imports", "people", "nominations", "files"] };
export const meta: MetaFunction = () => [{ title: "Xem trước khi nhập – Nhân lực số" }];

export { readAnewAfterConflict as shouldRevalidate } from "#app/ui/page-state.ts";

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "office");
  const { db, language } = args.context;
  const { page, pageSize, filter } = listParams(args.request, ["row"], 100);
  const ids = { runId: idParam(args.params, "runId"), importId: idParam(args.params, "importId") };
  const state = rowStates.find((each) => each === filter("state")) ?? null;
  const preview = await getNomineePreview(db, actor, ids, { state, page, pageSize, language });
  return { preview, page, pageSize };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireRole(args, "office");
  const runId = idParam(args.params, "runId");
  return handleImportStep(args, actor, idParam(args.params, "importId"), {
    kind: "nominees",
    uploadPath: `/office/runs/${runId}/import`,
    settings: changeNomineeSettings,
    save: saveNomineeImport,
    undo: undoNomineeImport,
  });
}

export default function ImportNomineesPreviewPage() {
  const { preview, page, pageSize } = useLoaderData<typeof loader>();
  const { t } = useTranslation("imports");
  const { run } = preview;
  return (
    <ImportPage
      kind="nominees"
      fields={preview.meanings}
      preview={preview}
      page={page}
      pageSize={pageSize}
      pathOf={(id) => `/office/people/${id}`}
      listPath={() => `/office/runs/${run.id}`}
      lead={
        preview.sender === null
          ? t("nominees.into", { run: run.name })
          : `${t("nominees.into", { run: run.name })} ${t("nominees.ofSender", { business: preview.sender })}`
      }
      settings={
        <SettingsForm preview={preview}>
          <EmployerSettings preview={preview} />
        </SettingsForm>
      }
      decided={preview.employers
        .filter(({ name, by }) => by === "sender" && name !== "")
        .map(({ name }) => t("decision.senderTaken", { name }))}
      asked={<AskedEmployers asked={preview.asked} />}
      blocked={useBlocked(preview)}
      consequence={useConsequence(preview)}
      onward={
        <>
          <ButtonLink to={`/office/runs/${run.id}`} look="primary">
            {t("saved.toRun")}
          </ButtonLink>
          <ButtonLink to={`/office/runs/${run.id}/import`}>{t("saved.another")}</ButtonLink>
        </>
      }
    />
  );
}

/** Which list the new people would come into, and which needs would have too many; nothing where only known ones are changed. */
function useConsequence({ outlook, exceeded }: Awaited<ReturnType<typeof loader>>["preview"]): string | null {
  const { t } = useTranslation("imports");
  const { primary, reserve } = outlook;
  if (primary + reserve === 0) return null;
  const seats = reserve === 0 ? "primary" : primary === 0 ? "reserve" : "both";
  return [
    t(`nominees.seats.${seats}`, outlook),
    ...exceeded.map((need) => t("nominees.exceeded", need)),
  ].join(" ");
}

/** Why nothing can be saved into the run now. */
function useBlocked({
  isListEditable,
  mayNominate,
  isLate,
  settings,
  run,
}: Awaited<ReturnType<typeof loader>>["preview"]): string | null {
  const { t } = useTranslation("imports");
  if (!isListEditable) return t("nominees.blocked.list");
  if (!mayNominate) return t("nominees.blocked.run");
  if (isLate && settings.lateNote === null)
    return t("nominees.blocked.lateNote", { deadline: showDate(run.nominationDeadline) });
  return null;
}
