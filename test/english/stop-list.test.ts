import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

import { readTexts, type Text } from "./read-texts.ts";
import { patternOf, stopList, type StopPhrase } from "./stop-list.ts";

const root = join(import.meta.dirname, "../..");

/** Files that people read, or whose texts they read. */
const files = [
  ...["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"],
  ...["rules.schema.json", "template.schema.json"],
  ...filesIn("docs", /\.md$/),
  ...filesIn("src", /\.(?:tsx?|json|html)$/),
  ...filesIn("scripts", /\.js$/),
];

function filesIn(folder: string, name: RegExp): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => name.test(file))
    .map((file) => `${folder}/${file.replaceAll("\\", "/")}`);
}

interface Place extends Text {
  readonly file: string;
}

const texts: readonly Place[] = files.flatMap((file) =>
  readTexts(file, readFileSync(join(root, file), "utf8")).map((text) => ({ ...text, file })),
);

/** Each place of a phrase, with what is there. */
function findPhrase(phrase: StopPhrase, within: readonly Place[]): string[] {
  return within.flatMap(({ file, line, text }) =>
    [...text.matchAll(patternOf(phrase))].map(({ 0: found, index }) => {
      const lines = text.slice(0, index).split("\n").length - 1;
      return `${file}:${line + lines}: ${found}`;
    }),
  );
}

describe("the stop list", () => {
  test.each(stopList)("finds: $wrong", (phrase) => {
    expect(phrase.wrong).toMatch(patternOf(phrase));
  });

  test.each(stopList)("accepts: $right", ({ right }) => {
    expect(stopList.filter((phrase) => patternOf(phrase).test(right))).toEqual([]);
  });

  test.each(stopList)("finds nothing in docs, page and messages like: $wrong", (phrase) => {
    expect(findPhrase(phrase, texts), `say: ${phrase.say}`).toEqual([]);
  });

  test("finds a phrase that goes over the end of a line, and says where it begins", () => {
    const read = readTexts("a.md", "# Title\n\nIt runs\nonce\nmore.\n");
    const page = read.map((text) => ({ ...text, file: "a.md" }));
    const places = stopList.flatMap((phrase) => findPhrase(phrase, page));
    expect(places).toEqual(["a.md:4: once\nmore"]);
  });
});

describe("what is read", () => {
  test("of a page is everything except code and the targets of links", () => {
    const page =
      "One `two` [three](https://four.example).\n\n```js\nfive\n```\n\n[six]: https://seven.example\n";
    const [{ text } = { text: "" }] = readTexts("a.md", page);
    expect(text.match(/[a-z]+/gi)).toEqual(["One", "three"]);
    expect(text.split("\n")).toHaveLength(page.split("\n").length);
  });

  test("of a script is strings, templates and the text of elements, but no imports", () => {
    const code = [
      'import { a } from "one two";',
      'const b = "three";',
      "const c = `four ${a} five`;",
      "const d = <p title='six'>seven {b} eight</p>;",
      "// nine",
    ].join("\n");
    expect(readTexts("a.tsx", code)).toEqual([
      { line: 2, text: "three" },
      { line: 3, text: "four … five" },
      { line: 4, text: "six" },
      { line: 4, text: "seven " },
      { line: 4, text: " eight" },
    ]);
  });

  test("of JSON is its strings, with their lines", () => {
    expect(readTexts("a.json", '{\n  "one": "two \\" three"\n}')).toEqual([
      { line: 2, text: '"one"' },
      { line: 2, text: '"two \\" three"' },
    ]);
  });

  test("of HTML is the text between tags", () => {
    const [{ text } = { text: "" }] = readTexts("a.html", '<p class="one">two <b>three</b></p>');
    expect(text.match(/[a-z]+/g)).toEqual(["two", "three"]);
  });
});
