import { expect, test } from "vitest";

import { emptyTrial, type Trial } from "../../../../src/explore/trial.ts";
import { describeTrial } from "../../../../src/site/playground/draft/trial-draft.ts";
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
