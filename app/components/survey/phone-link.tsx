import { parsePhone, showPhone } from "#app/vietnamese/phone.ts";

/** A phone number to tap, however the office wrote it. */
export function PhoneLink({ phone }: { phone: string }) {
  const parsed = parsePhone(phone);
  if (!parsed.ok) return <span>{phone}</span>;
  return (
    <a href={`tel:${parsed.e164}`} className="link whitespace-nowrap text-secondary">
      {showPhone(parsed.e164)}
    </a>
  );
}
