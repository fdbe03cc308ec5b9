import { useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Alert } from "#app/ui/alert.tsx";
import { showNumber } from "#app/vietnamese/numbers.ts";
import { useHashFocus } from "./hash-focus.ts";

/** After rows were checked anew, how many are done and how many are left: first thing to read before the next row. */
export function CheckedRows({ left }: { left: number }) {
  const { t } = useTranslation("imports");
  const [params] = useSearchParams();
  const target = useHashFocus<HTMLDivElement>("checked");
  const [, before] = /^rows-(\d{1,5})$/.exec(params.get("done") ?? "") ?? [];
  if (before === undefined) return null;
  const done = Math.max(0, Number(before) - left);
  const counts = { done: showNumber(done), left: showNumber(left) };
  return (
    <div {...target}>
      <Alert tone={done > 0 ? "success" : "warning"}>
        {t(left === 0 ? "checked.all" : done > 0 ? "checked.some" : "checked.none", counts)}
      </Alert>
    </div>
  );
}
