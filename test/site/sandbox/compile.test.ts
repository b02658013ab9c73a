import { afterEach, describe, expect, test } from "vitest";

import { runAction, runRule } from "../../../src/emulator/tenant.ts";
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

describe("a script that is compiled for the page", () => {
  const { loadAction, loadRule, cleanStack } = new Compiler(() => undefined);
  const place = { filename: "script.js" };

  // A watch of the page ends a turn after its login.
  afterEach(() => new Promise((resolve) => setTimeout(resolve)));

  test("can declare any name, and makes nothing global beside its tenant", async () => {
    const names = "crypto fetch URL setTimeout require global".split(" ");
    const action = loadAction(
      `${names.map((name) => `const ${name} = 1;`).join(" ")} made = 2; (function () { this.other = 3; })();
      exports.onExecutePostLogin = async () => console.log(crypto, made, other);`,
      place,
    );
    expect((await runAction(action)).console).toMatchObject([{ text: "1 2 3" }]);
    expect("made" in globalThis || "other" in globalThis).toBe(false);
  });

  test("cannot get out of the function that is put around it", () => {
    expect(() => loadAction("}); evil(", place)).toThrow(SyntaxError);
  });

  test.each([
    ["plain", 'throw new Error("here");'],
    ["that makes a global", 'a = 1; throw new Error("here");'],
  ])("has its own columns on its first line: %s", async (_, statements) => {
    const { error } = await runAction(loadAction(statements, place));
    const column = statements.indexOf("new Error") + 1;
    expect(cleanStack(error?.stack ?? "")).toContain(`script.js:1:${column}`);
  });

  test("can be any expression that gives a function, and is told what else it is", async () => {
    const rule = loadRule(
      "(() => (user, context, callback) => callback(null, user, context))()",
      place,
    );
    expect((await runRule(rule)).result).toBe("allowed");
    expect(() => loadRule("export default function () {}", place)).toThrow("this is an ES module");
    expect(() => loadAction("exports.onExecuteSendPhoneMessage = async () => {};", place)).toThrow(
      "this is an action of the trigger send-phone-message",
    );
  });
});
