import { deflateSync, strToU8 } from "fflate";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { emptyDraft, type Draft } from "../../../../src/site/playground/draft/draft.ts";
import { readFragment, share, writeFragment } from "../../../../src/site/playground/draft/share.ts";

const fresh = emptyDraft(new Date(0));
const nothing = { values: {}, configuration: [], known: [] };

function fragmentOf(value: unknown): string {
  const bytes = deflateSync(strToU8(JSON.stringify(value)));
  return `#run=${Buffer.from(bytes).toString("base64url")}`;
}

describe("a link", () => {
  test("brings back what went into it, in any script", () => {
    const texts = fc.record({
      action: fc.string(),
      rule: fc.string(),
      login: fc.string({ unit: fc.constantFrom("é", "語", "🙂", "a", "\n", '"') }),
      answers: fc.string(),
    });
    fc.assert(
      fc.property(texts, (changes) => {
        const draft: Draft = { ...fresh, ...changes, outage: "silent", forms: "rule" };
        const shared = share({ draft, ...nothing });
        expect(readFragment(writeFragment(shared) ?? "")).toEqual(shared);
        expect(shared.draft).toEqual(draft);
      }),
    );
  });

  test("leaves out the login that a ready one has taken the place of", () => {
    expect(share({ draft: { ...fresh, own: "{}" }, ...nothing }).draft.own).toBe("");
  });

  test("has characters only that every address keeps", () => {
    expect(writeFragment(share({ draft: fresh, ...nothing }))).toMatch(/^#run=[\w-]+$/);
  });

  test("has the values of open settings, and of secrets the keys", () => {
    const values = { OPEN: "shown", SECRET: "s3cr3t value" };
    const configuration = [
      { key: "OPEN", secret: false },
      { key: "SECRET", secret: true },
    ];
    const shared = share({ draft: fresh, values, configuration, known: [] });
    expect(shared.settings).toEqual({ OPEN: "shown" });
    expect(shared.secrets).toEqual(["SECRET"]);
  });

  test("has no secret in any of its texts, however it is spelled there", () => {
    const secret = 's3cr3t "value"';
    const draft = {
      ...fresh,
      action: `const key = ${JSON.stringify(secret)};`,
      rule: `// ${Buffer.from(`user:${secret}`).toString("base64")}`,
      login: `{ "a": ${JSON.stringify(secret)} }`,
      answers: `[{ "url": "https://example.com/?key=${encodeURIComponent(secret)}" }]`,
    };
    // What nobody describes is a secret, too.
    const values = { KEY: secret, OPEN: `x${secret}x` };
    const configuration = [{ key: "OPEN", secret: false }];
    const text = JSON.stringify(share({ draft, values, configuration, known: [] }));
    expect(text).not.toMatch(/s3cr3t|value\\|czNjcjN0/);
    expect(text.match(/KEY/g)).toHaveLength(5);
  });

  test("has no short secret where it is a whole text", () => {
    const login = '{ "user": { "pin": "42", "age": 42, "note": "x42" } }';
    const values = { PIN: "42", NONE: "" };
    const { draft } = share({ draft: { ...fresh, login }, values, configuration: [], known: [] });
    expect(draft.login).toBe('{ "user": { "pin": "«PIN»", "age": 42, "note": "x42" } }');
  });

  test("has no value of a key that stands twice, and once as a secret", () => {
    const configuration = [
      { key: "KEY", secret: false },
      { key: "KEY", secret: true },
    ];
    const draft = { ...fresh, login: '{ "a": "typed by the reader" }' };
    const shared = share({
      draft,
      values: { KEY: "typed by the reader" },
      configuration,
      known: [],
    });
    expect(shared.settings).toEqual({});
    expect(shared.secrets).toEqual(["KEY"]);
    expect(JSON.stringify(shared)).not.toContain("typed");
  });

  test("is none for more than would be read again", () => {
    const most = (length: number) =>
      writeFragment(share({ draft: { ...fresh, rule: "é".repeat(length) }, ...nothing }));
    expect(readFragment(most(200_000) ?? "")).toBeDefined();
    expect(most(250_000)).toBeUndefined();
  });

  test("leaves alone what everybody knows", () => {
    const values = { KEY: "email_verified" };
    const { draft } = share({ draft: fresh, values, configuration: [], known: [fresh.rule] });
    expect(draft.rule).toBe(fresh.rule);
    expect(draft.action).not.toBe(fresh.action);
  });
});

describe("what is behind the # of an address is nothing", () => {
  test.each([
    ["if it is empty", ""],
    ["if it is another page's", "#try-it"],
    ["if it is no base64", "#run=é"],
    ["if it is broken", writeFragment(share({ draft: fresh, ...nothing }))?.slice(0, -9) ?? ""],
    ["if it is no object", fragmentOf([])],
    ["if a text is missing", fragmentOf({ ...fresh, login: undefined })],
    ["if a text is no text", fragmentOf({ ...fresh, rule: { toString: 1 } })],
    ["if it is more than anybody would write", fragmentOf({ ...fresh, rule: "a".repeat(600_000) })],
  ])("%s", (_, fragment) => {
    expect(readFragment(fragment)).toBeUndefined();
  });
});

test("of what a link says only what there is counts", () => {
  const odd = {
    ...fresh,
    forms: "all",
    outage: "flood",
    ready: "last",
    settings: { A: 1, B: "b" },
    secrets: [1, "C"],
    further: 1,
  };
  expect(readFragment(fragmentOf(odd))).toEqual({
    draft: { ...fresh, forms: "both", outage: undefined, ready: "" },
    settings: { B: "b" },
    secrets: ["C"],
  });
});
