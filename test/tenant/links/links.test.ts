import { describe, expect, test } from "vitest";

import { findLinks, readSharing } from "../../../src/tenant/links/links.ts";
import { aRule } from "./samples.ts";

/** What the first of two rules leaves for the second, and the other way round. */
function linksOf(...bodies: readonly string[]): string[] {
  const rules = bodies.map((body, number) => readSharing(aRule(body), number));
  return findLinks(rules).map(({ from, to, what }) => `${from} ${what} ${to}`);
}

describe("a link is found where a rule reads what an earlier one writes:", () => {
  test.each([
    ["a property of the user", "user.company = 'A';", "f(user.company);", "user.company"],
    [
      "a property of context",
      "context.isPartner = true;",
      "if (context.isPartner) f();",
      "context.isPartner",
    ],
    [
      "through another name",
      "const c = context; c.kind = 1;",
      "const { kind } = context; f(kind);",
      "context.kind",
    ],
    ["a claim", "context.idToken.plan = 1;", "f(context.idToken.plan);", "context.idToken.plan"],
    [
      "a factor",
      "context.multifactor = {};",
      "if (!context.multifactor) f();",
      "context.multifactor",
    ],
    [
      "metadata",
      "user.app_metadata.plan = 1;",
      "f(user.app_metadata.plan);",
      "user.app_metadata.plan",
    ],
    [
      "a list that is changed in its place",
      "user.groups.push(1);",
      "f(user.groups);",
      "user.groups",
    ],
    ["all of an object", "context.kind = 1;", "console.log(context);", "context.kind"],
    [
      "in a function of its own",
      "function set(c) { c.kind = 1; } set(context);",
      "f(context.kind);",
      "context.kind",
    ],
  ])("%s", (_what, writer, reader, path) => {
    expect(linksOf(writer, reader)).toEqual([`0 ${path} 1`]);
  });
});

describe("no link is found", () => {
  test.each([
    ["where the reader comes first", "f(user.company);", "user.company = 'A';"],
    ["where both only write", "context.idToken.a = 1;", "context.idToken.b = 2;"],
    [
      "for a default that is empty",
      "user.app_metadata = user.app_metadata || {};",
      "f(user.app_metadata.plan);",
    ],
    ["for other keys of metadata", "user.app_metadata.a = 1;", "f((user.app_metadata || {}).b);"],
    [
      "where an object is only stored",
      "user.app_metadata.a = 1;",
      "auth0.users.updateAppMetadata(user.user_id, user.app_metadata);",
    ],
    [
      "where both are handed on",
      "user.a = 1; callback(null, user, context);",
      "callback(null, user, context);",
    ],
    [
      "where it is only asked for an object of the platform",
      "context.idToken.a = 1;",
      "if (!context.idToken) f();",
    ],
  ])("%s", (_what, writer, reader) => {
    expect(linksOf(writer, reader)).toEqual([]);
  });
});

test("what is kept in global reaches earlier rules at the next login", () => {
  expect(linksOf("f(global.token);", "global.token = g();")).toEqual(["1 global.token 0"]);
});

test("a link says where it is written and read", () => {
  const rules = ["f();\ncontext.kind = 1;", "\n\nf(context.kind);"].map((body, number) =>
    readSharing(aRule(body), number),
  );
  expect(findLinks(rules)).toMatchObject([{ fromLine: 3, toLine: 4 }]);
});
