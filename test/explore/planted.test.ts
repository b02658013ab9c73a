import { expect, test } from "vitest";

import { prepare } from "../../src/explore/prepare.ts";
import { aText, exploreHere } from "./in-process.ts";

/** An action that guards, compares, counts, asks and denies. */
const action = `
const NAMESPACE = "https://acme.example/";

exports.onExecutePostLogin = async (event, api) => {
  if (event.transaction?.protocol === "oauth2-refresh-token") return;
  const { app_metadata: metadata } = event.user;
  if (event.stats.logins_count >= 5 && metadata.plan !== "gold") {
    api.user.setAppMetadata("offered", true);
  }
  const [, domain] = String(event.user.email).toLowerCase().split("@");
  if (domain === "acme.example" && event.user.email_verified) {
    api.idToken.setCustomClaim(NAMESPACE + "staff", true);
  }
  const roles = event.authorization?.roles ?? [];
  if (roles.includes("editor") || roles.includes("admin")) {
    api.accessToken.setCustomClaim(NAMESPACE + "writes", true);
  }
  if (event.client.metadata.strict === "yes" && !metadata.approved) {
    return api.access.deny("not approved");
  }
  if (!event.secrets.SCORES_URL) return;
  try {
    const response = await fetch(event.secrets.SCORES_URL, {
      method: "POST",
      body: JSON.stringify({ user: event.user.user_id }),
    });
    if (!response.ok) return;
    const { score } = await response.json();
    if (score > 80) api.access.deny("too risky");
  } catch {
    api.access.deny("no score");
  }
};
`;

/** What is written in place of what, and what is to be told of it. */
const mistakes: Readonly<Record<string, [right: string, wrong: string, told: string]>> = {
  "a guard dropped": [
    `if (event.transaction?.protocol === "oauth2-refresh-token") return;`,
    "",
    "one ends allowed, the other ends denied",
  ],
  "a comparison flipped": [`metadata.plan !== "gold"`, `metadata.plan === "gold"`, "offered"],
  "a limit off by one": ["logins_count >= 5", "logins_count > 5", "offered: one has true"],
  "an await forgotten": ["await fetch(", "fetch(", "the other ends allowed"],
  "another claim": [`NAMESPACE + "staff"`, `NAMESPACE + "employee"`, "acme.example/employee"],
  "another key of the user": ["metadata.approved", "metadata.aproved", '"not approved"'],
  "one role less": [` || roles.includes("admin")`, "", "writes: one has true"],
  "an address that nobody verified": [" && event.user.email_verified", "", "staff: one has none"],
  "the wrong token": ["api.accessToken.set", "api.idToken.set", "writes: one has none"],
  "an error swallowed": [`api.access.deny("no score");`, "", 'reason: one has "no score"'],
  "a status not looked at": ["if (!response.ok) return;", "", "one ends allowed"],
  "a limit of an answer off by one": ["score > 80", "score >= 80", 'other has "too risky"'],
  "another method": [`method: "POST"`, `method: "PUT"`, "the other asks PUT"],
  "another reason": [`"not approved"`, `"not yet approved"`, 'other has "not yet approved"'],
};

test.each(Object.entries(mistakes))(
  "%s is found within 500 logins",
  async (_name, [right, wrong, told]) => {
    const changed = action.replace(right, () => wrong);
    expect(changed).not.toBe(action);
    const texts = [aText("action", action), aText("action", changed)];
    const { difference } = await exploreHere(texts, { logins: 500 });
    expect(difference?.sentences.join("\n")).toContain(told);
  },
);

test("an action is the same as itself, whichever way it goes", async () => {
  const texts = [aText("action", action), aText("action", action)];
  const { difference, notes, reached } = await exploreHere(texts, { logins: 500 });
  expect({ difference, notes }).toEqual({ difference: undefined, notes: [] });
  const { branches } = prepare(texts.map((text) => [text]));
  const missed = branches.filter((_branch, index) => !reached.includes(index));
  expect(missed).toEqual([]);
});
