import { describe, expect, test } from "vitest";

import { emptyDraft } from "../../../../src/site/playground/draft/draft.ts";
import { prepareJobs } from "../../../../src/site/playground/run/prepare.ts";

const now = new Date("2026-11-27T12:00:00.000Z");
const draft = emptyDraft(now);
const sources = { draft, values: {}, configuration: [], known: [], now };

function jobsOf(changes: Partial<Parameters<typeof prepareJobs>[0]>) {
  const prepared = prepareJobs({ ...sources, ...changes });
  return prepared.kind === "ready" ? prepared.jobs : [];
}

describe("what the reader has written becomes a job", () => {
  test("for each form that is chosen and there", () => {
    const forms = (changes: Partial<typeof draft>) =>
      jobsOf({ draft: { ...draft, ...changes } }).map(({ form }) => form);
    expect(forms({})).toEqual(["action", "rule"]);
    expect(forms({ forms: "rule" })).toEqual(["rule"]);
    expect(forms({ rule: " \n" })).toEqual(["action"]);
    expect(forms({ rule: "", forms: "rule" })).toEqual([]);
  });

  test("beside which stands what in the login is likely a mistake", () => {
    const login = '{ "user": { "emial": "a@example.com" } }';
    expect(prepareJobs({ ...sources, draft: { ...draft, login } })).toMatchObject({
      notes: ["Auth0 knows no user.emial, did you mean email?"],
    });
    expect(prepareJobs(sources)).toMatchObject({ notes: [] });
    // What an example has is meant.
    const known = { ...sources, draft: { ...draft, login }, known: [login] };
    expect(prepareJobs(known)).toMatchObject({ notes: [] });
  });

  test("beside which stands what the code reads in vain, and which settings", () => {
    const rule = "function (user, context, callback) {\n context.clientId; configuration.KEY; }";
    const own = { ...draft, rule, forms: "rule" } as const;
    const configuration = [{ key: "OTHER", secret: true, description: "" }];
    const values = { OTHER: "1", KEY: "" };
    expect(prepareJobs({ ...sources, draft: own, values, configuration })).toMatchObject({
      notes: [
        "rule.js:2 reads context.clientId, which Auth0 does not have, did you mean context.clientID?",
        "rule.js:2 reads configuration.KEY, which has no value",
        "no script reads the setting OTHER",
      ],
    });
    const described = [{ key: "KEY", secret: true, description: "A key." }];
    expect(prepareJobs({ ...sources, draft: own, configuration: described })).toMatchObject({
      notes: [expect.stringContaining("context.clientId")],
    });
  });

  test("with the code under the name that stacks have", () => {
    expect(jobsOf({})[1]?.job.pipeline).toEqual([
      { form: "rule", file: "rule.js", line: 1, code: draft.rule, enabled: true },
    ]);
  });

  test("with the settings that have a value, of which all are secret that nobody calls open", () => {
    const values = { A: "1", B: "2", C: "" };
    const [first] = jobsOf({
      values,
      configuration: [{ key: "A", secret: false, description: "" }],
    });
    expect(first?.job).toMatchObject({ settings: { A: "1", B: "2" }, secrets: { B: "2" } });
    expect(first?.job.settings).not.toHaveProperty("C");
  });

  test("with the answers, in whose place an outage stands", () => {
    const answers = '[{ "url": "https://example.com/" }]';
    const [usual] = jobsOf({ draft: { ...draft, answers } });
    expect(usual?.job.answers).toEqual([{ url: "https://example.com/" }]);
    const [down] = jobsOf({ draft: { ...draft, answers, outage: "refused" } });
    expect(down?.job.answers).toEqual([{ url: "*", error: "ECONNREFUSED" }]);
  });
});

test.each(["login", "answers"] as const)("%s that cannot be read are in the way", (text) => {
  const prepared = prepareJobs({ ...sources, draft: { ...draft, [text]: "{," } });
  expect(prepared).toMatchObject({ kind: "wrong", text, problem: { line: 1, column: 2 } });
});
