import { describe, expect, test } from "vitest";

import { keepAnswer, parseAnswers, renderAnswers } from "../../src/input/answers.ts";
import { InputError } from "../../src/input/input-error.ts";
import { bodyOf } from "../../src/run/answers.ts";

const url = "https://example.com/a";

describe("the file of answers", () => {
  const parse = (list: unknown) => parseAnswers({ shown: "m.json", text: JSON.stringify(list) });

  test("is a list", () => {
    expect(parse([{ url }])).toEqual([{ url }]);
  });

  test.each([
    [{}],
    [["x"]],
    [[{ method: "GET" }]],
    [[{ url: "/a" }]],
    [[{ url, status: 99 }]],
    [[{ url, status: "200" }]],
    [[{ url, headers: { a: 1 } }]],
    [[{ url, body: "é", encoding: "base64" }]],
    [[{ url, answer: {} }]],
  ])("is not %j", (list) => {
    expect(() => parse(list)).toThrow(InputError);
  });
});

describe("an answer that is kept gives the same body again", () => {
  test.each([
    ["JSON", '{"a":[1]}'],
    ["JSON with blanks", '{ "a": 1 }'],
    ["a text of JSON", '"a"'],
    ["HTML", "<p>é</p>"],
    ["bytes", Buffer.from([0xff, 0x00, 0xfe])],
  ])("when it is %s", (_, body) => {
    const bytes = Buffer.from(body);
    const kept = keepAnswer({ method: "GET", url }, { status: 200, headers: new Headers() }, bytes);
    expect(Buffer.from(bodyOf(kept) ?? "")).toEqual(bytes);
  });

  test("without headers that are true of the transport only", () => {
    const headers = new Headers({ "content-encoding": "gzip", "x-a": "1" });
    const kept = keepAnswer({ method: "GET", url }, { status: 204, headers }, Buffer.alloc(0));
    expect(kept).toEqual({ method: "GET", url, status: 204, headers: { "x-a": "1" } });
  });
});

test("saved answers have no value of a setting, and are read again", () => {
  const answer = { method: "GET", url: "https://example.com/s3cr3t", status: 200, body: "s3cr3t" };
  const text = renderAnswers([answer], (part) => part.replace("s3cr3t", "«KEY»"));
  expect(text).not.toContain("s3cr3t");
  expect(parseAnswers({ shown: "m.json", text })).toEqual([
    { ...answer, url: "https://example.com/«KEY»", body: "«KEY»" },
  ]);
});
