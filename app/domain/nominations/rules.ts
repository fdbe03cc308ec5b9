import { nationalIdWarnings } from "#app/vietnamese/national-id.ts";
import { missingIn, type WantedField } from "../people/rules.ts";
import type { Gender } from "../people/schema.ts";
import { type Share, suggestSplit } from "../seats/rules.ts";
import type { NominationStatus } from "./schema.ts";

/** Statuses of a nomination that stands: it holds its person's place in the run and counts in every figure. */
export const liveStatuses = ["proposed", "primary", "reserve", "sent"] as const satisfies NominationStatus[];

export function isLive({ status }: { status: NominationStatus }): boolean {
  return liveStatuses.some((live) => live === status);
}

/** Another nomination of the same person. */
export type OtherNomination = {
  /** "Vận hành nền tảng IoT – khóa 2" */
  run: string;
  overlaps: boolean;
  sharesSkill: boolean;
};

export type NominatedPerson = {
  gender: Gender | null;
  birthDate: string | null;
  nationalIdMasked: string | null;
  phone: string | null;
};

/** The file to which a number already belongs. */
export type NumberHolder = { isSameName: boolean; fullName: string; business: string | null };

export type Warning =
  | { kind: "timeClash" | "sameSkill"; run: string }
  | ({ kind: "numberElsewhere" } & NumberHolder)
  | { kind: "genderDiffers" | "birthYearDiffers" | "otherEmployer" }
  | { kind: "missing"; field: WantedField };

/**
 * What the office should see about a row before it goes to the leader. Nothing here blocks: people have corrected
 * birth years, repeat a course for a reason, or leave one run for another.
 * @param nationalId all 12 digits, read on the server alone; null when the file has none
 * @param holder another file, to which the number that a business typed belongs
 */
export function warningsAbout(
  person: NominatedPerson,
  facts: {
    nationalId: string | null;
    others: readonly OtherNomination[];
    isEmployed: boolean;
    holder?: NumberHolder | undefined;
  },
): Warning[] {
  const { nationalId, others, isEmployed, holder } = facts;
  const birthYear = person.birthDate === null ? null : Number(person.birthDate.slice(0, 4));
  const disagreements =
    nationalId === null ? [] : nationalIdWarnings(nationalId, { gender: person.gender, birthYear });
  return [
    ...(holder ? [{ kind: "numberElsewhere" as const, ...holder }] : []),
    ...others.filter(({ overlaps }) => overlaps).map(({ run }) => ({ kind: "timeClash" as const, run })),
    ...others
      .filter(({ sharesSkill }) => sharesSkill)
      .map(({ run }) => ({ kind: "sameSkill" as const, run })),
    ...disagreements.filter((kind) => kind !== "unknownProvince").map((kind) => ({ kind })),
    ...(isEmployed ? [] : [{ kind: "otherEmployer" as const }]),
    ...missingIn(person).map((field) => ({ kind: "missing" as const, field })),
  ];
}

/** A need line with what is already sent for it elsewhere. */
export type NeedLine = {
  runId: string;
  id: string;
  businessId: string;
  business: string;
  number: number;
  position: string;
  skill: string;
  level: number;
  people: number;
  /** Live nominations in other runs that name the line. */
  servedElsewhere: number;
  /** Live nominations in this run that name it. */
  servedHere: number;
};

/** People of a line who could be sent to this run: those whom no other run takes. */
export function openPeople({ people, servedElsewhere }: NeedLine): number {
  return Math.max(0, people - servedElsewhere);
}

/** How many people of a line this run may still be asked for, and how many it has: as the list of the run counts. */
export type NeedCount = { number: number; asked: number; sent: number };

export function countNeed(line: NeedLine): NeedCount {
  return { number: line.number, asked: openPeople(line), sent: line.servedHere };
}

/** Whether the line lacks nobody any more: one more is more than was asked for, which somebody has to want. */
export function isCovered(line: NeedLine): boolean {
  return line.servedHere >= openPeople(line);
}

/** The first line that still lacks somebody: what a nomination most likely serves. Nobody is put to a covered one unasked. */
export function likeliestNeed(lines: readonly NeedLine[]): NeedLine | undefined {
  return lines.find((line) => !isCovered(line));
}

/** What each business needs from a run, in the order of the lines. */
export function needsByBusiness(
  lines: readonly NeedLine[],
): { businessId: string; business: string; unmet: number }[] {
  const needs = new Map<string, { businessId: string; business: string; unmet: number }>();
  for (const line of lines) {
    const { businessId, business } = line;
    const unmet = (needs.get(businessId)?.unmet ?? 0) + openPeople(line);
    needs.set(businessId, { businessId, business, unmet });
  }
  return [...needs.values()];
}

export type SplitRow = Share & { business: string; sent: number };

/**
 * How the seats of a ward would go by unmet need, beside what each business has sent.
 * @param senders the business of each live nomination of the run
 */
export function splitByNeed(
  lines: readonly NeedLine[],
  seats: number,
  senders: readonly string[] = [],
): SplitRow[] {
  const needs = needsByBusiness(lines);
  return suggestSplit(needs, seats).map((share, index) => ({
    ...share,
    business: needs[index]?.business ?? "",
    sent: senders.filter((businessId) => businessId === share.businessId).length,
  }));
}

/** What a business asked a run for, and how many of the ward's seats would be its share. */
export function shareOf(
  lines: readonly NeedLine[],
  run: { id: string; seats: number },
  businessId: string,
): { asked: number; seats: number } {
  const split = splitByNeed(
    lines.filter((line) => line.runId === run.id),
    run.seats,
  );
  const share = split.find((row) => row.businessId === businessId);
  return { asked: share?.unmet ?? 0, seats: share?.seats ?? 0 };
}
