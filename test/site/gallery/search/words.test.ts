import { describe, expect, test } from "vitest";

import {
  splitAtFound,
  textOfHtml,
  wordsAndParts,
  wordsOf,
} from "../../../../src/site/gallery/search/words.ts";

describe("words", () => {
  test.each([
    ["Send a mail, please.", ["send", "a", "mail", "please"]],
    ["MAILGUN_API_KEY", ["mailgun", "api", "key"]],
    ["Café Ähre", ["cafe", "ahre"]],
    ["minFraud", ["minfraud"]],
    ["", []],
    ["<&>", []],
  ])("of the query %j", (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  test.each([
    ["sendWelcomeMail()", ["sendwelcomemail", "send", "welcome", "mail"]],
    ["JSONParser", ["jsonparser", "json", "parser"]],
    ["MAILGUN_API_KEY", ["mailgun", "api", "key"]],
    ["oauth2Token", ["oauth2token", "oauth2", "token"]],
  ])("of the text %j, with the parts of its names", (text, words) => {
    expect(wordsAndParts(text)).toEqual(words);
  });
});

test("a text is split at what was found", () => {
  expect(splitAtFound("Block risky logins with minFraud", new Set(["fraud", "risky"]))).toEqual([
    { text: "Block ", found: false },
    { text: "risky", found: true },
    { text: " logins with ", found: false },
    { text: "minFraud", found: true },
  ]);
});

describe("the text of HTML", () => {
  test.each([
    ["<p>One <b>two</b></p>", ["one", "two"]],
    ["a &#x26; b &lt;c&gt; &quot;d&quot;", ["a", "b", "c", "d"]],
    ["1 < 2", ["1", "2"]],
  ])("has the words of %j", (html, words) => {
    expect(wordsOf(textOfHtml(html))).toEqual(words);
  });

  test("takes no longer where nothing is closed", () => {
    expect(textOfHtml("<".repeat(200_000))).toHaveLength(200_000);
  });
});
