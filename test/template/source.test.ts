import { describe, expect, test } from "vitest";

import { isProblem } from "../../src/template/problem.ts";
import { decodeSource, maxBytes, Source } from "../../src/template/source.ts";

function decode(bytes: Buffer): Source {
  const source = decodeSource("rules/hello.md", bytes);
  if (isProblem(source)) {
    throw new Error(source.message);
  }
  return source;
}

describe("a source", () => {
  test("counts lines and columns from 1", () => {
    const source = new Source("rules/hello.md", "ab\ncd");
    expect(source.place({ start: 4, end: 5 })).toEqual({
      line: 2,
      column: 2,
      endLine: 2,
      endColumn: 3,
    });
  });

  test("counts columns in UTF-16 units", () => {
    expect(new Source("rules/hello.md", "😀x").place({ start: 2, end: 3 }).column).toBe(3);
  });

  test("counts a byte order mark as a column of line 1 only", () => {
    const source = decode(Buffer.from("\uFEFFab\ncd"));
    expect(source.text).toBe("ab\ncd");
    expect(source.place({ start: 1, end: 1 })).toMatchObject({ line: 1, column: 3 });
    expect(source.place({ start: 4, end: 4 })).toMatchObject({ line: 2, column: 2 });
  });

  test("has LF where the file has CRLF", () => {
    expect(decode(Buffer.from("a\r\nb\r\n")).text).toBe("a\nb\n");
  });

  test("does not take a line separator of JavaScript for the end of a line", () => {
    expect(new Source("rules/hello.md", "a\u2028b").place({ start: 2, end: 2 }).line).toBe(1);
  });

  test("is named by its file", () => {
    expect(new Source("some/where/hello.md", "").id).toBe("hello");
  });
});

describe("decoding", () => {
  test("points at the first byte that is no UTF-8", () => {
    const bytes = Buffer.concat([Buffer.from("a\r\nb\uFFFDc"), Buffer.from([0xff])]);
    expect(decodeSource("rules/hello.md", bytes)).toMatchObject({
      code: "file-encoding",
      line: 2,
      column: 4,
    });
  });

  test("takes a replacement character that the file itself holds", () => {
    expect(decode(Buffer.from("a\uFFFD")).text).toBe("a\uFFFD");
  });

  test.each([
    ["NUL", "\0"],
    ["an escape", "\u001B"],
    ["a delete", "\u007F"],
    ["a next line", "\u0085"],
    ["what turns the direction", "\u202E"],
    ["what isolates a direction", "\u2066"],
    ["a mark of direction", "\u200F"],
    ["a space of no width", "\u200B"],
    ["a second byte order mark", "\uFEFF"],
  ])("points at %s, which nobody sees", (_what, character) => {
    const text = `\uFEFFa\r\nb\tc${character}`;
    expect(decodeSource("rules/hello.md", Buffer.from(text))).toMatchObject({
      code: "character-hidden",
      line: 2,
      column: 4,
    });
  });

  test("takes a file of the largest size and none beyond", () => {
    expect(decode(Buffer.alloc(maxBytes, "a")).text).toHaveLength(maxBytes);
    const larger = decodeSource("rules/hello.md", Buffer.alloc(maxBytes + 1, "a"));
    expect(larger).toMatchObject({ code: "file-large" });
  });
});
