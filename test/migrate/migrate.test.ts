import { describe, expect, test } from "vitest";

import { migrate, type MigrateOptions } from "../../src/migrate/migrate.ts";
import { plainRule } from "../../src/migrate/plain-rule.ts";
import { performHere } from "./perform-here.ts";

const options: MigrateOptions = { perform: performHere, version: "1.2.3", seed: 1, logins: 60 };

const claim = "https://a.example/claim";

function aRule(body: string): string {
  return `function rule(user, context, callback) {\n  ${body}\n  callback(null, user, context);\n}`;
}

test.each([
  [
    "11 packages",
    Array.from({ length: 11 }, (_item, index) => `require("a${index}@1.0.0");`).join("\n"),
  ],
  [
    "31 secrets",
    Array.from({ length: 31 }, (_item, index) => `configuration.A${index};`).join("\n"),
  ],
  ["over 100,000 bytes", `console.log("${"a".repeat(100_000)}");`],
])("a rule whose action has %s cannot become one", async (_what, body) => {
  expect(await migrate(aRule(body), options)).toMatchObject({
    ...{ verdict: "cannot", obstacles: [{ id: "limits", place: { line: 1 } }] },
  });
});

describe("a rule becomes", () => {
  test("an action as one writes it, where that does the same", async () => {
    const migration = await migrate(
      aRule(`if (configuration.KEY) context.idToken["${claim}"] = configuration.KEY;`),
      options,
    );
    expect(migration).toMatchObject({
      ...{ verdict: "same", level: "idiomatic", secrets: ["KEY"], obstacles: [] },
      code: expect.stringContaining("api.idToken.setCustomClaim") as unknown,
      exploration: { verdict: "same", logins: 60 },
    });
  });

  test("itself inside an adapter, where it is not translated, with the reasons", async () => {
    const migration = await migrate(
      aRule(`context.idToken["${claim}"] = [];\n  context.idToken["${claim}"].push(1);`),
      options,
    );
    expect(migration).toMatchObject({
      ...{ verdict: "same", level: "adapter", rewrites: [] },
      obstacles: [{ id: "claims-read", place: { line: 3 } }],
    });
  });

  test("itself inside an adapter, where that is asked for", async () => {
    const migration = await migrate(aRule(`context.idToken["${claim}"] = 1;`), {
      ...options,
      level: "adapter",
    });
    expect(migration).toMatchObject({ verdict: "same", level: "adapter", obstacles: [] });
  });

  test("nothing, where an action cannot do it, with what to do instead", async () => {
    const migration = await migrate(aRule("delete user.picture;"), options);
    expect(migration).toEqual({
      verdict: "cannot",
      obstacles: [expect.objectContaining({ id: "user-deleted", adapterHelps: false })],
    });
  });

  test("nothing, where it is no rule", async () => {
    expect(await migrate("exports.onExecutePostLogin = async () => {};", options)).toMatchObject({
      verdict: "cannot",
      obstacles: [{ id: "not-a-rule" }],
    });
  });

  test("an action with the versions that are chosen", async () => {
    const rule = aRule(`context.idToken["${claim}"] = require("acme-tool").name + "";`);
    const migration = await migrate(rule, { ...options, versions: { "acme-tool": "2.0.0" } });
    expect(migration).toMatchObject({
      dependencies: [{ name: "acme-tool", version: "2.0.0", chosen: true }],
    });
  });

  test("the same each time", async () => {
    const rule = aRule(`if (user.email) context.idToken["${claim}"] = user.email;`);
    expect(await migrate(rule, options)).toEqual(await migrate(rule, options));
  });
});

test("an adapter goes before a translation that does something else", async () => {
  // The second play of each login is that of the action: the translation is made to differ.
  let actions = 0;
  const migration = await migrate(aRule(`if (user.email) context.idToken["${claim}"] = 1;`), {
    ...options,
    perform: (texts, use) => {
      actions++;
      const isTranslation = !texts.action.includes("The rule.");
      const code = isTranslation ? texts.action.replace(", 1)", ", 2)") : texts.action;
      return performHere({ ...texts, action: code }, use);
    },
  });
  expect(actions).toBe(2);
  expect(migration).toMatchObject({
    ...{ verdict: "same", level: "adapter" },
    obstacles: [
      {
        id: "different",
        reason: expect.stringMatching(/^translated \(idiomatic\), it did/) as unknown,
      },
    ],
  });
});

test("what differs as a translation and inside an adapter is different", async () => {
  const migration = await migrate(aRule(`context.idToken["${claim}"] = 1;`), {
    ...options,
    perform: (texts, use) => performHere({ ...texts, rule: texts.rule.replace("= 1", "= 2") }, use),
  });
  expect(migration).toMatchObject({
    ...{ verdict: "different", level: "idiomatic" },
    exploration: { difference: { sentences: [expect.stringContaining(claim) as unknown] } },
  });
});

describe("the text of a rule", () => {
  test.each([
    ["function (a, b, c) {}", "function (a, b, c) {}"],
    ["module.exports = function (a, b, c) {};", "                 function (a, b, c) {};"],
    ["// Staff.\nexports = async (a) => {}", "// Staff.\n          async (a) => {}"],
    ["export default function rule() {}", "               function rule() {}"],
    ["\uFEFFfunction r() {\r\n}\r\n", "function r() {\n}\n"],
    ["/* a */ module\n.exports = (a) => a", "/* a */       \n           (a) => a"],
  ])("%j is %j", (code, plain) => {
    expect(plainRule(code)).toBe(plain);
  });

  test("is not changed where a rule only names exports", () => {
    const code = "function (user, context, callback) { module.exports = 1; }";
    expect(plainRule(code)).toBe(code);
  });
});
