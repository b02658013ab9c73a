import { expect, test } from "vitest";

import { emptyTrial, type Trial } from "../../../../src/explore/trial.ts";
import { describeTrial, whyNotLoaded } from "../../../../src/site/playground/draft/trial-draft.ts";
import { readAnswers, readLogin } from "../../../../src/site/playground/run/read-texts.ts";

const codes = { rule: "function () {}", action: "" };

test("a login of a search is one that the playground reads", () => {
  const trial: Trial = {
    ...emptyTrial,
    user: { email: "a@example.com", app_metadata: null },
    login: { stats: { logins_count: 2 }, request: null },
    settings: { KEY: "a" },
  };
  const { draft, rows } = describeTrial(trial, codes);
  const read = readLogin(draft.login);
  expect(read).toMatchObject({
    value: {
      user: { email: "a@example.com" },
      login: { stats: { logins_count: 2 }, request: null },
    },
  });
  expect(read).not.toHaveProperty("value.user.app_metadata");
  expect(rows).toEqual([{ key: "KEY", value: "a", secret: true }]);
});

test("requests without an answer are refused, as they are in a search", () => {
  const answers = [{ url: "https://a.example/", body: { b: 1 } }];
  const { draft } = describeTrial(
    { ...emptyTrial, answers },
    { ...codes, action: 'fetch("https://a.example")' },
  );
  expect(readAnswers(draft.answers)).toEqual({
    kind: "read",
    value: [...answers, { url: "*", error: "ECONNREFUSED" }],
  });
});

test("code without an address needs no answer", () => {
  expect(describeTrial(emptyTrial, codes).draft.answers).toBe("[]");
});

test("how the Management API answers comes along", () => {
  const login = { tenant: { id: "acme" }, management: 500 };
  const { draft } = describeTrial({ ...emptyTrial, login }, codes);
  expect(readLogin(draft.login)).toMatchObject({
    value: { login: { tenant: { id: "acme", management: 500 } }, notes: [] },
  });
});

test("the login begins when it did in the search", () => {
  const { draft } = describeTrial(emptyTrial, codes);
  expect(readLogin(draft.login)).toMatchObject({
    value: { now: Date.UTC(2026, 0, 15, 12), notes: [] },
  });
});

test("a login that needs what the playground does not play says why", () => {
  expect(whyNotLoaded(emptyTrial)).toBeUndefined();
  expect(whyNotLoaded({ ...emptyTrial, later: [{}] })).toMatch(/^It takes several logins/);
  expect(whyNotLoaded({ ...emptyTrial, returns: [{}] })).toMatch(/^Its user comes back/);
});
