import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { brotliDecompressSync } from "node:zlib";

export type PageWeight = { html: number; css: number; scripts: number; scriptFiles: string[] };

/**
 * Bytes that a page costs on the wire with Accept-Encoding: br: its HTML and styles, and every script it loads:
 * modules, what they import and preload, and the texts in the page's language.
 * @param namespaces as the page's routes name them in their `handle`, beside `app`
 */
export async function weighPage(url: string, cookie: string, namespaces: string[]): Promise<PageWeight> {
  const page = await fetchCompressed(url, cookie);
  const paths = (pattern: RegExp, text = page.text) =>
    [...text.matchAll(pattern)].map(([, path = ""]) => path);
  const texts = new RegExp(
    `"\\./vi/(?:${["app", ...namespaces].join("|")})\\.json":[^"]*"\\./([^"]+\\.js)"`,
    "g",
  );
  const queue = [
    ...paths(/<link[^>]*rel="modulepreload"[^>]*href="([^"]+)"/g),
    ...paths(/\bimport\s*(?:[^"';]*?\bfrom\s*)?\(?"(\/assets\/[^"]+\.js)"/g),
  ];
  const scripts = new Map<string, number>();
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    if (scripts.has(path)) continue;
    const script = await fetchCompressed(new URL(path, url).href);
    scripts.set(path, script.bytes);
    // Static imports and the texts; another chunk that is named in import() waits until its page is opened.
    const names = [
      ...paths(/\b(?:from|import)\s*"\.\/([^"]+\.js)"/g, script.text),
      ...paths(texts, script.text),
    ];
    queue.push(...names.map((name) => `/assets/${name}`));
  }
  const css = await Promise.all(
    [...new Set(paths(/<link[^>]*rel="stylesheet"[^>]*href="([^"]+)"/g))].map((path) =>
      fetchCompressed(new URL(path, url).href),
    ),
  );
  return {
    html: page.bytes,
    css: css.reduce((sum, file) => sum + file.bytes, 0),
    scripts: [...scripts.values()].reduce((sum, bytes) => sum + bytes, 0),
    scriptFiles: [...scripts.keys()],
  };
}

/** node's own fetch hides how many bytes came over the wire. */
async function fetchCompressed(url: string, cookie = ""): Promise<{ bytes: number; text: string }> {
  const headers = { "Accept-Encoding": "br", ...(cookie ? { Cookie: cookie } : {}) };
  const [response] = (await once(get(url, { headers }), "response")) as [IncomingMessage];
  const body = Buffer.concat(await response.toArray());
  if (response.statusCode !== 200) throw new Error(`${url} answered ${response.statusCode}`);
  const isPacked = response.headers["content-encoding"] === "br";
  return { bytes: body.length, text: (isPacked ? brotliDecompressSync(body) : body).toString() };
}
