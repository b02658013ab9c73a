import { expect, test } from "vitest";

import { parseEnv } from "../../src/input/env.ts";

const parse = (text: string) => parseEnv({ shown: ".env", text });

test.each([
  ["A=1", { A: "1" }],
  ["A=1\r\nB=2\r\n", { A: "1", B: "2" }],
  ["export A = 1", { A: "1" }],
  ["# comment\n\n  A=1 # why\n", { A: "1" }],
  ['A="1 # 2"', { A: "1 # 2" }],
  ["A='1 \"2\"'", { A: '1 "2"' }],
  ['A="1\\n2"', { A: "1\n2" }],
  ['A="1\n2"\nB=3', { A: "1\n2", B: "3" }],
  ["A=", { A: "" }],
  ["A=x=y", { A: "x=y" }],
])("%j is settings", (text, settings) => {
  expect(parse(text)).toEqual(settings);
});

test.each([
  ["A=1\nwhat", 2],
  ['A=1\nB="open\nC=2', 2],
])("%j has a problem at line %d, without its text", (text, line) => {
  const problem = { file: ".env", line, message: "this line is not a setting" };
  expect(() => parse(text)).toThrow(
    expect.objectContaining({ problems: [expect.objectContaining(problem)] }),
  );
});
