import { expect, test } from "vitest";
import { defaultSettings, type ImportSettings } from "#app/domain/imports/schema.ts";
import { rememberedSettings } from "#app/domain/nominations/import-remembered.ts";

const earlier = (runId: string, settings: Partial<ImportSettings>) => ({
  runId,
  settings: { ...defaultSettings, ...settings },
});

test("the last choice about an employer name holds for the next list, needs for the same run alone", () => {
  const need = (needLineId: string) => ({ needLineId });
  const remembered = rememberedSettings(
    [
      earlier("run", { employers: { "go dak cam": "b1", "": "b9" }, needs: { b1: need("n2") } }),
      earlier("run", {
        employers: { "go dak cam": "b2", "htx ha": "b3" },
        needs: { b1: need("n1"), b3: need("n3") },
        outsideNeedReason: "Chưa khảo sát",
      }),
      earlier("other", {
        employers: { "co so moc": "b4" },
        needs: { b4: need("n4") },
        outsideNeedReason: "Khác",
      }),
    ],
    "run",
  );
  expect(remembered).toEqual({
    employers: { "go dak cam": "b1", "htx ha": "b3", "co so moc": "b4" },
    needs: { b1: need("n2"), b3: need("n3") },
    outsideNeedReason: "Chưa khảo sát",
  });
  expect(rememberedSettings([], "run")).toEqual({ employers: {}, needs: {}, outsideNeedReason: null });
});
