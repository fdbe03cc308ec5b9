import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { env } from "./env.server.ts";

/**
 * Keys of the installation. `APP_KEYS` is `id:base64,id:base64…`: the first encrypts, all decrypt, and the last
 * is the root of blind indexes and personal links, so it stays in the list for as long as they live.
 * A lost key means lost citizen ID numbers: keep two sealed copies apart from the database backups.
 */
type KeyRing = { current: AppKey; root: AppKey; byId: Map<string, AppKey> };
type AppKey = { id: string; secret: Buffer };

/** Where a ciphertext stands. It is authenticated with the text, so a copy to another row does not decrypt. */
export type CipherPlace = { table: string; column: string; wardId: string; rowId: string };

const keyFormat = /^([a-z0-9]{1,16}):([A-Za-z0-9+/_=-]{43,44})$/;
let ring: KeyRing | undefined;

function keys(): KeyRing {
  ring ??= parseKeys(env().APP_KEYS ?? keysOfDataDirectory());
  return ring;
}

export function parseKeys(text: string): KeyRing {
  const all = text.split(",").map((part) => {
    const match = keyFormat.exec(part.trim());
    const secret = match?.[2] ? Buffer.from(match[2], "base64") : Buffer.alloc(0);
    if (!match?.[1] || secret.length !== 32) {
      throw new Error("APP_KEYS sai: cần dạng id:base64 của 32 byte, các khóa cách nhau bằng dấu phẩy.");
    }
    return { id: match[1], secret };
  });
  const [current] = all;
  const root = all.at(-1);
  if (!current || !root) throw new Error("APP_KEYS trống.");
  return { current, root, byId: new Map(all.map((key) => [key.id, key])) };
}

/** With the built-in database the key lives beside it, readable by its owner alone; a server needs APP_KEYS. */
function keysOfDataDirectory(): string {
  if (env().DATABASE_URL) throw new Error("Có DATABASE_URL thì phải đặt APP_KEYS (xem README).");
  const file = join(env().DATA_DIR, "app-keys");
  if (!existsSync(file)) {
    mkdirSync(env().DATA_DIR, { recursive: true });
    // "wx": two processes starting at once agree on the key that was written first.
    try {
      writeFileSync(file, newKey("k1"), { mode: 0o600, flag: "wx" });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
  return readFileSync(file, "utf8").trim();
}

export function newKey(id: string): string {
  return `${id}:${randomBytes(32).toString("base64")}`;
}

function derive(key: AppKey, purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", key.secret, "nhan-luc-so", purpose, 32));
}

const derived = new Map<string, Buffer>();
function keyFor(key: AppKey, purpose: string): Buffer {
  const name = `${key.id}|${purpose}`;
  const known = derived.get(name) ?? derive(key, purpose);
  derived.set(name, known);
  return known;
}

/** AES-256-GCM envelope `v1.<key id>.<nonce>.<ciphertext>.<tag>`, bound to its row. */
export function encrypt(plain: string, place: CipherPlace): string {
  const { current } = keys();
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyFor(current, "column"), nonce);
  cipher.setAAD(Buffer.from(placeText(place)));
  const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return [
    "v1",
    current.id,
    ...[nonce, body, cipher.getAuthTag()].map((part) => part.toString("base64url")),
  ].join(".");
}

/** Throws when the envelope was changed, stands in another row, or its key is not in the ring. */
export function decrypt(envelope: string, place: CipherPlace): string {
  const [format, keyId, nonce, body, tag] = envelope.split(".");
  const key = keys().byId.get(keyId ?? "");
  if (format !== "v1" || !key || !nonce || body === undefined || !tag)
    throw new Error("unreadable ciphertext envelope");
  const decipher = createDecipheriv("aes-256-gcm", keyFor(key, "column"), Buffer.from(nonce, "base64url"));
  decipher.setAAD(Buffer.from(placeText(place)));
  decipher.setAuthTag(Buffer.from(tag, "base64url"));
  return Buffer.concat([decipher.update(Buffer.from(body, "base64url")), decipher.final()]).toString("utf8");
}

function placeText(place: CipherPlace): string {
  return [place.table, place.column, place.wardId, place.rowId].join("|");
}

/** Equal numbers of one ward give equal indexes; without the key the 12 digits cannot be searched. */
export function blindIndex(wardId: string, kind: "nationalId" | "taxCode", normalised: string): string {
  return keyedDigest("blind-index", `${wardId}|${kind}|${normalised}`).toString("base64url");
}

/** What stands in the audit chain instead of a person's data: equal values show as equal, nothing else shows. */
export function auditDigest(wardId: string | null, value: string): string {
  return `digest:${keyedDigest("audit", `${wardId ?? "-"}|${value}`)
    .toString("base64url")
    .slice(0, 22)}`;
}

/** 128-bit token of a personal link, recomputed whenever it must be shown: the database keeps its hash alone. */
export function linkToken(invitationId: string, generation: number): string {
  return keyedDigest("survey-link", `${invitationId}|${generation}`).subarray(0, 16).toString("base64url");
}

/** What the browser of a business that has confirmed itself keeps: good for one link until a day, and empty of data. */
export function confirmationProof(invitationId: string, generation: number, until: string): string {
  return keyedDigest("survey-confirmation", `${invitationId}|${generation}|${until}`).toString("base64url");
}

function keyedDigest(purpose: string, text: string): Buffer {
  return createHmac("sha256", keyFor(keys().root, purpose)).update(text).digest();
}

/** 256 random bits for a session or a one-time link. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
