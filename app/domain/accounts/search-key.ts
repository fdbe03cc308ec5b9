import { searchKey } from "#app/vietnamese/text.ts";

/** What a search for an account matches: its holder's name and its address. */
export const accountSearchKey = ({ fullName, email }: { fullName: string; email: string }) =>
  searchKey(`${fullName} ${email}`);
