import type { MessageKey } from "#app/i18n/catalogue.ts";
import { plainTable } from "#app/spreadsheet/writing/plain-table.ts";
import type {
  TableColumn,
  TableDescription,
  TableValues,
} from "#app/spreadsheet/writing/table-description.ts";
import { type LocalDate, showDate } from "#app/vietnamese/dates.ts";
import { nationalPhone } from "#app/vietnamese/phone.ts";
import type { listPeople } from "./queries.server.ts";

type Translate = (key: MessageKey, params?: Record<string, string | number>) => string;
type Person = Awaited<ReturnType<typeof listPeople>>["rows"][number];

/** The list of people as a sheet. Citizen ID numbers are masked there as on the page. */
export function peopleTable(today: LocalDate, t: Translate): TableDescription {
  const columns: TableColumn[] = [
    { header: t("people:fullName"), width: 28, kind: "text" },
    { header: t("people:gender"), width: 10, kind: "text" },
    { header: t("people:birthDate"), width: 13, kind: "partialDate" },
    { header: t("people:nationalIdShort"), width: 16, kind: "text" },
    { header: t("people:phone"), width: 15, kind: "text" },
    { header: t("people:email"), width: 26, kind: "text" },
    { header: t("people:qualification"), width: 20, kind: "text" },
    { header: t("people:position"), width: 22, kind: "text" },
    { header: t("people:business"), width: 36, kind: "text" },
  ];
  return plainTable({
    title: t("people:export.title"),
    subtitle: [t("people:export.asOf", { day: showDate(today) })],
    columns,
  });
}

/** A person in the order of the columns. */
export function personValues(person: Person, t: Translate): TableValues {
  return [
    person.fullName,
    person.gender && t(`people:genders.${person.gender}`),
    person.birthDate,
    person.nationalIdMasked,
    person.phone && nationalPhone(person.phone),
    person.email,
    person.qualification && t(`people:qualifications.${person.qualification}`),
    person.position,
    person.business,
  ];
}
