import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";

/** Something that a tenant keeps, as its Management API has it. */
type Kept = Record<string, unknown> & { id: string; name: string };

/** Lists of the Management API by path. Source: https://auth0.com/docs/api/management/v2 */
const LISTS: Readonly<Record<string, string>> = {
  "actions/actions": "actions",
  "actions/modules": "modules",
  rules: "rules",
  "rules-configs": "configs",
};

/** A stand-in for the Management API of a tenant, on this machine alone: as much as an import of code needs. */
export class StandInTenant {
  readonly lists: Record<string, Kept[]> = { actions: [], modules: [], rules: [], configs: [] };
  /** What is bound to post-login, by name. */
  readonly bindings: string[];
  /** What was asked but for reading, as method and path. */
  readonly changes: string[] = [];
  readonly #server: Server;

  private constructor(given: { actions?: readonly string[]; rules?: readonly string[] }) {
    for (const [list, names] of Object.entries(given)) {
      this.lists[list] = names.map((name, index) => anEntry(name, `${list}-${index}`));
    }
    this.bindings = [...(given.actions ?? [])];
    this.#server = createServer((request, response) => {
      void this.#answer(request, response);
    });
  }

  static async open(given: {
    actions?: readonly string[];
    rules?: readonly string[];
  }): Promise<StandInTenant> {
    const tenant = new StandInTenant(given);
    tenant.#server.listen(0, "127.0.0.1");
    await once(tenant.#server, "listening");
    return tenant;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  namesOf(list: string): string[] {
    return (this.lists[list] ?? []).map(({ name }) => name);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "GET", url = "/" } = request;
    const { pathname } = new URL(url, this.origin);
    const hasBody = ["POST", "PATCH", "PUT"].includes(method);
    const body = hasBody
      ? ((await json(request).catch(() => ({}))) as Record<string, unknown>)
      : {};
    if (method !== "GET" && pathname !== "/oauth/token") this.changes.push(`${method} ${pathname}`);
    const [status, value] = this.#handle(method, pathname.replace(/^\/api\/v2\//, ""), body);
    response.writeHead(status, { "Content-Type": "application/json" });
    response.end(status === 204 ? undefined : JSON.stringify(value));
  }

  #handle(method: string, path: string, body: Record<string, unknown>): [number, unknown] {
    if (path === "/oauth/token") return [200, { access_token: "token", token_type: "Bearer" }];
    if (path.startsWith("actions/triggers")) return this.#handleBindings(method, path, body);
    const [root] = Object.keys(LISTS).filter((one) => path === one || path.startsWith(`${one}/`));
    const list = LISTS[root ?? ""];
    if (root === undefined || list === undefined) return [404, { message: `there is no ${path}` }];
    const [id = "", step] = path.slice(root.length + 1).split("/");
    const entries = (this.lists[list] ??= []);
    const at = entries.findIndex((entry) => entry.id === id);
    if (id === "" && method === "GET") return [200, pageOf(list, entries)];
    if (id === "" && method === "POST") {
      const made = { ...anEntry(String(body["name"]), `${list}-${entries.length}`), ...body };
      entries.push(made);
      return [201, made];
    }
    if (list === "configs" && method === "PUT") {
      entries.push(anEntry(decodeURIComponent(id), id));
      return [200, { key: id }];
    }
    const found = entries[at];
    if (!found) return [404, { message: `there is no ${path}` }];
    if (method === "DELETE") entries.splice(at, 1);
    if (method === "PATCH") entries[at] = { ...found, ...body };
    return method === "DELETE" ? [204, undefined] : [200, { ...entries[at], step }];
  }

  #handleBindings(method: string, path: string, body: Record<string, unknown>): [number, unknown] {
    if (path === "actions/triggers") return [200, { triggers: [{ id: "post-login" }] }];
    if (method === "PATCH") {
      const given = body["bindings"] as { ref: { value: string } }[];
      this.bindings.splice(0, this.bindings.length, ...given.map(({ ref }) => ref.value));
    }
    const bindings = this.bindings.map((name) => ({ action: { name }, display_name: name }));
    return [200, { bindings, total: bindings.length, page: 0, per_page: 50 }];
  }
}

function anEntry(name: string, id: string): Kept {
  const code = "exports.onExecutePostLogin = async () => {};";
  const rule = { script: "function (user, context, callback) {}", order: 1, enabled: true };
  const triggers = [{ id: "post-login", version: "v3" }];
  return {
    id,
    name,
    key: name,
    code,
    supported_triggers: triggers,
    stage: "login_success",
    ...rule,
  };
}

function pageOf(list: string, entries: readonly Kept[]): unknown {
  if (list === "configs") return entries.map(({ name }) => ({ key: name }));
  return {
    [list]: entries,
    total: entries.length,
    start: 0,
    limit: 100,
    length: entries.length,
    page: 0,
    per_page: 100,
  };
}
