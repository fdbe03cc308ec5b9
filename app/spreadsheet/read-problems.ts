/** Why a file was not read, each with the sentence for the person who sent it: what it is and what to do. */
export const readProblems = {
  empty: "Tệp không có nội dung. Hãy kiểm tra lại và tải lên tệp Excel (.xlsx).",
  notWorkbook: "Đây không phải là tệp Excel. Hãy tải lên tệp có đuôi .xlsx.",
  encrypted:
    "Tệp được đặt mật khẩu nên không đọc được. Hãy mở bằng Excel, bỏ mật khẩu (Tệp → Thông tin → Bảo vệ sổ làm việc), lưu rồi tải lên lại.",
  oldExcel:
    "Đây là tệp Excel kiểu cũ (.xls). Hãy mở bằng Excel, chọn «Lưu dưới dạng» → «Sổ làm việc Excel (.xlsx)» rồi tải lên lại.",
  binaryExcel:
    "Đây là tệp Excel nhị phân (.xlsb). Hãy mở bằng Excel, chọn «Lưu dưới dạng» → «Sổ làm việc Excel (.xlsx)» rồi tải lên lại.",
  html: "Tệp này là trang web được đặt đuôi Excel. Hãy mở bằng Excel, chọn «Lưu dưới dạng» → «Sổ làm việc Excel (.xlsx)» rồi tải lên lại.",
  openDocument:
    "Đây là tệp OpenDocument (.ods). Hãy mở bằng LibreOffice hoặc Excel, lưu thành .xlsx rồi tải lên lại.",
  csv: "Đây là tệp văn bản (.csv). Hãy mở bằng Excel, lưu thành .xlsx rồi tải lên lại.",
  image: "Đây là tệp ảnh. Hãy gửi tệp Excel (.xlsx) có danh sách; ảnh chụp danh sách không đọc được.",
  pdf: "Đây là tệp PDF. Hãy gửi tệp Excel (.xlsx) có danh sách.",
  tooLarge: "Tệp lớn hơn 2 MB. Hãy chỉ giữ lại trang tính có danh sách, bỏ hình ảnh, lưu rồi tải lên lại.",
  tooManyParts:
    "Tệp có quá nhiều thành phần bên trong. Hãy chép danh sách sang một tệp Excel mới rồi tải lên lại.",
  unpacksTooLarge:
    "Tệp bung ra quá lớn so với một danh sách. Hãy chép danh sách sang một tệp Excel mới rồi tải lên lại.",
  suspiciousRatio:
    "Tệp được nén bất thường nên không được mở. Hãy chép danh sách sang một tệp Excel mới rồi tải lên lại.",
  doctype:
    "Tệp có khai báo DOCTYPE mà Excel không bao giờ ghi, nên không được mở. Hãy chép danh sách sang một tệp Excel mới rồi tải lên lại.",
  tooManyRows: "Trang tính có hơn 5.000 dòng có dữ liệu. Hãy chia danh sách thành nhiều tệp rồi tải lên.",
  tooManyColumns:
    "Trang tính có hơn 40 cột có dữ liệu. Hãy bỏ các cột không cần cho danh sách rồi tải lên lại.",
  tooManyCells:
    "Tệp có quá nhiều dữ liệu cho một danh sách. Hãy chỉ giữ lại trang tính có danh sách rồi tải lên lại.",
  tooManyMerges: "Tệp có quá nhiều ô gộp. Hãy bỏ gộp ô trong danh sách rồi tải lên lại.",
  mergeTooLarge: "Trang tính có một vùng gộp ô phủ gần hết trang. Hãy bỏ gộp ô rồi tải lên lại.",
  outOfRange:
    "Tệp có ô hoặc cột nằm ngoài phạm vi mà Excel cho phép. Hãy chép danh sách sang một tệp Excel mới rồi tải lên lại.",
  damaged: "Tệp bị hỏng hoặc chưa tải xong. Hãy mở lại bằng Excel, lưu thành tệp mới rồi tải lên lại.",
  timedOut: "Đọc tệp quá lâu nên đã dừng. Hãy chép danh sách sang một tệp Excel mới rồi tải lên lại.",
  outOfMemory:
    "Đọc tệp tốn quá nhiều bộ nhớ nên đã dừng. Hãy chép danh sách sang một tệp Excel mới rồi tải lên lại.",
  busy: "Máy chủ đang đọc nhiều tệp khác. Hãy thử lại sau một phút.",
} as const;

export type ReadProblem = keyof typeof readProblems;

/** What was left aside on purpose in a file that was read. */
export const readNotes = {
  macrosIgnored: "Tệp có macro; macro không được chạy và không được đọc.",
  externalLinksIgnored: "Tệp có liên kết tới tệp khác; các ô đó lấy giá trị đã lưu trong tệp.",
  giantRangeIgnored:
    "Tệp có quy tắc định dạng hoặc kiểm tra dữ liệu phủ gần hết trang tính; quy tắc đó được bỏ qua.",
  formulasWithoutValue: "Một số ô là công thức chưa được tính. Hãy mở bằng Excel, lưu lại để có giá trị.",
} as const;

export type ReadNote = keyof typeof readNotes;

/** Thrown inside the reader only; `parseWorkbook` turns it into an answer. `detail` is for the log and the curious. */
export class Unreadable extends Error {
  constructor(
    readonly problem: ReadProblem,
    readonly detail = "",
  ) {
    super(`${problem} ${detail}`.trim());
    this.name = "Unreadable";
  }
}
