import { describe, expect, test } from "vitest";

import { readAnswers, readLogin } from "../../../../src/site/playground/run/read-texts.ts";

describe("a login is read", () => {
  test("from a user and the words of an event", () => {
    const text = JSON.stringify({
      user: { user_id: "auth0|1", email: "a@example.com" },
      client: { name: "App" },
      protocol: "samlp",
      prompt: "none",
      groups: [],
      further: 1,
    });
    expect(readLogin(text)).toEqual({
      kind: "read",
      value: {
        user: { user_id: "auth0|1", email: "a@example.com" },
        login: { client: { name: "App" }, protocol: "samlp", prompt: "none", groups: [] },
        notes: ["a login has no further, so it is left out"],
      },
    });
  });

  test("from a user and a rule's context", () => {
    const text = JSON.stringify({ user: {}, context: { clientName: "App", protocol: "samlp" } });
    expect(readLogin(text)).toMatchObject({
      kind: "read",
      value: { login: { client: { name: "App" }, protocol: "samlp" } },
    });
  });

  test("of somebody, where nothing says of whom", () => {
    expect(readLogin("{}")).toMatchObject({
      kind: "read",
      value: { user: { user_id: expect.any(String) as unknown } },
    });
  });

  test("with a part that is not there", () => {
    expect(readLogin('{ "request": null }')).toMatchObject({ value: { login: { request: null } } });
  });

  test("with what in it is likely a mistake", () => {
    const text = '{ "user": { "emial": "a@example.com" }, "context": { "clinetName": "App" } }';
    expect(readLogin(text)).toMatchObject({
      value: {
        notes: [
          "a login has no context.clinetName, so it is left out, did you mean clientName?",
          "Auth0 knows no user.emial, did you mean email?",
        ],
      },
    });
  });

  test.each([
    ['{\n  "user": {},\n}', 3, 1, /not JSON/],
    ["[]", 1, 1, /is an object/],
    ['{ "user": 1 }', 1, 1, /^user is not an object/],
    ['{ "request": "x" }', 1, 1, /^request is not an object/],
    ['{ "context": [] }', 1, 1, /^context is not an object/],
  ])("unless it is %s", (text, line, column, message) => {
    expect(readLogin(text)).toMatchObject({
      kind: "wrong",
      problem: { line, column, message: expect.stringMatching(message) as unknown },
    });
  });
});

describe("answers are read", () => {
  test.each([
    ["", []],
    ["[]", []],
    ['[{ "url": "*" }]', [{ url: "*" }]],
  ])("from %j", (text, value) => {
    expect(readAnswers(text)).toEqual({ kind: "read", value });
  });

  test.each(["{}", "[1]", '[{ "url": "/a" }]', '[{ "url": "*" },]'])(
    "unless they are %s",
    (text) => {
      expect(readAnswers(text)).toMatchObject({ kind: "wrong" });
    },
  );
});
