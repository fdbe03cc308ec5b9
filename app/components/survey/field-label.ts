import { useTranslation } from "react-i18next";

const labels = {
  workerCount: "business.workerCount",
  femaleCount: "business.femaleCount",
  digitalWorkerCount: "business.digitalWorkerCount",
  contactName: "business.contactName",
  contactTitle: "business.contactTitle",
  phone: "business.phone",
  noNeed: "missing.needs",
  note: "needs.note",
  position: "needs.position",
  skillId: "needs.skill",
  level: "needs.level",
  mode: "needs.mode",
  people: "needs.people",
  quarter: "needs.quarter",
} as const;

function labelOf(field: string) {
  return labels[field as keyof typeof labels] ?? "needs.title";
}

/** How a list names a field of the form: `phone`, `needs.1.skillId`. */
export function useFieldLabel(): (field: string) => string {
  const { t } = useTranslation("survey");
  return (field) => {
    const line = /^needs\.(\d+)\.(\w+)$/.exec(field);
    if (!line?.[1] || !line[2]) return lowerFirst(t(labelOf(field)));
    return t("missing.inLine", { field: lowerFirst(t(labelOf(line[2]))), number: Number(line[1]) + 1 });
  };
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
