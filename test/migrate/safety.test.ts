import { translateRule } from "../../src/migrate/translate/translate.ts";
import { describe, expect, test } from "vitest";

import type { Condition } from "../../src/migrate/translation.ts";
import type { Played } from "../../src/explore/play.ts";
import type { Trial } from "../../src/explore/trial.ts";
import { aText, exploreHere, playHere } from "../explore/in-process.ts";
import { readTemplates } from "../support/templates.ts";
import { aTranslation } from "./aTranslation.ts";

const end = "callback(null, user, context);";

/** Rules in which something goes wrong on some logins, or a factor is asked for. */
const rules = {
  "hangs for some": `function (user, context, callback) { if (user.email_verified) ${end} }`,
  "crashes for some": `function (user, context, callback) {
    if (user.username.startsWith("jo")) return ${end}
    callback(new UnauthorizedError("not jo"));
  }`,
  "crashes after a request": `function (user, context, callback) {
    fetch("https://x.example").then((answer) => answer.json()).then((data) => {
      context.idToken.a = data.list.length;
      ${end}
    });
  }`,
  "crashes in a timer": `function (user, context, callback) {
    setTimeout(function () {
      if (user.email_verified) user.app_metadata.plan.name;
      ${end}
    }, 5);
  }`,
  "asks for a factor": `function (user, context, callback) {
    if (context.stats.loginsCount > 1) context.multifactor = { provider: "any" };
    if (user.email_verified) context.multifactor = { provider: "guardian", allowRememberBrowser: false };
    ${end}
  }`,
  "denies after a request": `function (user, context, callback) {
    fetch("https://x.example").then((answer) => {
      if (answer.status === 404) return callback(new UnauthorizedError("unknown"));
      ${end}
    }).catch(callback);
  }`,
  "calls back twice": `function (user, context, callback) {
    if (!user.email_verified) callback(new UnauthorizedError("verify"));
    ${end}
  }`,
};

const all = [
  ...Object.entries(rules),
  ...readTemplates().flatMap(({ id, rule }): [string, string][] => {
    const isTranslated = rule && translateRule(rule.code).kind === "translated";
    return isTranslated ? [[id, rule.code]] : [];
  }),
];

describe("on every kind of login that explore finds for a rule, its action", () => {
  test.each(all)(
    "lets nobody in whom the rule did not, and asks for the factor: %s",
    async (_, rule) => {
      const { code, conditions } = aTranslation(rule);
      const texts = [aText("rule", rule), aText("action", code)];
      const { ways } = await exploreHere(texts.slice(0, 1), { logins: 40 });
      await playHere(texts, async ([playRule, playAction]) => {
        if (!playRule || !playAction) {
          throw new Error("nothing to play");
        }
        for (const { trial } of ways.filter((way) => meets(way.trial, conditions))) {
          const [one, other] = [await playRule(trial, "plain"), await playAction(trial, "plain")];
          if (isRefused(one)) {
            expect(isRefused(other), JSON.stringify(trial)).toBe(true);
          }
          expect(other.result.outcome.multifactor).toEqual(one.result.outcome.multifactor);
        }
      });
    },
  );
});

function meets(trial: Trial, conditions: readonly Condition[]): boolean {
  return conditions.every(({ holds }) => holds(trial));
}

function isRefused({ result }: Played): boolean {
  return ["denied", "failed", "timed-out"].includes(result.outcome.result);
}
