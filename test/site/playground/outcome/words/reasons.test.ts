import { describe, expect, test } from "vitest";

import type { ShownExample } from "../../../../../src/site/model/read-example.ts";
import { emptyDraft, showExample } from "../../../../../src/site/playground/draft/draft.ts";
import { findReason } from "../../../../../src/site/playground/outcome/words/reasons.ts";

const example: ShownExample = {
  title: "A first login",
  login: { client: { name: "My App" }, stats: { logins_count: 1 }, user: { nickname: "jane" } },
  configuration: { KEY: "a" },
  answers: [],
};
const setting = { key: "KEY", description: "A key.", required: true, secret: true };
const request = { method: "GET", url: "https://api.example.com/a", by: "default" } as const;
const draft = { ...emptyDraft(new Date(0)), ...showExample(example) };
const sources = { draft, values: { KEY: "a" }, configuration: [setting], examples: [example] };

/** The draft with another login. */
const loggedInAs = (login: object) => ({
  ...sources,
  draft: { ...draft, login: JSON.stringify(login) },
});

describe("that nothing happened is", () => {
  test("for settings without a value, before all else", () => {
    const unset = {
      ...sources,
      values: {},
      configuration: [setting, { ...setting, key: "OTHER" }],
    };
    expect(findReason([request], unset)).toEqual({ kind: "settings", keys: ["KEY", "OTHER"] });
  });

  test("for no setting that can be left out", () => {
    const optional = { ...sources, values: {}, configuration: [{ ...setting, required: false }] };
    expect(findReason([], optional)).toBeUndefined();
  });

  test("for an answer that nobody wrote", () => {
    const reason = { kind: "answer", hosts: ["api.example.com"] };
    expect(findReason([request, request], sources)).toEqual(reason);
    expect(findReason([{ ...request, by: "mock" }], sources)).toBeUndefined();
  });

  test("for a login that is not like the first example, by what scripts decide by", () => {
    expect(findReason([], loggedInAs({ stats: { logins_count: 12 } }))).toEqual({
      kind: "login",
      example: "A first login",
      differences: [{ path: "stats.logins_count", there: 1, here: 12 }],
    });
  });

  test("for a name only where there is nothing else", () => {
    const login = { ...example.login, client: { name: "Other" } };
    expect(findReason([], loggedInAs(login))).toMatchObject({
      differences: [{ path: "client.name", there: "My App", here: "Other" }],
    });
  });

  test("for nothing that is known, where the example itself does nothing", () => {
    expect(findReason([], sources)).toBeUndefined();
    expect(findReason([], { ...sources, examples: [] })).toBeUndefined();
  });
});
