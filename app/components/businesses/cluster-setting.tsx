import { useTranslation } from "react-i18next";

type Props = { clusters: { id: string; name: string }[]; clusterId: string | null };

/** The cluster of all rows of an imported list. */
export function ClusterSetting({ clusters, clusterId }: Props) {
  const { t } = useTranslation("businesses");
  if (clusters.length === 0) return null;
  return (
    <label className="mb-3 block max-w-xl">
      <span className="mb-1 block font-medium">{t("import.cluster")}</span>
      <select
        key={clusterId}
        name="clusterId"
        defaultValue={clusterId ?? ""}
        className="select w-full text-base"
      >
        <option value="">{t("import.keepCluster")}</option>
        {clusters.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
