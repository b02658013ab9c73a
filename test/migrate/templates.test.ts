import { describe, expect, test } from "vitest";

import { adaptRule } from "../../src/migrate/adapt/adapt.ts";
import { translateRule } from "../../src/migrate/translate/translate.ts";
import { aText, exploreHere } from "../explore/in-process.ts";
import { readTemplates } from "../support/templates.ts";

/** Templates whose rule works out what to set from a setting. An adapter can do that. */
const adapted: Readonly<Record<string, string>> = {
  "aws-saml-session-tags": "saml-mapping",
  "saml-attribute-mapping": "saml-mapping",
  "saml-configuration": "saml-mapping",
};

const templates = readTemplates().flatMap(({ id, rule, action }) =>
  rule && action ? [{ id, rule, action }] : [],
);

/** What becomes of the rule of a template. */
function migrate(id: string, code: string): string {
  const translation = translateRule(code);
  const obstacle = adapted[id];
  if (translation.kind === "translated" && obstacle === undefined) {
    expect(translation.level).toBe("idiomatic");
    return translation.code;
  }
  expect(translation).toMatchObject({ obstacles: [{ id: obstacle, adapterHelps: true }] });
  const adaptation = adaptRule(code, { version: "0.0.0" });
  if (adaptation.kind !== "adapted") {
    throw new Error(JSON.stringify(adaptation));
  }
  return adaptation.code;
}

describe("the rule of each template becomes an action that does the same", () => {
  test.each(templates)("$id", async ({ id, rule, action }) => {
    const migrated = aText("action", migrate(id, rule.code));
    // What a rule keeps in global for later logins is a condition of its own.
    const search = { logins: 60, hasLater: false };
    const withRule = await exploreHere([aText("rule", rule.code), migrated], search);
    expect(withRule.difference).toBeUndefined();
    // The one reads what the rule read, the other what an action would.
    const both = { ...search, forms: ["rule", "action"] as const };
    const withAction = await exploreHere([migrated, aText("action", action.code)], both);
    expect(withAction.difference).toBeUndefined();
  });
});
