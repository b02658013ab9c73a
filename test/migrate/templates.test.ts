import { describe, expect, test } from "vitest";

import { translateRule } from "../../src/migrate/translate/translate.ts";
import { aText, exploreHere } from "../explore/in-process.ts";
import { readTemplates } from "../support/templates.ts";

/** Templates whose rule is not translated, with the obstacle. */
const untranslated: Readonly<Record<string, string>> = {
  // Which attributes a login gets is computed from a setting.
  "saml-attribute-mapping": "saml-setting",
};

const both = readTemplates().flatMap(({ id, rule, action }) =>
  rule && action ? [{ id, rule, action }] : [],
);
const templates = both.filter(({ id }) => !(id in untranslated));

test.each(Object.entries(untranslated))("the rule of %s is not translated: %s", (id, obstacle) => {
  const rule = both.find((template) => template.id === id)?.rule.code ?? "";
  expect(translateRule(rule)).toMatchObject({
    kind: "untranslatable",
    obstacles: [{ id: obstacle }],
  });
});

describe("the rule of each template becomes an action that does the same", () => {
  test.each(templates)("$id", async ({ rule, action }) => {
    const translation = translateRule(rule.code);
    if (translation.kind !== "translated") throw new Error(JSON.stringify(translation.obstacles));
    expect(translation.level).toBe("idiomatic");
    const migrated = aText("action", translation.code);
    const search = { logins: 60 };
    const withRule = await exploreHere([aText("rule", rule.code), migrated], search);
    expect(withRule.difference).toBeUndefined();
    // The one reads what the rule read, the other what an action would.
    const both = { ...search, forms: ["rule", "action"] as const };
    const withAction = await exploreHere([migrated, aText("action", action.code)], both);
    expect(withAction.difference).toBeUndefined();
  });
});
