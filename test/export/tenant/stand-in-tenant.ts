import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";

import { ActionsStore, type Reply } from "./actions-store.ts";

/** What a tenant has. */
interface Given {
  /** Deployed and bound, in this order. */
  readonly actions?: readonly string[];
  readonly rules?: readonly string[];
}

/**
 * A stand-in for the Management API of a tenant, on this machine alone: as much as an import of
 * code needs.
 */
export class StandInTenant {
  readonly store: ActionsStore;
  /** Rules and their settings, by name. */
  readonly rules: Record<string, unknown>[];
  readonly configs: Record<string, string> = {};
  /** What was asked except for reading, as method and path. */
  readonly changes: string[] = [];
  readonly #server: Server;

  private constructor({ actions = [], rules = [] }: Given) {
    this.store = new ActionsStore(actions);
    this.rules = rules.map((name, index) => ({
      ...{ id: `rul_${index}`, name, script: "function (user, context, callback) {}" },
      ...{ order: index + 1, enabled: true, stage: "login_success" },
    }));
    this.#server = createServer((request, response) => {
      void this.#answer(request, response);
    });
  }

  static async open(given: Given = {}): Promise<StandInTenant> {
    const tenant = new StandInTenant(given);
    tenant.#server.listen(0, "127.0.0.1");
    await once(tenant.#server, "listening");
    return tenant;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
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
    if (method !== "GET" && pathname !== "/oauth/token") {
      this.changes.push(`${method} ${pathname}`);
    }
    const [status, value] = this.#handle(method, pathname, body);
    response.writeHead(status, { "Content-Type": "application/json" });
    response.end(status === 204 ? undefined : JSON.stringify(value));
  }

  #handle(method: string, pathname: string, body: Record<string, unknown>): Reply {
    if (pathname === "/oauth/token") {
      return [200, { access_token: "token", token_type: "Bearer" }];
    }
    const [group, kind, id, step] = pathname.replace(/^\/api\/v2\//, "").split("/");
    if (group === "actions" && kind === "actions") {
      return this.#actions(method, { id, step }, body);
    }
    if (group === "actions" && kind === "modules") {
      return [200, { modules: [], total: 0 }];
    }
    if (group === "actions" && kind === "triggers") {
      return this.#triggers(method, id, body);
    }
    if (group === "rules") {
      return this.#rules(method, body);
    }
    if (group === "rules-configs") {
      return this.#configs(method, kind, body);
    }
    return [404, { message: `there is no ${pathname}` }];
  }

  #actions(
    method: string,
    { id, step }: { readonly id: string | undefined; readonly step: string | undefined },
    body: Record<string, unknown>,
  ): Reply {
    if (id === undefined) {
      return method === "POST" ? this.store.create(body) : this.store.list();
    }
    if (step === "deploy") {
      return this.store.deploy(id);
    }
    if (method === "PATCH") {
      return this.store.update(id, body);
    }
    return method === "DELETE" ? this.store.delete(id) : this.store.read(id);
  }

  #triggers(method: string, id: string | undefined, body: Record<string, unknown>): Reply {
    if (id === undefined) {
      return [200, { triggers: [{ id: "post-login" }] }];
    }
    return method === "PATCH" ? this.store.bind(body) : this.store.listBindings();
  }

  #rules(method: string, body: Record<string, unknown>): Reply {
    if (method === "GET") {
      const { length } = this.rules;
      return [200, { rules: this.rules, total: length, start: 0, limit: 100, length }];
    }
    const made = { id: `rul_${this.rules.length}`, ...body };
    this.rules.push(made);
    return [201, made];
  }

  #configs(method: string, key: string | undefined, body: Record<string, unknown>): Reply {
    if (method === "GET") {
      return [200, Object.keys(this.configs).map((one) => ({ key: one }))];
    }
    this.configs[decodeURIComponent(key ?? "")] = String(body["value"]);
    return [200, { key }];
  }
}
