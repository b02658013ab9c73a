import { describe, expect, test } from "vitest";

import { splitFrontmatter } from "../../../src/template/head/frontmatter.ts";
import { isProblem } from "../../../src/template/problem.ts";
import { Source } from "../../../src/template/source.ts";

function split(text: string): { head: string; body: string } | string {
  const source = new Source("rules/hello.md", text);
  const found = splitFrontmatter(source);
  if (isProblem(found)) {
    return `${found.line}:${found.column} ${found.code}`;
  }
  const { head, body } = found;
  return { head: source.text.slice(head.start, head.end), body: source.text.slice(body) };
}

describe("a head", () => {
  test("stands between two lines that are ---", () => {
    expect(split("---\na: 1\nb: 2\n---\n# T\n")).toEqual({ head: "a: 1\nb: 2", body: "# T\n" });
  });

  test("may have blanks behind its separators", () => {
    expect(split("--- \t\na: 1\n---  \n# T")).toEqual({ head: "a: 1", body: "# T" });
  });

  test("may be empty", () => {
    expect(split("---\n---\n")).toEqual({ head: "", body: "" });
  });

  test("may hold a line that only contains ---", () => {
    expect(split("---\na: |\n  ---js\n---\n")).toEqual({ head: "a: |\n  ---js", body: "" });
  });

  test("leaves a thematic break to the body", () => {
    expect(split("---\na: 1\n---\nx\n\n---\n")).toEqual({ head: "a: 1", body: "x\n\n---\n" });
  });

  test.each(["---js", "--- js", "---javascript", "---coffee", "---json", "----", "---\u00a0"])(
    "is refused when it opens with %j",
    (opening) => {
      expect(split(`${opening}\na: 1\n---\n`)).toBe("1:1 head-language");
    },
  );

  test.each(["---more", "----", "--- js"])("is not closed by %j", (line) => {
    expect(split(`---\na: 1\n${line}\n---\n`)).toBe("3:1 head-separator");
  });

  test.each(["", " ---\na: 1\n---\n", "# T\n", "\n---\na: 1\n---\n"])(
    "is missing from %j",
    (text) => {
      expect(split(text)).toBe("1:1 head-missing");
    },
  );

  test("has to be closed", () => {
    expect(split("---\na: 1\n# T\n")).toBe("1:1 head-unclosed");
  });

  test("that is missing behind a byte order mark has its column", () => {
    expect(split("\uFEFF---js\n---\n")).toBe("1:2 head-language");
  });
});
