import { expect, test } from "vitest";

import { emptyDraft } from "../../../../src/site/playground/draft/draft.ts";
import { applyChanges, changesOf } from "../../../../src/site/playground/draft/kept-draft.ts";
import { readyLogins, renderLogin } from "../../../../src/site/playground/draft/ready-logins.ts";

const before = new Date("2026-11-27T12:00:00.000Z");
const later = new Date("2026-11-28T12:00:00.000Z");
const fresh = emptyDraft(before);

test("a draft that nobody has touched has no changes", () => {
  expect(changesOf(fresh, fresh)).toEqual({});
});

test("changes count, and the rest is as the page begins now", () => {
  const changes = changesOf({ ...fresh, action: "// mine", login: "{}", ready: "" }, fresh);
  expect(changes).toEqual({ action: "// mine", login: "{}", ready: "" });
  const next = { ...emptyDraft(later), rule: "function renewed(user, context, callback) {}" };
  expect(applyChanges(next, changes, later)).toEqual({ ...next, ...changes });
});

test("a ready login is made for the time at which it comes back", () => {
  const first = readyLogins.find(({ id }) => id === "unverified");
  if (!first) {
    throw new Error("there is no such login");
  }
  const picked = { ...fresh, ready: first.id, login: renderLogin(first, before) };
  const changes = changesOf(picked, fresh);
  expect(changes).toEqual({ ready: "unverified" });
  expect(applyChanges(emptyDraft(later), changes, later).login).toBe(renderLogin(first, later));
});

test("changes that are none leave the page as it begins", () => {
  const changes = JSON.parse('{ "action": 1 }') as object;
  expect(applyChanges(fresh, changes, before)).toEqual(fresh);
});
