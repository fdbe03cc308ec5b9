import { useActionData } from "@remix-run/react";
import type { ChangeEvent } from "react";
import { useTranslation } from "react-i18next";
import { valueAt } from "#app/lib/form-values.ts";
import { showNumber } from "#app/vietnamese/numbers.ts";
import { RadioField } from "./fields.tsx";
import { useHydrated } from "./page-state.ts";
import type { Column } from "./table.tsx";

/**
 * A column of boxes in front of a table. They belong to a form that stands elsewhere on the page, and post
 * `chosen.<id>=true`; domain/selection.ts reads them.
 * @param form id of that form; @param nameOf how a row is called to somebody who does not see it
 */
export function selectionColumn<Row>({
  form,
  idOf,
  nameOf,
}: {
  form: string;
  idOf: (row: Row) => string;
  nameOf: (row: Row) => string;
}): Column<Row> {
  return {
    header: <ChooseShown form={form} />,
    cell: (row) => <ChooseRow form={form} id={idOf(row)} name={nameOf(row)} />,
  };
}

function ChooseRow({ form, id, name }: { form: string; id: string; name: string }) {
  const { t } = useTranslation();
  const refused = useActionData() as { values?: unknown } | undefined;
  return (
    <input
      type="checkbox"
      form={form}
      name={`chosen.${id}`}
      value="true"
      defaultChecked={valueAt(refused?.values, `chosen.${id}`) === "true"}
      aria-label={t("list.choose", { name })}
      className="checkbox checkbox-sm block"
    />
  );
}

/** Ticks every box that is shown. It needs scripts, and is not there without them. */
function ChooseShown({ form }: { form: string }) {
  const { t } = useTranslation();
  const tickAll = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const boxes = document.querySelectorAll<HTMLInputElement>(`input[type=checkbox][form="${form}"]`);
    for (const box of boxes) box.checked = target.checked;
  };
  return useHydrated() ? (
    <input
      type="checkbox"
      onChange={tickAll}
      aria-label={t("list.chooseShown")}
      className="checkbox checkbox-sm block"
    />
  ) : (
    <span className="sr-only">{t("list.chooseHeader")}</span>
  );
}

/** On which rows the form acts. @param total how many match the filter of the page; @param seen the digest of which */
export function SelectionFields({ total, seen }: { total: number; seen: string }) {
  const { t } = useTranslation();
  return (
    <>
      <input type="hidden" name="total" value={total} />
      <input type="hidden" name="seen" value={seen} />
      <RadioField
        name="scope"
        label={t("list.scope")}
        options={[
          { value: "chosen", label: t("list.scopeChosen") },
          { value: "all", label: t("list.scopeAll", { total: showNumber(total) }) },
        ]}
      />
    </>
  );
}
