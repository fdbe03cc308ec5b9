import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { BusinessKind } from "#app/domain/businesses/schema.ts";
import type { RegistryStatus } from "#app/domain/clusters/schema.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Facts } from "#app/ui/page.tsx";
import { showNumber } from "#app/vietnamese/numbers.ts";
import { showPhone } from "#app/vietnamese/phone.ts";
import { parseTaxCode } from "#app/vietnamese/tax-code.ts";
import { BusinessStatus } from "./business-status.tsx";

type Business = {
  kind: BusinessKind;
  taxCodeShown: string | null;
  clusterName: string | null;
  address: string | null;
  contactName: string | null;
  contactTitle: string | null;
  phone: string | null;
  email: string | null;
  workerCount: number | null;
  femaleCount: number | null;
  status: RegistryStatus;
  closedReason: string | null;
  mergedIntoId: string | null;
  mergedIntoName: string | null;
};

/** What the registry holds of a business, and what looks odd about it. */
export function BusinessFacts({ business }: { business: Business }) {
  const { t } = useTranslation("businesses");
  const contact = [business.contactName, business.contactTitle].filter(Boolean).join(", ");
  return (
    <>
      {business.closedReason && (
        <Alert tone="warning">{t("closedBecause", { reason: business.closedReason })}</Alert>
      )}
      {business.mergedIntoId && (
        <Alert tone="warning">
          {t("mergedInto")}{" "}
          <Link to={`/office/businesses/${business.mergedIntoId}`}>{business.mergedIntoName}</Link>.
        </Alert>
      )}
      {failsChecksum(business.taxCodeShown) && <Alert tone="warning">{t("checksumWarning")}</Alert>}
      <Facts
        items={[
          [t("status.label"), <BusinessStatus key="status" status={business.status} />],
          [t("fields.kind"), t(`kinds.${business.kind}`)],
          [t("fields.taxCode"), business.taxCodeShown],
          [t("fields.clusterId"), business.clusterName ?? t("outsideClusters")],
          [t("fields.address"), business.address],
          [t("fields.contactName"), contact || null],
          [
            t("fields.phone"),
            business.phone && <a href={`tel:${business.phone}`}>{showPhone(business.phone)}</a>,
          ],
          [t("fields.email"), business.email],
          [t("fields.workerCount"), business.workerCount === null ? null : showNumber(business.workerCount)],
          [t("fields.femaleCount"), business.femaleCount === null ? null : showNumber(business.femaleCount)],
        ]}
      />
    </>
  );
}

/** A masked code has no check digit, so nothing is said of it. */
function failsChecksum(taxCode: string | null): boolean {
  const read = parseTaxCode(taxCode ?? "");
  return read.ok && read.checksumOk === false;
}
