import { runInThisContext } from "node:vm";
import { expect, test } from "vitest";

import { mergeRules } from "../../src/tenant/merge.ts";

type Rule = (user: object, context: object, callback: (...given: unknown[]) => void) => void;

/** What the callback of merged rules gets. */
function run(...codes: readonly string[]): Promise<unknown[]> {
  const parts = codes.map((code, index) => ({ name: `rule ${index} */`, code }));
  const rule = runInThisContext(`(${mergeRules(parts)})`) as Rule;
  return new Promise((resolve) => {
    rule({ name: "Jo" }, { steps: [] }, (...given) => {
      resolve(given);
    });
  });
}

const step = (name: string) =>
  `function (user, context, callback) { context.steps.push('${name}'); callback(null, user, context); }`;

test("merged rules run in order, with what was passed on", async () => {
  expect(await run(step("a"), `${step("b")};`)).toEqual([
    null,
    { name: "Jo" },
    { steps: ["a", "b"] },
  ]);
});

test("another user or context is passed on", async () => {
  const other = "(user, context, callback) => callback(null, { name: 'Al' }, context)";
  expect(await run(other, step("b"))).toEqual([null, { name: "Al" }, { steps: ["b"] }]);
});

test("the first error ends them all", async () => {
  const fails = "(user, context, callback) => callback(new Error('no'))";
  expect(await run(fails, step("b"))).toEqual([new Error("no")]);
});

test.each([
  ["at once", "() => { throw new Error('no'); }"],
  ["later", "async () => { throw new Error('no'); }"],
])("what a rule throws %s is an error, and no other rule catches it", async (_when, throws) => {
  const catches =
    "(user, context, callback) => Promise.resolve().then(() => callback(null, user, context)).catch(callback)";
  expect(await run(catches, throws)).toEqual([new Error("no")]);
});
