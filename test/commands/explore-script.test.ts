import { describe, expect, test } from "vitest";

import { comparePair, exploreScript } from "../../src/commands/explore/explore-script.ts";

const rule = `function plan(user, context, callback) {
  if (context.protocol === "oauth2-refresh-token") return callback(null, user, context);
  if (user.app_metadata && user.app_metadata.plan === "gold") {
    context.idToken["https://a.example/plan"] = "gold";
  }
  callback(null, user, context);
}`;

const anAction = (guard: string) => `exports.onExecutePostLogin = async (event, api) => {
  ${guard}
  if (event.user.app_metadata.plan === "gold") {
    api.idToken.setCustomClaim("https://a.example/plan", "gold");
  }
};`;
const guarded = anAction('if (event.transaction?.protocol === "oauth2-refresh-token") return;');

describe("comparePair", () => {
  test("finds no difference between a rule and an action that does the same", async () => {
    const { verdict, difference, branches } = await comparePair(rule, guarded, { logins: 200 });
    expect({ verdict, difference }).toEqual({ verdict: "same", difference: undefined });
    expect(branches.missed).toEqual([]);
  });

  test("gives the smallest login on which two differ, and how", async () => {
    const { difference } = await comparePair(rule, anAction(""));
    expect(difference).toMatchObject({
      trial: {
        user: { app_metadata: { plan: "gold" } },
        login: { protocol: "oauth2-refresh-token" },
      },
      sentences: ['idToken.https://a.example/plan: the rule has none, the action has "gold"'],
    });
  });

  test("calls two scripts of the same form by numbers", async () => {
    const { difference } = await comparePair(guarded, anAction(""));
    expect(difference?.sentences).toEqual([
      'idToken.https://a.example/plan: action1.js has none, action2.js has "gold"',
    ]);
  });
});

describe("exploreScript", () => {
  test("gives each outcome with the smallest login that shows it", async () => {
    const { verdict, outcomes } = await exploreScript(guarded, { logins: 100 });
    expect(verdict).toBe("explored");
    expect(outcomes?.map(({ outcome }) => outcome)).toEqual([
      "allowed",
      "allowed; https://a.example/plan in the ID token",
    ]);
    expect(outcomes?.[1]?.login.user).toEqual({ app_metadata: { plan: "gold" } });
  });

  test("keeps to the settings and the answers that are given", async () => {
    const asks = `exports.onExecutePostLogin = async (event, api) => {
      const response = await fetch(event.secrets.URL);
      const { score } = await response.json();
      api.access.deny(\`a score of \${score}\`);
    };`;
    const url = "https://api.example.com/score";
    const { outcomes } = await exploreScript(asks, {
      ...{ logins: 20, settings: { URL: url }, answers: [{ url, body: { score: 7 } }] },
    });
    expect(outcomes?.map(({ outcome }) => outcome)).toEqual([
      `denied: "a score of 7"; asks GET ${url} (200)`,
    ]);
  });

  test("says what is wrong with a text that cannot be loaded, with its line", async () => {
    const broken = exploreScript("function (user, context, callback) {\n  if (");
    await expect(broken).rejects.toMatchObject({ problems: [{ line: 2 }] });
  });
});
