import type { Application } from "./application.ts";

/** A browser without scripts: opens pages, keeps cookies, fills in the form of the page and presses its buttons. */
export class PlainBrowser {
  status = 0;
  /** Path of the page shown, with its query. */
  path = "";
  html = "";
  readonly cookies = new Map<string, string>();

  constructor(private readonly app: Pick<Application, "fetch">) {}

  /** Opens a page and follows where it leads. */
  async open(path: string): Promise<this> {
    return this.show(path, await this.request(path));
  }

  /** Posts the page's form with what stands in it, changed by `fields`, by a button: `{ intent: "add" }`. */
  async press(button: Record<string, string>, fields: Record<string, string> = {}): Promise<this> {
    const { action } = this.form();
    const body = new URLSearchParams({ ...this.fields(), ...fields, ...button });
    return this.show(action, await this.request(action, { method: "POST", body }));
  }

  /** What the form would post now: the values it was rendered with. */
  fields(): Record<string, string> {
    const { html } = this.form();
    const fields: Record<string, string> = {};
    for (const [tag] of html.matchAll(/<input\b[^>]*>/g)) {
      const { name, value = "", type } = attributes(tag);
      if (name && (type !== "radio" || /\schecked\b/.test(tag))) fields[name] = value;
    }
    for (const [, tag = "", inner = ""] of html.matchAll(/<textarea\b([^>]*)>([^<]*)<\/textarea>/g))
      fields[attributes(tag).name ?? ""] = decode(inner);
    for (const [, tag = "", inner = ""] of html.matchAll(/<select\b([^>]*)>(.*?)<\/select>/gs)) {
      const options = [...inner.matchAll(/<option\b[^>]*>/g)].map(([option]) => option);
      const chosen = options.find((option) => /\sselected\b/.test(option)) ?? options[0] ?? "";
      fields[attributes(tag).name ?? ""] = attributes(chosen).value ?? "";
    }
    return fields;
  }

  /** The text of the page, as it is read. */
  text(): string {
    const body = this.html.replace(/<(script|style|head)\b.*?<\/\1>/gs, " ").replace(/<[^>]*>/g, " ");
    return decode(body).replace(/\s+/g, " ").trim();
  }

  cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  /** One request with the browser's cookies; redirects are returned. */
  async request(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.cookies.size > 0) headers.set("Cookie", this.cookieHeader());
    const response = await this.app.fetch(path, { ...init, headers });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ""] = cookie.split(";");
      this.cookies.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    }
    return response;
  }

  private async show(path: string, response: Response): Promise<this> {
    const next = response.headers.get("Location");
    if (next) {
      await response.arrayBuffer();
      return this.open(next.replace(/#.*/, ""));
    }
    Object.assign(this, { path, status: response.status, html: await response.text() });
    return this;
  }

  /** The page's own form: the one in its main part that posts. */
  private form(): { action: string; html: string } {
    const main = this.html.slice(Math.max(0, this.html.indexOf("<main")));
    const [, tag = "", html] = /<form\b([^>]*method="post"[^>]*)>(.*?)<\/form>/s.exec(main) ?? [];
    if (html === undefined) throw new Error(`no form on ${this.path}`);
    return { action: attributes(tag).action || this.path, html };
  }
}

function attributes(tag: string): Record<string, string> {
  return Object.fromEntries(
    [...tag.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name = "", value = ""]) => [name, decode(value)]),
  );
}

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'", "#39": "'" };

function decode(text: string): string {
  return text.replace(/&(#?\w+);/g, (whole, name: string) => entities[name] ?? whole);
}
