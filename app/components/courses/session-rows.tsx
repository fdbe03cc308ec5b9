import { useTranslation } from "react-i18next";
import { DateField, TextField } from "#app/ui/fields.tsx";
import { RowGroup } from "./row-group.tsx";

export function SessionRows() {
  const { t } = useTranslation("courses");
  return (
    <RowGroup
      name="sessions"
      legend={t("form.sessions")}
      hint={t("form.sessionsHint")}
      addLabel={t("form.addSession")}
      most={60}
      describe={({ heldOn, startsAt, endsAt, topic }) =>
        [heldOn, `${startsAt}–${endsAt}`, topic].filter(Boolean).join(", ")
      }
    >
      {(index) => (
        <>
          <DateField
            name={`sessions.${index}.heldOn`}
            label={t("form.heldOn")}
            className="max-sm:col-span-2 sm:w-36"
          />
          <TextField
            name={`sessions.${index}.startsAt`}
            label={t("form.startsAt")}
            placeholder="07:30"
            autoComplete="off"
            maxLength={10}
            className="sm:w-24"
          />
          <TextField
            name={`sessions.${index}.endsAt`}
            label={t("form.endsAt")}
            placeholder="11:00"
            autoComplete="off"
            maxLength={10}
            className="sm:w-24"
          />
          <TextField
            name={`sessions.${index}.topic`}
            label={t("form.topic")}
            maxLength={200}
            className="max-sm:col-span-2 sm:grow"
          />
        </>
      )}
    </RowGroup>
  );
}
