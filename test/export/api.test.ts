import { afterEach, expect, test } from "vitest";

import type { ApiRequest } from "../../src/export/api/files.ts";
import { exportFiles } from "../../src/export/export.ts";
import { aDeployment } from "./samples.ts";
import { ActionsStore, type Reply } from "./tenant/actions-store.ts";

const files = exportFiles(aDeployment(), "api");
const { requests } = JSON.parse(files["requests.login.json"] ?? "") as { requests: ApiRequest[] };
const others = ["Mine", "Of a colleague"];
let store = new ActionsStore(others);

afterEach(() => {
  store = new ActionsStore(others);
});

/**
 * Sends the requests one after the other, as the README says, with these values in place of
 * keywords.
 */
function send(values: Readonly<Record<string, string>>): readonly Reply[] {
  const replies: Reply[] = [];
  for (const { method, path, body } of requests) {
    const place = path.replace(/\{(\d+)\.id\}/, (_, number: string) => {
      const [, made] = replies[Number(number) - 1] ?? [];
      return (made as { id: string }).id;
    });
    const text = JSON.stringify(body ?? {}).replace(/"@@(\w+)@@"/g, (word, key: string) =>
      key in values ? JSON.stringify(values[key]) : word,
    );
    const listed = replies.at(-1)?.[1] as { bindings?: Listed[] } | undefined;
    const existing = (listed?.bindings ?? []).map(({ id, display_name: displayName }) =>
      JSON.stringify({ ref: { type: "binding_id", value: id }, display_name: displayName }),
    );
    const filled =
      values["EXISTING_BINDINGS"] === undefined
        ? text.replace('"@@EXISTING_BINDINGS@@"', existing.join())
        : text;
    replies.push(ask(method, place, JSON.parse(filled) as Record<string, unknown>));
  }
  return replies;
}

interface Listed {
  readonly id: string;
  readonly display_name: string;
}

function ask(method: string, path: string, body: Record<string, unknown>): Reply {
  const [kind, id = "", step] = path.replace("/api/v2/actions/", "").split("/");
  if (kind === "triggers") {
    return method === "PATCH" ? store.bind(body) : store.listBindings();
  }
  if (step === "deploy") {
    return store.deploy(id);
  }
  return method === "POST" ? store.create(body) : store.read(id);
}

test("requests for the Management API create, deploy and bind the actions, and keep what is bound", () => {
  const statuses = send({ API_KEY: "a key" }).map(([status]) => status);
  expect(statuses).toEqual([201, 201, 201, 200, 202, 200, 202, 200, 202, 200, 200]);
  expect(store.bound).toEqual(["Send mail", "Ask ${twice} /b", ...others]);
  expect(store.actions[2]?.secrets[0]).toEqual({ name: "API_KEY", value: "a key" });
});

test("the last request is refused while nobody has put in what is bound", () => {
  const [status] =
    send({ API_KEY: "a key", EXISTING_BINDINGS: "@@EXISTING_BINDINGS@@" }).at(-1) ?? [];
  expect(status).toBe(400);
  expect(store.bound).toEqual(others);
});

test("requests for the Management API delete nothing", () => {
  expect(requests.map(({ method }) => method)).not.toContain("DELETE");
});
