import { describe, expect, test } from "vitest";

import type { ShownExample } from "../../../../src/site/model/read-example.ts";
import { draftOf, type Draft } from "../../../../src/site/playground/draft/draft.ts";
import {
  chosenLogin,
  nameOfLogin,
  pickLogin,
  type Pick,
} from "../../../../src/site/playground/draft/pick-login.ts";

const now = new Date(0);
const one: ShownExample = {
  title: "One",
  login: { stats: { logins_count: 1 } },
  configuration: {},
  answers: [{ url: "https://example.com/" }],
};
const other: ShownExample = { ...one, title: "Other", login: { stats: { logins_count: 2 } } };
const examples = [one, other];
const first = draftOf({ code: "a rule", examples }, now);

/** The draft after a choice. */
function after(draft: Draft, pick: Pick): Draft {
  return { ...draft, ...pickLogin(draft, pick, { examples, now }) };
}

describe("the login", () => {
  test("is at first that of the first example, with its answers and settings", () => {
    expect(chosenLogin(first, examples)).toEqual({ kind: "example", title: "One" });
    expect(JSON.parse(first.login)).toEqual(one.login);
    expect(JSON.parse(first.answers)).toEqual(one.answers);
    expect(first.settings).toBe("example");
  });

  test("is a ready one where there are no examples, with the reader's settings", () => {
    const draft = draftOf({ code: "a rule", examples: [] }, now);
    expect(chosenLogin(draft, [])).toEqual({ kind: "ready", id: "first" });
    expect(draft.settings).toBe("mine");
  });

  test("is the reader's own once they have changed it, or its answers", () => {
    for (const changes of [{ login: "{}" }, { answers: "[]" }]) {
      expect(chosenLogin({ ...first, ...changes }, examples)).toEqual({ kind: "own" });
    }
  });

  test("goes by its name", () => {
    expect(nameOfLogin(first, examples)).toBe("One");
    expect(nameOfLogin(after(first, { kind: "ready", id: "saml" }), examples)).toBe("SAML");
    expect(nameOfLogin({ ...first, login: "{}" }, examples)).toBe("");
  });
});

describe("choosing a login", () => {
  test("brings all that belongs to an example", () => {
    const draft = after(
      { ...first, settings: "mine", outage: "silent" },
      {
        kind: "example",
        title: "Other",
      },
    );
    expect(draft).toMatchObject({ example: "Other", settings: "example", outage: undefined });
    expect(JSON.parse(draft.login)).toEqual(other.login);
  });

  test("leaves the answers and settings as they are for a ready one", () => {
    const draft = after(first, { kind: "ready", id: "saml" });
    expect(draft).toMatchObject({ ready: "saml", answers: first.answers, settings: "example" });
  });

  test("keeps the reader's own login and answers until they come back to them", () => {
    const own = { ...first, login: '{ "mine": 1 }', answers: "[ ]" };
    const away = after(after(own, { kind: "example", title: "Other" }), {
      kind: "ready",
      id: "saml",
    });
    const back = after(away, { kind: "own" });
    expect([back.login, back.answers, back.own]).toEqual(['{ "mine": 1 }', "[ ]", ""]);
  });
});
