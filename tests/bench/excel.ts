import { benchExcelRead } from "./excel-read.ts";
import { benchExcelWrite } from "./excel-write.ts";

/** Reading untrusted workbooks and the files made to hurt; writing rosters. */
export async function benchExcel(): Promise<void> {
  await benchExcelRead();
  await benchExcelWrite();
}
