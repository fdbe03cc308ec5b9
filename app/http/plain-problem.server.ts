import type { Response as ExpressResponse } from "express";
import type { Language } from "#app/i18n/languages.ts";

const sentences: Record<number, string> = {
  400: "Địa chỉ không hợp lệ. Xin kiểm tra lại liên kết.",
  403: "Yêu cầu này không xuất phát từ trang của hệ thống nên bị từ chối. Xin mở lại trang rồi thao tác lại.",
  411: "Yêu cầu thiếu độ dài nội dung nên bị từ chối.",
  413: "Nội dung gửi lên quá lớn. Tệp Excel được phép lớn nhất 2 MB.",
  421: "Địa chỉ máy chủ không đúng. Xin dùng đúng địa chỉ chính thức của hệ thống.",
  503: "Hệ thống đang bận hoặc đang khởi động lại. Dữ liệu đã lưu không mất. Xin thử lại sau ít giây.",
};

/** Answers without Remix: for what is refused before a page is looked up, or when no page can be made. */
export function plainProblem(response: ExpressResponse, status: number): void {
  if (status === 503) response.setHeader("Retry-After", "5");
  response
    .status(status)
    .type("html")
    .set("Cache-Control", "no-store")
    .send(plainPage(status, sentences[status] ?? sentences[400] ?? ""));
}

/** The smallest page that says why there is nothing else: a browser shows it in place of a file that was refused. */
export function plainPage(status: number, sentence: string, language: Language = "vi"): string {
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Nhân lực số</title><h1>${status}</h1><p>${escapeHtml(sentence)}</p><p><a href="/">Nhân lực số</a></p>`;
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
