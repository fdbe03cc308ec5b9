import { benchExcelImport } from "./excel-import.ts";
import { benchExcelRead } from "./excel-read.ts";
import { benchExcelWrite } from "./excel-write.ts";

/** Reading untrusted workbooks and the files made to hurt; the steps of an import; writing rosters. */
export async function benchExcel(): Promise<void> {
  await benchExcelRead();
  await benchExcelImport();
  await benchExcelWrite();
}
