import type { MetaDescriptor } from "@remix-run/node";
import { showDate } from "#app/vietnamese/dates.ts";
import type { SurveyHead } from "./survey-frame.tsx";

/**
 * Title and preview of a personal link, as Zalo shows it: the ward and the round, nothing of the business. In
 * Vietnamese alone, because whoever gets the message has chosen no language yet.
 */
export function surveyMeta(head: SurveyHead | undefined): MetaDescriptor[] {
  const robots = { name: "robots", content: "noindex, nofollow" };
  if (!head) return [{ title: "Khảo sát nhu cầu nhân lực" }, robots];
  const { ward, round } = head;
  const title = `${round.title} – ${ward.name}`;
  const description = `Trả lời trong khoảng 3 phút trên điện thoại, không cần tài khoản. Nhận phiếu đến hết ${showDate(round.closesOn)}.`;
  return [
    { title },
    robots,
    { name: "description", content: description },
    { property: "og:type", content: "website" },
    { property: "og:locale", content: "vi_VN" },
    { property: "og:site_name", content: "Nhân lực số" },
    { property: "og:title", content: title },
    { property: "og:description", content: description },
  ];
}
