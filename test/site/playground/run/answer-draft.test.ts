import { describe, expect, test } from "vitest";

import { signToken, verifyToken } from "../../../../src/emulator/actions/api/token.ts";
import {
  answerTo,
  makeReturn,
  type AnswerDraft,
} from "../../../../src/site/playground/run/answer-draft.ts";

const now = new Date("2026-11-27T12:00:00.000Z");
const later = new Date("2026-11-27T12:10:00.000Z");
const settings = { OTHER: "other", KEY: "s3cr3t" };
const sources = { settings, code: "", now };

function awayWith(claims: Record<string, unknown>, state: string) {
  const token = signToken(claims, "s3cr3t");
  return { url: `https://example.com/?session_token=${token}`, state };
}

/** The answer to a first redirect, with what the reader has changed. */
function written(changes: Partial<AnswerDraft> = {}) {
  const held = answerTo(awayWith({ sub: "a", iat: 1 }, "one"), sources, undefined);
  return { ...held, written: { ...held.written, ...changes } };
}

const next = awayWith({ sub: "b", iat: 2, page: 3 }, "two");

function renewed(changes: Partial<AnswerDraft>) {
  return answerTo(next, { ...sources, now: later }, written(changes)).written;
}

describe("an answer to a form", () => {
  const form = { url: "", state: "one" };
  const prompt = { fields: { company: "Acme", agrees: true } };
  const held = answerTo(form, { ...sources, back: { prompt } }, undefined);

  test("has the fields that the user of the example enters", () => {
    expect(makeReturn(held.written, settings)).toEqual({ query: {}, prompt });
  });

  test("has the fields that the reader enters, also at the next form", () => {
    const fields = '{ "company": "Other" }';
    const before = { ...held, written: { ...held.written, fields } };
    const { written } = answerTo({ url: "", state: "two" }, sources, before);
    expect(makeReturn(written, settings)).toEqual({
      query: {},
      prompt: { fields: { company: "Other" } },
    });
  });

  test("says what is wrong with fields that are no object", () => {
    expect(makeReturn({ ...held.written, fields: "[" }, settings)).toBe(
      "The fields of the form are not a JSON object.",
    );
  });
});

describe("an answer to the next redirect", () => {
  test("is the one that is offered where nobody has changed it", () => {
    expect(renewed({})).toEqual(answerTo(next, { ...sources, now: later }, undefined).written);
  });

  test("keeps what the reader has written, and renews the rest", () => {
    const before = JSON.parse(written().written.payload) as Record<string, unknown>;
    // A claim that has no value is left out.
    const payload = JSON.stringify({ ...before, sub: undefined, exp: 7, mine: true });
    const { payload: after, ...rest } = renewed({ parameters: "a=b", key: "OTHER", payload });
    expect(rest).toEqual({
      parameters: "a=b",
      isPost: false,
      signs: true,
      name: "session_token",
      key: "OTHER",
    });
    expect(JSON.parse(after)).toEqual({
      state: "two",
      iat: later.getTime() / 1000,
      exp: 7,
      mine: true,
      page: 3,
    });
  });

  test("leaves a text alone that is no JSON", () => {
    expect(renewed({ payload: "{ state" }).payload).toBe("{ state");
  });
});

describe("a return", () => {
  test.each(["nonsense", "a=b\n=c", " =d"])("is none with the parameters %j", (parameters) => {
    expect(makeReturn(written({ parameters }).written, settings)).toMatch(/ is not name=value\.$/);
  });

  test("has the parameters and the signed token", () => {
    const back = makeReturn(written({ parameters: "a=b=c\n\n d = e " }).written, settings);
    if (typeof back === "string") {
      throw new Error(back);
    }
    const { session_token: token, ...others } = back.query ?? {};
    expect(others).toEqual({ a: "b=c", d: "e" });
    expect(verifyToken(token, "s3cr3t", now.getTime())).toMatchObject({ sub: "a", state: "one" });
  });

  test("can be a POST without a token", () => {
    const { written: answer } = written({ signs: false, isPost: true, parameters: "a=b" });
    expect(makeReturn(answer, settings)).toEqual({ body: { a: "b" } });
  });

  test.each([
    [{ key: "NONE" }, "Choose a setting"],
    [{ name: " " }, "Name the parameter"],
    [{ payload: "[]" }, "not a JSON object"],
    [{ payload: "{" }, "not a JSON object"],
  ])("is none with %j", (changes, told) => {
    expect(makeReturn(written(changes).written, settings)).toContain(told);
  });
});
