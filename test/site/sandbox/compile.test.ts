import { describe, expect, test } from "vitest";

import { Compiler } from "../../../src/site/sandbox/compile.ts";

/** A compiler that has compiled an action. */
function aCompiler(): Compiler {
  const compiler = new Compiler(() => undefined);
  compiler.loadAction("exports.onExecutePostLogin = async () => {};", { filename: "action.js" });
  return compiler;
}

describe("a stack keeps the frames of the script alone", () => {
  test.each([
    [
      "of Chromium and its kin",
      `Error: no
    at Array.map (<anonymous>)
    at send (action.js:3:7)
    at eval (eval at #compile (blob:null/1-2), <anonymous>:1:2)
    at run (blob:null/1-2:1:99)`,
      `Error: no
    at send (action.js:3:7)`,
    ],
    [
      "of Firefox and Safari",
      `Error: no
map@[native code]
send@action.js:3:7
async*run@blob:null/1-2:1:99
@blob:null/1-2:1:99`,
      `Error: no
send@action.js:3:7`,
    ],
  ])("%s", (_, stack, own) => {
    expect(aCompiler().cleanStack(stack)).toBe(own);
  });
});

test("what a script writes stays as it is", () => {
  const text =
    "the link:\nblob:https://example.com/1\nand <anonymous>\nfunction () { [native code] }";
  expect(aCompiler().cleanStack(text)).toBe(text);
});
