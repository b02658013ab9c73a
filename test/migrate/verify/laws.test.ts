import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { adaptRule } from "../../../src/migrate/adapt/adapt.ts";
import { translateRule } from "../../../src/migrate/translate/translate.ts";
import { findBrokenLaw, laws } from "../../../src/migrate/verify/laws.ts";
import type { Both } from "../../../src/migrate/verify/pair.ts";
import { prove } from "../../../src/migrate/verify/prove.ts";
import type { RunOutcome } from "../../../src/run/job.ts";
import { readTemplates } from "../../support/templates.ts";
import { aRule } from "../fuzz/a-rule.ts";
import { performWatched, underConditions, type Broken } from "./watch-laws.ts";

const nothing = { idToken: {}, accessToken: {}, userMetadata: {}, appMetadata: {} };

function ended(outcome: Partial<RunOutcome>): Both["rule"] {
  const result = { ...nothing, result: "allowed" as const, console: [], warnings: [], ...outcome };
  return {
    result: { outcome: result, ran: [], requests: [], unused: [], milliseconds: 1 },
    ...{ legs: [], begins: [0], reached: [], marks: [], seen: [], read: [], isEnded: false },
  };
}

const failed = { result: "failed", error: { name: "Error", message: "no" } } as const;
const any = { provider: "any", allowRememberBrowser: false };

describe("the law of", () => {
  test.each<[id: string, rule: Partial<RunOutcome>, action: Partial<RunOutcome>]>([
    ["silence", { result: "timed-out" }, {}],
    [
      "silence",
      { result: "timed-out" },
      { result: "redirected", redirect: { url: "https://a.example/" } },
    ],
    ["crash", failed, {}],
    ["denial", { result: "denied", reason: "no" }, {}],
    ["denial", { ...failed, calledBack: true }, {}],
    ["factor", { multifactor: any }, {}],
    ["factor", { multifactor: any }, { multifactor: { provider: "none" } }],
    ["factor", { multifactor: any }, { multifactor: { provider: "guardian" } }],
    ["factor", { multifactor: any }, { multifactor: { ...any, allowRememberBrowser: true } }],
  ])("%s is broken by an action that lets in what its rule did not", (id, rule, action) => {
    const both = { rule: ended(rule), action: ended(action) };
    expect(findBrokenLaw(both)?.id).toBe(id);
    expect(findBrokenLaw({ rule: both.rule, action: both.rule })).toBeUndefined();
  });

  test("denial is broken in a leg before the last", () => {
    const gone = ended({ result: "denied", reason: "no" }).result;
    const on = ended({ result: "redirected" }).result;
    const both = { rule: { ...ended({}), legs: [gone] }, action: { ...ended({}), legs: [on] } };
    expect(findBrokenLaw(both)?.id).toBe("denial");
  });

  test("factor allows an action to ask more", () => {
    const rule = ended({ multifactor: { provider: "any", allowRememberBrowser: true } });
    expect(findBrokenLaw({ rule, action: ended({ multifactor: any }) })).toBeUndefined();
  });
});

/**
 * Migrates a rule and gives the laws that its action breaks on explored logins that meet all
 * conditions.
 */
async function findBroken(code: string, isAdapter: boolean, logins: number): Promise<string[]> {
  const translation = isAdapter ? undefined : translateRule(code);
  const made =
    translation?.kind === "translated" ? translation : adaptRule(code, { version: "1.0.0" });
  if (made.kind === "unadaptable") {
    return [];
  }
  const broken: Broken[] = [];
  const texts = { rule: code, action: made.code };
  const waitsAlike = made.kind === "adapted";
  await performWatched(broken)(texts, (stage) =>
    prove(stage, made.conditions, { rule: code, seed: 1, logins, waitsAlike }),
  );
  return underConditions(broken, made.conditions);
}

describe("no law is broken", () => {
  const rules = readTemplates().flatMap(({ id, rule }) => (rule ? [[id, rule.code] as const] : []));

  test.each(rules)("by what becomes of the template %s", async (_id, code) => {
    expect(await findBroken(code, false, 40)).toEqual([]);
    expect(await findBroken(code, true, 40)).toEqual([]);
  });

  test("by what becomes of rules put together at random", async () => {
    for (const code of fc.sample(aRule, { seed: 18, numRuns: 60 })) {
      const broken = await findBroken(code, true, 12);
      expect({ code, broken }).toEqual({ code, broken: [] });
    }
  }, 120_000);

  test("and there are four", () => {
    expect(laws.map(({ id }) => id)).toEqual(["silence", "crash", "denial", "factor"]);
  });
});
