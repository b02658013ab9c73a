import { describe, expect, test } from "vitest";
import { diffOutcomes, findDifferences } from "../../../src/emulator/outcome/diff.ts";
import type { Outcome } from "../../../src/emulator/outcome/outcome.ts";
import { errorResponse } from "../../../src/emulator/outcome/respond.ts";
import { done, loginAsAction, loginAsRule } from "../forms.ts";

const base: Outcome = {
  result: "allowed",
  idToken: {},
  accessToken: {},
  userMetadata: {},
  appMetadata: {},
  console: [],
  warnings: [],
};

const swappedNames = ["the action", "the rule"] as const;

describe("diffOutcomes", () => {
  test.each<[what: string, one: Partial<Outcome>, other: Partial<Outcome>, sentences: string[]]>([
    ["nothing", { scope: ["a", "b"] }, { scope: ["b", "a"], warnings: ["w"] }, []],
    [
      "the end",
      {},
      { result: "denied", reason: "no" },
      [
        "the rule ends allowed, the action ends denied",
        'reason: the rule has none, the action has "no"',
      ],
    ],
    [
      "a nested value",
      { appMetadata: { a: { b: 1 } } },
      { appMetadata: { a: { b: 2 } } },
      ["appMetadata.a.b: the rule has 1, the action has 2"],
    ],
    [
      "a date",
      { userMetadata: { at: new Date(0) } },
      { userMetadata: { at: new Date(1) } },
      [
        'userMetadata.at: the rule has "1970-01-01T00:00:00.000Z", the action has "1970-01-01T00:00:00.001Z"',
      ],
    ],
    [
      "a missing value",
      { idToken: { a: null } },
      {},
      ["idToken.a: the rule has null, the action has none"],
    ],
    [
      "a value that is called like what all objects have",
      { idToken: { constructor: 1 } },
      {},
      ["idToken.constructor: the rule has 1, the action has none"],
    ],
    [
      "an item of a list",
      { console: [{ level: "log", text: "a" }] },
      { console: [{ level: "log", text: "b" }] },
      ['console.0.text: the rule has "a", the action has "b"'],
    ],
    [
      "the length of a list",
      { scope: ["a"] },
      { scope: ["a", "b"] },
      ['scope: the rule has ["a"], the action has ["a","b"]'],
    ],
    [
      "an error, but not its stack",
      { result: "failed", error: { name: "E", message: "m", stack: "1" } },
      { result: "failed", error: { name: "E", message: "n", stack: "2" } },
      ['error.message: the rule has "m", the action has "n"'],
    ],
  ])("says in words: %s", (_what, one, other, sentences) => {
    expect(diffOutcomes({ ...base, ...one }, { ...base, ...other })).toEqual(sentences);
  });

  test.each<[what: string, one: Partial<Outcome>, other: Partial<Outcome>, sentences: string[]]>([
    [
      "an Error and a denial",
      { result: "failed", error: { name: "Error", message: "no" } },
      { result: "denied", reason: "no" },
      [],
    ],
    [
      "errors of two names",
      { result: "failed", error: { name: "Error", message: "no", code: "a" } },
      { result: "failed", error: { name: "TypeError", message: "no" } },
      [],
    ],
    [
      "nothing said",
      { result: "failed", error: { name: "E", message: "" } },
      { result: "denied" },
      [],
    ],
    [
      "another text",
      { result: "failed", error: { name: "Error", message: "no" } },
      { result: "denied", reason: "yes" },
      [
        "the rule ends failed, the action ends denied",
        'error: the rule has {"name":"Error","message":"no"}, the action has none',
        'reason: the rule has none, the action has "yes"',
      ],
    ],
    [
      "an error that has a code of its own",
      { result: "failed", error: { name: "interaction_required", message: "no" } },
      { result: "denied", reason: "no" },
      [
        "the rule ends failed, the action ends denied",
        'error: the rule has {"name":"interaction_required","message":"no"}, the action has none',
        'reason: the rule has none, the action has "no"',
      ],
    ],
    [
      "the same text, but something stored",
      { result: "failed", error: { name: "Error", message: "no" }, userMetadata: { a: 1 } },
      { result: "denied", reason: "no" },
      ["userMetadata.a: the rule has 1, the action has none"],
    ],
  ])("levels a refusal with the same text (R-177): %s", (_what, one, other, sentences) => {
    expect(diffOutcomes({ ...base, ...one }, { ...base, ...other })).toEqual(sentences);
    const swapped = diffOutcomes({ ...base, ...other }, { ...base, ...one }, swappedNames);
    expect(swapped.length > 0).toBe(sentences.length > 0);
  });

  test("levels what both forms are written as to refuse a login (R-177)", async () => {
    const asRule = await loginAsRule('callback(new Error("no"));');
    const asAction = await loginAsAction('api.access.deny("no");');
    expect([asRule.result, asAction.result]).toEqual(["failed", "denied"]);
    expect(diffOutcomes(asRule, asAction)).toEqual([]);
  });

  test.each<[what: string, one: Partial<Outcome>, sentences: string[]]>([
    ["a part of the outcome", { saml: {}, session: {}, refreshToken: {} }, []],
    ["metadata", { userMetadata: { preferences: {} } }, []],
    ["a claim", { idToken: { "https://example.com/a": {} } }, []],
    ["what holds nothing else", { appMetadata: { a: { b: {}, c: { d: {} } } } }, []],
    [
      "not a list",
      { appMetadata: { a: [] } },
      ["appMetadata.a: the rule has [], the action has none"],
    ],
    [
      "not null",
      { appMetadata: { a: null } },
      ["appMetadata.a: the rule has null, the action has none"],
    ],
    [
      "not a date",
      { appMetadata: { a: new Date(0) } },
      ['appMetadata.a: the rule has "1970-01-01T00:00:00.000Z", the action has none'],
    ],
    [
      "not in a list",
      { appMetadata: { a: [{}] } },
      ["appMetadata.a: the rule has [{}], the action has none"],
    ],
  ])("takes an empty object for nothing (R-178): %s", (_what, one, sentences) => {
    expect(diffOutcomes({ ...base, ...one }, base)).toEqual(sentences);
  });

  test("takes other names", () => {
    const changed: Outcome = { ...base, result: "timed-out" };
    expect(diffOutcomes(base, changed, ["before", "after"])).toEqual([
      "before ends allowed, after ends timed-out",
    ]);
  });
});

