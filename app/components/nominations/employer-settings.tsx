import { Link } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { getNomineePreview } from "#app/domain/nominations/import-preview.server.ts";
import { useHydrated } from "#app/ui/page-state.ts";
import { DataTable } from "#app/ui/table.tsx";
import { showDate } from "#app/vietnamese/dates.ts";

type Preview = Awaited<ReturnType<typeof getNomineePreview>>;
type Employer = Preview["employers"][number] & {
  place: number;
  /** Another name of the same business in a row above: its need is chosen there. */
  above: Preview["employers"][number] | undefined;
};

/** Once per employer, not per row: which business it is, and which need its people serve. Part of the settings. */
export function EmployerSettings({ preview }: { preview: Preview }) {
  const { t } = useTranslation("imports");
  const employers: Employer[] = preview.employers.map((employer, place) => ({
    ...employer,
    place,
    above: preview.employers.slice(0, place).find(({ businessId }) => businessId === employer.businessId),
  }));
  const nameOf = ({ name }: Preview["employers"][number]) => name || t("nominees.noEmployerName");
  return (
    <>
      <h3 id="employers" tabIndex={-1} className="font-medium">
        {t("nominees.employers")}
      </h3>
      <p className="mb-2 text-neutral">
        {t("nominees.employersLead")} <Link to="/office/businesses/new">{t("nominees.addBusiness")}</Link>
      </p>
      <DataTable
        caption={t("nominees.employers")}
        rows={employers}
        rowKey={({ key }) => key}
        columns={[
          {
            header: t("nominees.employer"),
            cell: (employer) => <span className="inline-block sm:min-w-40">{nameOf(employer)}</span>,
          },
          { header: t("nominees.people"), align: "right", cell: ({ rows }) => rows },
          {
            header: t("nominees.business"),
            cell: (employer) => (
              <BusinessSelect preview={preview} employer={employer} name={nameOf(employer)} />
            ),
          },
          {
            header: t("nominees.need"),
            cell: (employer) => {
              const { businessId, above } = employer;
              if (!businessId) return null;
              if (above) return t("nominees.needAsAbove", { name: nameOf(above) });
              return <NeedSelect key={businessId} employer={employer} name={nameOf(employer)} />;
            },
          },
        ]}
      />
      <div className="mt-3 flex flex-wrap gap-x-4 gap-y-2">
        <TextSetting
          name="outsideNeedReason"
          label={t("nominees.commonReason")}
          value={preview.settings.outsideNeedReason}
        />
        {preview.isLate && (
          <TextSetting
            name="lateNote"
            label={t("nominees.lateNote", { deadline: showDate(preview.run.nominationDeadline) })}
            value={preview.settings.lateNote}
          />
        )}
      </div>
    </>
  );
}

function BusinessSelect({ preview, employer, name }: { preview: Preview; employer: Employer; name: string }) {
  const { t } = useTranslation("imports");
  const { place, businessId, by } = employer;
  return (
    <span className="block sm:min-w-56">
      <select
        key={businessId}
        name={`employers.e${place}`}
        defaultValue={businessId ?? ""}
        aria-label={t("nominees.businessOf", { name })}
        className={`select select-sm w-full max-w-72 text-sm ${businessId ? "" : "border-warning-content"}`}
      >
        <option value="">{t("nominees.chooseBusiness")}</option>
        {preview.businesses.map((business) => (
          <option key={business.id} value={business.id}>
            {business.name}
          </option>
        ))}
      </select>
      {by !== null && by !== "choice" && (
        <span className="block text-neutral text-xs">{t(`nominees.matched.${by}`)}</span>
      )}
    </span>
  );
}

/** What was not chosen is proposed under the empty value: a proposal that was left alone stays one. */
function NeedSelect({ employer, name }: { employer: Employer; name: string }) {
  const { t } = useTranslation("imports");
  const { businessId, needs, chosen: need } = employer;
  const unchosen = useUnchosen(employer);
  const chosen = (need && ("needLineId" in need ? need.needLineId : "outside")) ?? "";
  const [picked, setPicked] = useState(chosen);
  const hydrated = useHydrated();
  return (
    <span className="flex flex-col gap-1 sm:min-w-80">
      <select
        key={chosen}
        name={`needs.${businessId}`}
        defaultValue={chosen}
        onChange={({ target }) => setPicked(target.value)}
        aria-label={t("nominees.needOf", { name })}
        className="select select-sm w-full max-w-96 text-sm"
      >
        <option value="">{unchosen}</option>
        {needs.map((line) => (
          <option key={line.id} value={line.id}>
            {t("nominees.needLine", { ...line })}
          </option>
        ))}
        <option value="outside">{t("nominees.outside")}</option>
      </select>
      {/* Before scripts run nobody knows what will be chosen, so the reason has its place. */}
      {(!hydrated || picked === "outside") && (
        <input
          name={`reasons.${businessId}`}
          defaultValue={need && "reason" in need ? need.reason : ""}
          maxLength={300}
          required={hydrated}
          aria-label={t("nominees.reasonOf", { name })}
          placeholder={t("nominees.reason")}
          className="input input-sm w-full max-w-96 text-sm"
        />
      )}
    </span>
  );
}

/** What the people of an employer serve as long as nothing is chosen for them. */
function useUnchosen({ needs, proposed, unplaced }: Employer): string {
  const { t } = useTranslation("imports");
  if (proposed && "reason" in proposed) return t("nominees.proposedReason", { reason: proposed.reason });
  const line = proposed && needs.find(({ id }) => id === proposed.needLineId);
  if (line) return t(`nominees.proposedNeed.${unplaced ?? "all"}`, { ...line });
  return t(needs.length > 0 ? "nominees.chooseNeed" : "nominees.useCommonReason");
}

function TextSetting({ name, label, value }: { name: string; label: string; value: string | null }) {
  return (
    <label className="mb-3 block min-w-0 max-w-xl grow">
      <span className="mb-1 block font-medium">{label}</span>
      <input
        key={value}
        name={name}
        defaultValue={value ?? ""}
        maxLength={300}
        autoComplete="off"
        className="input w-full text-base"
      />
    </label>
  );
}
