import * as z from "zod/mini";
import { message } from "#app/i18n/catalogue.ts";
import { roles } from "../actor.ts";
import {
  choice,
  idempotencyKey,
  optionalChoice,
  optionalId,
  optionalText,
  requiredText,
} from "../form-fields.ts";
import { commonPasswords, contextWords } from "./weak-passwords.ts";

export const units = ["economy_infra_division", "media_centre", "ward_police"] as const;

const email = z
  .string(message("accounts:errors.email"))
  .check(z.trim(), z.toLowerCase(), z.maxLength(200), z.email(message("accounts:errors.email")));

const fullName = requiredText(120, "accounts:errors.fullName");

/** Shortest password; without a second factor TCVN 14423 asks for 14 characters. */
export const minPasswordLength = 14;

/** Taken exactly as typed: no trimming, no rules of composition. */
const newPassword = z.string(message("accounts:errors.passwordLength", { count: minPasswordLength })).check(
  z.minLength(minPasswordLength, message("accounts:errors.passwordLength", { count: minPasswordLength })),
  z.maxLength(200, message("accounts:errors.passwordTooLong")),
  z.refine((password) => !isWeak(password), message("accounts:errors.passwordWeak")),
);

function isWeak(password: string): boolean {
  const plain = password.toLowerCase();
  const letters = plain.replace(/[^\p{L}]/gu, "");
  return commonPasswords.has(plain) || contextWords.includes(letters) || new Set(plain).size < 5;
}

export const signInInput = z.object({
  email: z
    .string(message("accounts:errors.email"))
    .check(z.trim(), z.toLowerCase(), z.minLength(1, message("accounts:errors.email")), z.maxLength(200)),
  password: z
    .string(message("accounts:errors.passwordMissing"))
    .check(z.minLength(1, message("accounts:errors.passwordMissing")), z.maxLength(200)),
});

const isRepeated = z.refine<{ password: string; passwordAgain: string }>(
  (input) => input.password === input.passwordAgain,
  {
    path: ["passwordAgain"],
    error: message("accounts:errors.passwordsDiffer"),
  },
);

export const setPasswordInput = z
  .object({ password: newPassword, passwordAgain: z.string() })
  .check(isRepeated);

/** The first administrator of an installation. */
export const setUpInput = z
  .object({ email, fullName, password: newPassword, passwordAgain: z.string() })
  .check(isRepeated);

/** What an account of each role belongs to. */
export const scopeOfRole = {
  business: ["wardId", "businessId"],
  office: ["wardId"],
  leader: ["wardId"],
  unit: ["wardId", "unit"],
  provider: ["providerId"],
  province: ["provinceCode"],
  admin: [],
} as const;
const scopeFields = ["wardId", "unit", "businessId", "providerId", "provinceCode"] as const;

export const createAccountInput = z.pipe(
  z
    .object({
      idempotencyKey,
      email,
      fullName,
      postTitle: optionalText(120),
      role: choice(roles, "accounts:errors.role"),
      wardId: optionalId(),
      unit: optionalChoice(units),
      businessId: optionalId(),
      providerId: optionalId(),
      provinceCode: optionalText(4),
    })
    .check(
      z.superRefine((input, context) => {
        for (const field of scopeOfRole[input.role]) {
          if (!input[field])
            context.addIssue({ code: "custom", path: [field], message: message("accounts:errors.scope") });
        }
      }),
    ),
  // What the role does not need is dropped, so that a scope can never be smuggled in beside it.
  z.transform((input) => {
    const needed: readonly string[] = scopeOfRole[input.role];
    return {
      ...input,
      ...Object.fromEntries(
        scopeFields.filter((field) => !needed.includes(field)).map((field) => [field, null]),
      ),
    };
  }),
);
export type CreateAccountInput = z.output<typeof createAccountInput>;

export const setAccountEnabledInput = z.object({
  accountId: z.uuid(),
  version: z.coerce.number().check(z.int()),
  enabled: z.pipe(
    z.enum(["true", "false"]),
    z.transform((text) => text === "true"),
  ),
});

export const newLinkInput = z.object({ accountId: z.uuid() });
