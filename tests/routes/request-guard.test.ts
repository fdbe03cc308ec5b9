import { request as httpRequest } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Application, startApplication } from "#tests/support/application.ts";

let app: Application;
beforeAll(async () => {
  app = await startApplication();
});
afterAll(() => app?.stop());

/** A raw request: fetch would set or refuse some of these headers by itself. */
function send(
  method: string,
  path: string,
  headers: Record<string, string>,
  body = "",
): Promise<{ status: number; headers: Record<string, unknown>; text: string }> {
  const url = new URL(app.origin);
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      { host: "127.0.0.1", port: url.port, method, path, headers: { Host: url.host, ...headers } },
      (incoming) => {
        let text = "";
        incoming.setEncoding("utf8").on("data", (chunk) => {
          text += chunk;
        });
        incoming.on("end", () =>
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text }),
        );
      },
    );
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

const form = { "Content-Type": "application/x-www-form-urlencoded" };
const body = "email=a%40b.vn&password=x";

describe("the request guard", () => {
  const refusedOrigins: [string, Record<string, string>][] = [
    ["no origin at all", {}],
    ["a foreign origin", { Origin: "https://evil.example" }],
    ["a null origin", { Origin: "null" }],
    ["a malformed origin", { Origin: "http//x" }],
    [
      "a foreign origin that claims our host was forwarded",
      { Origin: "https://evil.example", "X-Forwarded-Host": "evil.example" },
    ],
    ["a cross-site request", { "Sec-Fetch-Site": "cross-site" }],
    ["a sibling site", { "Sec-Fetch-Site": "same-site" }],
    [
      "same-origin as a claim beside a foreign origin",
      { "Sec-Fetch-Site": "same-origin", Origin: "https://evil.example" },
    ],
  ];
  const paths = ["/login", "/login.data", "/logout", "/language", "/no/such/page"];

  test.each(refusedOrigins)("refuses a post with %s, on every path", async (_name, headers) => {
    for (const path of paths) {
      const answer = await send(
        "POST",
        path,
        { ...form, "Content-Length": String(body.length), ...headers },
        body,
      );
      expect([path, answer.status]).toEqual([path, 403]);
    }
  });

  test.each(["PUT", "PATCH", "DELETE"])("refuses %s without an origin", async (method) => {
    expect((await send(method, "/login", { ...form, "Content-Length": "0" })).status).toBe(403);
  });

  test("takes a post from its own page", async () => {
    const answer = await send(
      "POST",
      "/login",
      { ...form, "Content-Length": String(body.length), Origin: app.origin },
      body,
    );
    expect(answer.status).toBe(422);
    const fetched = await send(
      "POST",
      "/login",
      { ...form, "Content-Length": String(body.length), "Sec-Fetch-Site": "same-origin" },
      body,
    );
    expect(fetched.status).toBe(422);
  });

  test("answers to its own host alone", async () => {
    expect((await send("GET", "/login", { Host: "evil.example" })).status).toBe(421);
    expect((await send("GET", "/login", { Host: `evil.example:${new URL(app.origin).port}` })).status).toBe(
      421,
    );
    expect((await send("GET", "/login", { "X-Forwarded-Host": "evil.example" })).text).not.toContain(
      "evil.example",
    );
  });

  test("refuses a body that is too large before reading it, and one of unknown length", async () => {
    const large = { ...form, Origin: app.origin, "Content-Length": "600000" };
    expect((await send("POST", "/login", large, "x".repeat(600_000))).status).toBe(413);
    expect(
      (await send("POST", "/login", { ...form, Origin: app.origin, "Transfer-Encoding": "chunked" }, body))
        .status,
    ).toBe(411);
  });

  test("carries its security headers on every kind of answer", async () => {
    const answers = [
      await send("GET", "/login", {}),
      await send("GET", "/no/such/page", {}),
      await send("GET", "/office", {}),
      await send("GET", "/favicon.ico", {}),
    ];
    for (const { headers } of answers) {
      expect(headers["content-security-policy"]).toMatch(/script-src 'nonce-.+' 'strict-dynamic'/);
      expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
      expect(headers).toMatchObject({
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "same-origin",
      });
      expect(headers["x-powered-by"]).toBeUndefined();
    }
    expect(answers[0]?.headers["cache-control"]).toBe("no-store");
  });

  test("gives each answer a nonce of its own", async () => {
    const nonce = async () =>
      /nonce-([^']+)/.exec(String((await send("GET", "/login", {})).headers["content-security-policy"]))?.[1];
    expect(await nonce()).not.toBe(await nonce());
  });

  test("has no route manifest to be asked for", async () => {
    expect((await send("GET", "/__manifest?p=/a&version=1", {})).status).toBe(404);
  });

  test("never redirects to another site after signing in", async () => {
    for (const next of [
      "//evil.example",
      "/\\evil.example",
      "https:/evil.example",
      "/%09/evil.example",
      "/office/%5C%5Cevil",
    ]) {
      const answer = await app.fetch(`/login?next=${encodeURIComponent(next)}`, { as: app.people.office });
      expect(answer.headers.get("location")).toBe("/office");
    }
    const language = await app.post("/language", { language: "en", back: "//evil.example" });
    expect(language.headers.get("location")).toBe("/");
  });
});