describe("what the application is told", () => {
  test("of a refusal: unauthorized by a rule, access_denied by an action (R-70, A-40)", async () => {
    const asRule = await loginAsRule('callback(new UnauthorizedError("no"));');
    const asAction = await loginAsAction('api.access.deny("no");');
    expect(errorResponse(asRule, "rule")).toEqual({
      error: "unauthorized",
      error_description: "no",
    });
    expect(errorResponse(asAction, "action")).toEqual({
      error: "access_denied",
      error_description: "no",
    });
  });

  test.each([
    [
      "an error",
      'callback(new Error("m"));',
      {},
      { error: "access_denied", error_description: "m" },
    ],
    ["a text", 'callback("m");', {}, { error: "access_denied", error_description: "m" }],
    [
      "a module that is not there",
      'require("nothing@1.0.0");',
      {},
      { error: "access_denied", error_description: "Cannot find module 'nothing@1.0.0'" },
    ],
    [
      "no callback",
      "",
      {},
      {
        error: "access_denied",
        error_description: "Request to Webtask exceeded allowed execution time",
      },
    ],
    [
      "an impossible redirect",
      `context.redirect = { url: "https://x.example" }; ${done}`,
      { prompt: "none" },
      {
        error: "interaction_required",
        error_description: "the login cannot be interrupted by a redirect",
      },
    ],
    ["success", done, {}, undefined],
  ])("of %s (R-70, R-72, R-73, R-74)", async (_what, body, login, response) => {
    expect(errorResponse(await loginAsRule(body, login), "rule")).toEqual(response);
  });
});

test("differences are data, too, with how they end before what they hold", () => {
  const denied: Outcome = { ...base, result: "denied", reason: "no", underWay: ["a request"] };
  expect(findDifferences({ ...base, idToken: { "https://example.com/a": 1 } }, denied)).toEqual([
    { path: ["result"], first: "allowed", second: "denied" },
    { path: ["idToken", "https://example.com/a"], first: 1, second: undefined },
    { path: ["reason"], first: undefined, second: "no" },
    { path: ["underWay"], first: undefined, second: "a request" },
  ]);
});
