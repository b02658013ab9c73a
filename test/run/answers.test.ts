import { describe, expect, test } from "vitest";

import { AnswerBook, checkAnswers } from "../../src/run/answers.ts";

const url = "https://example.com/a";
const same = (text: string) => text;

describe("an answer fits a request", () => {
  test.each([
    ["with the same URL", { url: `${url}?b=1` }],
    ["whose URL is the same but for the query", { url }],
    ["with the same method", { url, method: "post" }],
    ["whose URL has any text for a star", { url: "https://*.com/*" }],
    ["whose host begins with the text before a star", { url: "https://exam*" }],
    ["whatever it asks", { url: "*" }],
  ])("%s", (_, answer) => {
    const book = new AnswerBook([answer], same);
    expect(book.find({ method: "POST", url: `${url}?b=1` })).toBe(answer);
  });

  test.each([
    ["with another path", { url: `${url}/b` }],
    ["with another query", { url: `${url}?b=2` }],
    ["with another method", { url, method: "GET" }],
    ["with another text around a star", { url: "https://*.org/*" }],
    ["where a dot would have to be any character", { url: "https://ex.mple.com/a" }],
  ])("but not one %s", (_, answer) => {
    const book = new AnswerBook([answer], same);
    expect(book.find({ method: "POST", url: `${url}?b=1` })).toBeUndefined();
    expect(book.unused()).toEqual([answer]);
  });

  test("whose URL has the name of a setting in place of its value", () => {
    const answer = { url: "https://«KEY».example.com/«KEY»" };
    const book = new AnswerBook([answer], (text) => text.replaceAll("s3cr3t", "«KEY»"));
    expect(book.find({ method: "GET", url: "https://s3cr3t.example.com/s3cr3t" })).toBe(answer);
  });

  test("and is not missed if it would fit any", () => {
    expect(new AnswerBook([{ url: "*" }], same).unused()).toEqual([]);
  });

  test("once each, and the last one again", () => {
    const answers = [
      { url, status: 500 },
      { url, status: 200 },
    ];
    const book = new AnswerBook(answers, same);
    const statuses = [1, 2, 3].map(() => book.find({ method: "GET", url })?.status);
    expect(statuses).toEqual([500, 200, 200]);
  });
});

test.each(["constructor", "__proto__"])("no answer has a property %s", (key) => {
  const answers = JSON.parse(`[{ "url": "*", "${key}": 1 }]`) as unknown[];
  expect(checkAnswers(answers)).toEqual([
    `answer 1 has no property "${key}": it has method, url, status, headers, body, encoding, error, silent`,
  ]);
});

test("a property that is misspelt is told of with the one that is meant", () => {
  expect(checkAnswers([{ url: "*", stauts: 500 }])).toEqual([
    'answer 1 has no property "stauts", did you mean status?',
  ]);
});

test("an answer has an address that a request can have", () => {
  expect(checkAnswers([{ url: "https://crm.*" }, { url: "crm.*" }])).toEqual([
    "answer 2 needs an absolute URL, or a pattern such as https://*.example.com/*, as url",
  ]);
});
