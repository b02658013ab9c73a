import { describe, expect, test } from "vitest";

import { InputError } from "../../src/input/input-error.ts";
import {
  fillKeywords,
  noteKeywordAt,
  noteKeywords,
  parseKeywords,
} from "../../src/input/keywords.ts";

const file = (text: string) => ({ shown: "config.json", text });

describe("the configuration of the Deploy CLI", () => {
  test("holds keywords beside other things", () => {
    const keywords = { A: "b", C: ["d"] };
    const text = JSON.stringify({ AUTH0_DOMAIN: "x", AUTH0_KEYWORD_REPLACE_MAPPINGS: keywords });
    expect(parseKeywords(file(text))).toEqual(keywords);
  });

  test("is no other file", () => {
    expect(() => parseKeywords(file('{ "A": "b" }'))).toThrow(InputError);
  });
});

test.each([
  ["const a = @@A@@;", 'const a = "b$&";'],
  ['{ "list": "@@LIST@@" }', '{ "list": ["c",1] }'],
  ["const a = '@@A@@';", 'const a = "b$&";'],
  ['const url = "https://##A##.example.com";', 'const url = "https://b$&.example.com";'],
  ["@@A@@ @@A@@", '"b$&" "b$&"'],
  ["@@B@@ ##constructor## #### @@@@", "@@B@@ ##constructor## #### @@@@"],
])("keywords make of %s: %s", (text, filled) => {
  expect(fillKeywords(text, { A: "b$&", LIST: ["c", 1] })).toBe(filled);
});

test("each keyword that is left is noted once", () => {
  expect(noteKeywords({ shown: "a.js", text: "@@A@@ ##B## @@A@@ a@@b ####" })).toEqual([
    "a.js has the keyword @@A@@: fill it with --keywords FILE",
    "a.js has the keyword ##B##: fill it with --keywords FILE",
  ]);
});

test.each([
  [4, undefined],
  [5, "##ENV##"],
  [11, "##ENV##"],
  [12, undefined],
  [16, "@@LIST@@"],
  [18, "@@LIST@@"],
])("at offset %d stands the keyword %s", (offset, word) => {
  const text = 'a = "##ENV##" + @@LIST@@';
  const sentence = word && `a.js has the keyword ${word}: fill it with --keywords FILE`;
  expect(noteKeywordAt({ shown: "a.js", text }, offset)).toBe(sentence);
});
