import { describe, expect, test } from "vitest";

import { signToken, verifyToken } from "../../../../src/emulator/actions/api/token.ts";
import { answerToken, signAnswer } from "../../../../src/site/playground/run/redirect-token.ts";

const now = new Date("2026-11-27T12:00:00.000Z");
const seconds = now.getTime() / 1000;
const first = signToken(
  { sub: "auth0|é", iss: "example.auth0.com", iat: 1, exp: 2, ip: "203.0.113.7", terms: "3" },
  "right",
);
const url = `https://example.com/?a=1&session_token=${first}`;

describe("the answer to a redirect's token", () => {
  test("has its claims, the state, and a time of its own", () => {
    expect(answerToken({ url, state: "state-1" }, { settings: {}, code: "", now })).toEqual({
      name: "session_token",
      key: undefined,
      payload: {
        sub: "auth0|é",
        iss: "example.auth0.com",
        terms: "3",
        state: "state-1",
        iat: seconds,
        exp: seconds + 300,
      },
    });
  });

  test.each([
    [
      "by name",
      "const said = api.redirect.validateToken({ secret }); check(said.accepted, said.iat);",
    ],
    [
      "by name, if there is an answer",
      "try { said = validateToken(given); } catch {} check(said?.accepted, said?.iat);",
    ],
    ["by a pattern", "const { iat, accepted: version, sub } = validateToken(given);"],
    ["by a pattern with defaults", 'const { accepted = "" } = validateToken(given);'],
  ])("has what the code reads of it %s, with what was asked", (_, code) => {
    const answer = answerToken({ url, state: "state-1" }, { settings: {}, code, now });
    expect(answer?.payload).toMatchObject({ terms: "3", accepted: "3" });
    expect(Object.keys(answer?.payload ?? {})).toHaveLength(7);
  });

  test("has nothing to say for a claim where several things were asked", () => {
    const token = signToken({ a: 1, b: 2 }, "right");
    const away = { url: `https://example.com/?t=${token}`, state: "s" };
    const code = "const { c } = validateToken(given);";
    expect(answerToken(away, { settings: {}, code, now })?.payload).toMatchObject({ c: "" });
  });

  test("is signed with the setting that the token is signed with", () => {
    const settings = { EMPTY: "", WRONG: "wrong", RIGHT: "right" };
    const answer = answerToken({ url, state: "state-1" }, { settings, code: "", now });
    expect(answer?.key).toBe("RIGHT");
    const signed = signAnswer(answer?.payload ?? {}, "right");
    expect(verifyToken(signed, "right", now.getTime())).toEqual(answer?.payload);
  });

  test.each(["https://example.com/", "https://example.com/?a=b.c.d", "nowhere"])(
    "is none for %s",
    (address) => {
      expect(
        answerToken({ url: address, state: "s" }, { settings: {}, code: "", now }),
      ).toBeUndefined();
    },
  );
});
