import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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

/** Reads the keys now, so that a program without them ends at its start with a sentence, not at the first form. */
export function requireKeys(): void {
  keys();
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
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, newKey("k1"), { mode: 0o600 });
    // A link appears whole, and once: two processes starting at once agree on the key that came first.
    try {
      linkSync(draft, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    } finally {
      rmSync(draft);
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
  const { keyId, nonce, body, tag } = seal(Buffer.from(plain), place);
  return ["v1", keyId, ...[nonce, body, tag].map((part) => part.toString("base64url"))].join(".");
}

/** Throws when the envelope was changed, stands in another row, or its key is not in the ring. */
export function decrypt(envelope: string, place: CipherPlace): string {
  const [format, keyId, nonce, body, tag] = envelope.split(".");
  if (format !== "v1" || !keyId || !nonce || body === undefined || !tag)
    throw new Error("unreadable ciphertext envelope");
  const [nonceBytes, bodyBytes, tagBytes] = [nonce, body, tag].map((part) => Buffer.from(part, "base64url"));
  if (!nonceBytes || !bodyBytes || !tagBytes) throw new Error("unreadable ciphertext envelope");
  return unseal({ keyId, nonce: nonceBytes, body: bodyBytes, tag: tagBytes }, place).toString("utf8");
}

const nonceLength = 12;
const tagLength = 16;

/** As `encrypt`, for a file: `v1.<key id>.`, then nonce, tag and ciphertext as they are. */
export function encryptBytes(plain: Uint8Array, place: CipherPlace): Buffer {
  const { keyId, nonce, body, tag } = seal(plain, place);
  return Buffer.concat([Buffer.from(`v1.${keyId}.`), nonce, tag, body]);
}

/** What `encryptBytes` was given. Throws as `decrypt` does. */
export function decryptBytes(envelope: Buffer, place: CipherPlace): Buffer {
  const head = /^v1\.([a-z0-9]{1,16})\./.exec(envelope.subarray(0, 24).toString("latin1"));
  if (!head?.[1]) throw new Error("unreadable ciphertext envelope");
  const nonceStart = head[0].length;
  const tagStart = nonceStart + nonceLength;
  const bodyStart = tagStart + tagLength;
  return unseal(
    {
      keyId: head[1],
      nonce: envelope.subarray(nonceStart, tagStart),
      tag: envelope.subarray(tagStart, bodyStart),
      body: envelope.subarray(bodyStart),
    },
    place,
  );
}

type Sealed = { keyId: string; nonce: Buffer; body: Buffer; tag: Buffer };

function seal(plain: Uint8Array, place: CipherPlace): Sealed {
  const { current } = keys();
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv("aes-256-gcm", keyFor(current, "column"), nonce);
  cipher.setAAD(Buffer.from(placeText(place)));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return { keyId: current.id, nonce, body, tag: cipher.getAuthTag() };
}

function unseal({ keyId, nonce, body, tag }: Sealed, place: CipherPlace): Buffer {
  const key = keys().byId.get(keyId);
  if (!key) throw new Error("unreadable ciphertext envelope");
  const decipher = createDecipheriv("aes-256-gcm", keyFor(key, "column"), nonce);
  decipher.setAAD(Buffer.from(placeText(place)));
  decipher.setAuthTag(tag);
  return Buffer.concat([decipher.update(body), decipher.final()]);
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

/** Tells whether two posted forms say the same, and nothing of what they say. */
export function contentFingerprint(content: string): string {
  return keyedDigest("idempotency", content).toString("base64url");
}

/** 128-bit token of a personal link, recomputed whenever it must be shown: the database keeps its hash alone. */
export function linkToken(invitationId: string, generation: number): string {
  return keyedDigest("survey-link", `${invitationId}|${generation}`).subarray(0, 16).toString("base64url");
}

/** What the browser of a business that has confirmed itself keeps: good for one link until a day, and empty of data. */
export function confirmationProof(invitationId: string, generation: number, until: string): string {
  return keyedDigest("survey-confirmation", `${invitationId}|${generation}|${until}`).toString("base64url");
}

/** Goes with a roster to its provider and comes back: shows that nobody has changed what the file says of itself. */
export function rosterProof(content: string): string {
  return keyedDigest("roster", content).toString("base64url");
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
