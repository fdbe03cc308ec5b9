import type accounts from "./vi/accounts.json";
import type app from "./vi/app.json";
import type audit from "./vi/audit.json";
import type businesses from "./vi/businesses.json";
import type courses from "./vi/courses.json";
import type files from "./vi/files.json";
import type forms from "./vi/forms.json";
import type home from "./vi/home.json";
import type imports from "./vi/imports.json";
import type lists from "./vi/lists.json";
import type nominations from "./vi/nominations.json";
import type outcomes from "./vi/outcomes.json";
import type people from "./vi/people.json";
import type rosters from "./vi/rosters.json";
import type rounds from "./vi/rounds.json";
import type skills from "./vi/skills.json";
import type survey from "./vi/survey.json";

/** The Vietnamese catalogue is the type of both: a missing or misspelt key does not compile. */
export type Catalogue = {
  accounts: typeof accounts;
  app: typeof app;
  audit: typeof audit;
  businesses: typeof businesses;
  courses: typeof courses;
  files: typeof files;
  forms: typeof forms;
  home: typeof home;
  imports: typeof imports;
  lists: typeof lists;
  nominations: typeof nominations;
  outcomes: typeof outcomes;
  people: typeof people;
  rosters: typeof rosters;
  rounds: typeof rounds;
  skills: typeof skills;
  survey: typeof survey;
};
export type Namespace = keyof Catalogue;

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "app";
    resources: Catalogue;
    returnNull: false;
  }
}

type Leaves<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}` }[keyof T &
  string];
/** `namespace:path.of.key`, as schemas and domain errors name their sentences. */
export type MessageKey = { [N in Namespace]: `${N}:${Leaves<Catalogue[N]>}` }[Namespace];

type Params = Record<string, string | number>;

/** A message as a schema carries it: the key, and its numbers behind a bar. `translateMessage` reads it back. */
export function message(key: MessageKey, params?: Params): string {
  return params ? `${key}|${JSON.stringify(params)}` : key;
}

export function parseMessage(text: string): { key: string; params: Params } {
  const bar = text.indexOf("|");
  if (bar < 0) return { key: text, params: {} };
  return { key: text.slice(0, bar), params: JSON.parse(text.slice(bar + 1)) as Params };
}
