import { describe, expect, test } from "vitest";

import { looksLikeTypeScript } from "../../../src/script/form/typescript.ts";

describe("TypeScript is known by", () => {
  test.each([
    ["a parameter with a type", "function f(user: any, context, callback) {}"],
    ["the type of a later parameter", "async function f(user, context: Context, callback) {}"],
    ["an arrow function with types", "module.exports = async (event: Event, api: Api) => {};"],
    ["the type of a result", "function f(user, context): void {}"],
    ["an interface", "interface User { email: string }"],
    ["a type", "type Id = string;"],
    ["an import of types", 'import type { User } from "auth0";'],
    ["a variable with a type", "const roles: string[] = [];"],
    ["an assertion", "const all = user as any;"],
  ])("%s", (_, code) => {
    expect(looksLikeTypeScript(code)).toBe(true);
  });
});

test("JavaScript is not TypeScript, broken or not", () => {
  const code = `function f(user, context, callback) {
  switch (user.type) { case (1): { break; } }
  const type = { a: user.a, b: type ? 1 : 2 };
  callback(null, user, context
`;
  expect(looksLikeTypeScript(code)).toBe(false);
});
