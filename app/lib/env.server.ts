import { z } from "zod";

const optionalText = z.preprocess((value) => (value === "" ? undefined : value), z.string().optional());
const integer = (fallback: number, min: number, max: number) =>
  z.preprocess(
    (value) => (value === "" ? undefined : value),
    z.coerce.number().int().min(min).max(max).default(fallback),
  );

const environment = z
  .object({
    PORT: integer(3000, 0, 65_535),
    HOST: z.string().default("127.0.0.1"),
    DATA_DIR: z.string().default("./data"),
    DATABASE_URL: optionalText.refine((url) => !url || /^postgres(ql)?:\/\//.test(url), {
      error: "must start with postgres:// or postgresql://",
    }),
    DATABASE_POOL: integer(12, 2, 200),
    PUBLIC_ORIGIN: optionalText.refine((url) => !url || isOrigin(url), {
      error: "must be an origin such as https://nhanluc.example.vn, without a path",
    }),
    APP_KEYS: optionalText,
    TRUSTED_PROXY: optionalText,
    LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
    IDLE_MINUTES: integer(15, 1, 720),
    SESSION_HOURS: integer(10, 1, 72),
  })
  .transform((values) => ({
    ...values,
    PUBLIC_ORIGIN: values.PUBLIC_ORIGIN ?? `http://localhost:${values.PORT}`,
  }));

export type Environment = z.infer<typeof environment>;

let parsed: Environment | undefined;

/** The configuration of this process, read once. Throws one readable list of what is wrong. */
export function env(): Environment {
  parsed ??= parseEnvironment(process.env);
  return parsed;
}

export function parseEnvironment(source: Record<string, string | undefined>): Environment {
  const result = environment.safeParse(source);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`Cấu hình sai (biến môi trường), xem README mục "Configuration":\n${problems.join("\n")}`);
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text;
}
