import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { SavedUpload } from "#app/domain/outcomes/written.server.ts";
import { DataTable } from "#app/ui/table.tsx";
import { showDateTime } from "#app/vietnamese/dates.ts";

/** The files of a run that were saved, the latest first, each with the way to take all of it back. */
export function SavedUploads({ uploads, runId }: { uploads: SavedUpload[]; runId: string }) {
  const { t } = useTranslation("outcomes");
  const undo = ({ id, undoneAt, undoReason, results, attendances }: SavedUpload) => {
    if (undoneAt) return t("uploads.undone", { time: showDateTime(undoneAt), reason: undoReason });
    if (results + attendances === 0) return null;
    return <Link to={`/provider/runs/${runId}/results/${id}/undo`}>{t("uploads.undo")}</Link>;
  };
  return (
    <DataTable
      caption={t("uploads.caption")}
      rows={uploads}
      rowKey={({ id }) => id}
      columns={[
        { header: t("uploads.file"), isTitle: true, cell: ({ fileName }) => fileName },
        { header: t("uploads.savedAt"), cell: ({ savedAt }) => savedAt && showDateTime(savedAt) },
        { header: t("uploads.sentBy"), cell: ({ sentBy }) => sentBy },
        {
          header: t("uploads.wrote"),
          cell: (upload) =>
            upload.undoneAt === null &&
            t("uploads.counts", { results: upload.results, attendances: upload.attendances }),
        },
        { header: <span className="sr-only">{t("table.actions")}</span>, cell: undo },
      ]}
    />
  );
}
