import { useTranslation } from "react-i18next";
import type { getResponse, listResponseLines } from "#app/domain/survey/responses.server.ts";
import { Facts } from "#app/ui/page.tsx";
import { DataTable } from "#app/ui/table.tsx";
import { showQuarter } from "#app/vietnamese/dates.ts";
import { showNumber } from "#app/vietnamese/numbers.ts";
import { showPhone } from "#app/vietnamese/phone.ts";

type Props = {
  response: Awaited<ReturnType<typeof getResponse>>;
  lines: Awaited<ReturnType<typeof listResponseLines>>;
};

/** What a business answered, as it stands now. */
export function ResponseAnswers({ response, lines }: Props) {
  const { t } = useTranslation(["rounds", "survey", "skills"]);
  const { contactName, contactTitle, phone, digitalWorkerCount, note } = response;
  return (
    <>
      <Facts
        items={[
          [
            t("survey:summary.contact"),
            [contactName, contactTitle, phone && showPhone(phone)].filter(Boolean).join(", "),
          ],
          [
            t("survey:summary.workers"),
            t("survey:summary.workersValue", {
              total: showNumber(response.workerCount ?? 0),
              female: showNumber(response.femaleCount ?? 0),
            }),
          ],
          [t("survey:summary.digital"), digitalWorkerCount === null ? null : showNumber(digitalWorkerCount)],
          [t("survey:summary.note"), note],
        ]}
      />
      <h2>{t("response.needs")}</h2>
      {lines.length === 0 ? (
        <p>{t("response.noNeed")}</p>
      ) : (
        <DataTable
          caption={t("response.needs")}
          rows={lines}
          rowKey={(line) => line.id}
          columns={[
            { header: t("response.number"), align: "right", cell: (line) => line.number },
            { header: t("survey:needs.position"), cell: (line) => line.position },
            { header: t("survey:needs.skill"), cell: (line) => line.skill },
            {
              header: t("survey:needs.level"),
              cell: (line) => t("skills:levelShort", { level: line.level }),
            },
            { header: t("survey:needs.mode"), cell: (line) => t(`survey:needs.${line.mode}`) },
            {
              header: t("survey:needs.people"),
              align: "right",
              cell: (line) => showNumber(line.people),
            },
            {
              header: t("survey:needs.quarter"),
              cell: (line) => showQuarter(line.wantedYear, line.wantedQuarter),
            },
          ]}
        />
      )}
    </>
  );
}
