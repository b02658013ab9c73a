import { describe, expect, test } from "vitest";
import { builtIns } from "../../src/emulator/host/built-ins.ts";
import { createTenant, runRule } from "../../src/emulator/tenant.ts";
import { actionOf, done, inBothForms, ruleOf, textOf } from "./forms.ts";

const traps = `new Proxy({}, { get: () => () => { throw new Error("trap"); } })`;

inBothForms((login) => {
  const inBoth = (body: string) => ({ rule: body, action: body });

  test.each([
    ["a proxy that throws", `new Proxy({}, ${traps})`, "what was thrown cannot be read"],
    [
      "a function that throws",
      `new Proxy(() => {}, ${traps})`,
      "a value of type function that cannot be read",
    ],
    [
      "a proxy that is revoked",
      "(() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy; })()",
      "what was thrown cannot be read",
    ],
    [
      "getters that throw",
      "{ get name() { throw 1; }, get message() { throw 2; }, get stack() { throw 3; } }",
      "what was thrown cannot be read",
    ],
    ["a symbol", `Symbol("m")`, "Symbol(m)"],
    ["a message that is a symbol", `{ message: Symbol("m") }`, "Symbol(m)"],
    ["a list of symbols", `[Symbol("m")]`, "a value of type object that cannot be read"],
    ["nothing at all", "Object.create(null)", ""],
  ])("what is thrown fails the login whatever it is: %s (R-179)", async (_what, value, message) => {
    expect(await login(inBoth(`throw ${value};`))).toMatchObject({
      result: "failed",
      error: { message },
    });
  });

  test("what is written to the console may be anything (R-179)", async () => {
    const outcome = await login({
      rule: `console.log(new Proxy({}, ${traps}), [Symbol("s")]); console.log("%d %s", Symbol("s"), Symbol("s")); ${done}`,
      action: `console.log(new Proxy({}, ${traps}), [Symbol("s")]); console.log("%d %s", Symbol("s"), Symbol("s"));`,
    });
    expect(textOf(outcome)).toEqual(["[object] [null]", "NaN Symbol(s)"]);
  });

  test.each([
    ["Array.prototype.map", `Array.prototype.map = () => { throw new Error("mine"); };`],
    ["Promise.prototype.then", "Promise.prototype.then = () => {};"],
    ["Promise.prototype.then", `Promise.prototype.then = () => { throw new Error("mine"); };`],
    ["JSON.stringify", `JSON.stringify = () => "x";`],
    ["Object.keys", "Object.keys = () => [];"],
    ["Object.entries", "delete Object.entries;"],
    ["Object.prototype.then", "Object.prototype.then = () => {};"],
    ["Object.prototype.toJSON", `Object.prototype.toJSON = () => { throw new Error("mine"); };`],
    ["Array.prototype[Symbol.iterator]", "Array.prototype[Symbol.iterator] = null;"],
    ["Math.min", "Math.min = () => NaN;"],
  ])("%s is put back after a script has replaced it (R-180): %s", async (name, replace) => {
    const before = builtIns.read();
    const claimed = { idToken: { "https://example.com/a": 1 } };
    for (const wait of ["", "await new Promise((resolve) => setTimeout(resolve, 100));"]) {
      const outcome = await login({
        rule: `context.idToken["https://example.com/a"] = 1; ${replace} ${wait} ${done}`,
        action: `api.idToken.setCustomClaim("https://example.com/a", 1); ${replace} ${wait}`,
      });
      expect(builtIns.read()).toEqual(before);
      expect(outcome).toMatchObject({ result: "allowed", ...claimed });
      expect(outcome.warnings).toEqual([expect.stringContaining(name)]);
    }
    expect(await login(inBoth(`${replace} throw new Error("own");`))).toMatchObject({
      result: "failed",
      error: { message: "own" },
    });
    expect(builtIns.read()).toEqual(before);
  });

  test("what is nested too deep fails the login (R-181)", async () => {
    const deep = (levels: number) =>
      `let deep = []; for (let i = 1; i < ${levels}; i++) deep = [deep];`;
    const claim = {
      rule: `context.idToken["https://example.com/a"] = deep; ${done}`,
      action: `api.idToken.setCustomClaim("https://example.com/a", deep);`,
    };
    const play = (levels: number) =>
      login({ rule: deep(levels) + claim.rule, action: deep(levels) + claim.action });
    expect((await play(500)).result).toBe("allowed");
    for (const levels of [501, 100_000]) {
      expect(await play(levels)).toMatchObject({ result: "failed", error: { name: "RangeError" } });
    }
  });
});

describe("the emulator", () => {
  test.each(["user", "context"])("does not throw what is read of the %s (R-179)", async (what) => {
    const hostile = `new Proxy(${what}, { get: () => { throw new Error("trap"); } })`;
    const body = `callback(null, user, context); ${what} = ${hostile};`;
    const given = what === "user" ? `${hostile}, context` : `user, ${hostile}`;
    const outcome = await createTenant().login({
      rules: [ruleOf(`callback(null, ${given});`), ruleOf(body)],
    });
    expect(["allowed", "failed"]).toContain(outcome.result);
    const last = await createTenant().login({ rules: [ruleOf(`callback(null, ${given});`)] });
    expect(last.result).toBe(what === "user" ? "allowed" : "failed");
  });

  test("fails a login whose user cannot be kept over a redirect (R-181)", async () => {
    const outcome = await createTenant().login({
      rules: [
        ruleOf(`let deep = []; for (let i = 0; i < 5_000; i++) deep = [deep];
          user.deep = deep; context.redirect = { url: "https://example.com" }; ${done}`),
      ],
    });
    expect(outcome).toMatchObject({ result: "failed", error: { name: "RangeError" } });
  });

  test.each([
    "Array.prototype.includes = function (item) { return this.indexOf(item) !== -1; };",
    "global.Object.hasOwn = function (object, key) { return Object.prototype.hasOwnProperty.call(object, key); };",
    "Set.prototype.has = function (item) { return Array.from(this).includes(item); };",
  ])("lets a script use its own %s (R-180)", async (replacing) => {
    const body = `${replacing} context.idToken["https://example.com/a"] = [
      [1].includes(1), Object.hasOwn({}, "a"), new Set([1]).has(1)];`;
    const outcome = await runRule(ruleOf(`${body} ${done}`));
    expect(outcome.idToken).toEqual({ "https://example.com/a": [true, false, true] });
    expect(outcome.warnings).toEqual([expect.stringContaining("replaced by rule")]);
  });

  test("reads each built-in at the place that it is put back to", () => {
    expect(builtIns.read()).toEqual(
      builtIns.places.map(({ holder, key }) => Reflect.get(holder, key) as unknown),
    );
  });

  test("puts nothing back for a script whose login has ended (R-180)", async () => {
    const outcome = await createTenant().login({ actions: [actionOf("")] });
    const { stringify } = JSON;
    const replaced = () => "";
    JSON.stringify = replaced;
    const restored = builtIns.restore();
    const kept = JSON.stringify === replaced;
    JSON.stringify = stringify;
    expect(outcome.result).toBe("allowed");
    expect([restored, kept]).toEqual([[], true]);
  });
});
