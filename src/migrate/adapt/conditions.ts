import type { AnyNode } from "acorn";

import { inputOf } from "../../explore/trial.ts";
import { isRecord } from "../../text/plain-data.ts";
import { isAssigned } from "../../script/syntax/uses.ts";
import type { Condition } from "../translation.ts";
import type { Work } from "../translate/work.ts";
import { contextKeys, emptiesOf } from "./input-parts.ts";
import { uses, type Needs } from "./needs.ts";

/** Properties of a context that a rule sets for Auth0. */
const targets = new Set(["multifactor", "redirect", "primaryUser"]);

/** Notes under which conditions a rule inside an adapter does what it did. */
export function noteConditions(needs: Needs, work: Work): void {
  noteUser(needs, work);
  noteContext(needs, work);
  noteFree(needs, work);
}

function noteUser({ user, edited }: Needs, work: Work): void {
  for (const kind of emptiesOf(user)) {
    const place = user.keys.get(kind) ?? user.whole;
    const empty = kind.endsWith("_metadata") ? "an empty object" : "an empty list";
    if (place) {
      work.notes.needs("metadata-empty", place, [
        `${kind} is not stored as ${empty}, which a rule would tell from none`,
        (login) => !isEmpty(inputOf(login).user[kind]),
      ]);
    }
  }
  for (const [key, node] of edited) {
    work.notes.needs("user-edit", node, [
      `nothing after this rule reads user.${key} as the rule changes it, which an action cannot do`,
    ]);
  }
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

function noteContext({ context }: Needs, work: Work): void {
  const own = [...context.keys].filter(([key]) => !contextKeys.has(key) && !targets.has(key));
  for (const [key, node] of own) {
    work.notes.needs("earlier-rule", node, [`no other rule uses context.${key}`]);
  }
  for (const key of ["sessionID", "auth0SessionId"]) {
    const node = context.keys.get(key);
    if (node) {
      work.notes.needs("session", node, [
        "it does not matter that the session has another id in an action",
      ]);
    }
  }
  const sso = context.keys.get("sso") ?? context.whole;
  if (sso) {
    note(sso, work, {
      ...{ id: "session-flags", about: "login" },
      sentence: "context.sso.with_auth0 and with_dbconn are false, which an action does not know",
      source: "https://auth0.com/docs/customize/actions/migrate/migrate-from-rules-to-actions",
      holds: ({ login }) => login["sso"] === undefined || hasNoSso(login["sso"]),
    });
  }
  if (context.whole) {
    work.notes.needs("part-absent", context.whole, [
      "the connection has no options, which an action does not see",
      ({ login }) => (login["connection_options"] ?? null) === null,
    ]);
  }
  noteEffects(context.keys, work);
}

function hasNoSso(sso: unknown): boolean {
  return (
    isRecord(sso) && ["with_auth0", "with_dbconn"].every((key) => (sso[key] ?? false) === false)
  );
}

function noteEffects(keys: ReadonlyMap<string, AnyNode>, work: Work): void {
  const token = keys.get("accessToken");
  if (token && /\bscope\b/.test(work.rule.code)) {
    work.notes.needs("scopes", token, [
      "the access token is not for an API of Auth0, which takes no scopes that are added",
    ]);
  }
  const saml = keys.get("samlConfiguration");
  if (saml) {
    work.notes.needs("saml-values", saml, [
      "each mapped value is neither null, an object nor longer than 2,048 characters",
    ]);
  }
  const redirect = keys.get("redirect");
  if (redirect && isAssigned(work.rule.names, redirectOf(redirect, work))) {
    work.notes.needs("redirect-address", redirect, [
      "the address of the redirect begins with https:// or http://",
    ]);
  }
}

function redirectOf(context: AnyNode, work: Work): AnyNode {
  return work.rule.names.parentOf(context) ?? context;
}

function noteFree({ free, configuration, auth0 }: Needs, work: Work): void {
  const unauthorized = free.get("UnauthorizedError");
  if (unauthorized) {
    work.notes.needs("error-code", unauthorized, [
      "the application does not look at the error code: unauthorized becomes access_denied",
    ]);
  }
  const shared = free.get("global");
  if (shared) {
    work.notes.needs("global", shared, ["no other rule uses what this one keeps in global"]);
  }
  if (configuration.whole) {
    noteSettings(configuration.whole, work);
  }
  if (uses(auth0, "users") && !updatesOwnUser(work)) {
    const place = auth0.keys.get("users") ?? auth0.whole;
    if (place) {
      work.notes.needs("other-user", place, [
        "the user whose metadata the rule stores is the one who logs in",
      ]);
    }
  }
}

/** Which settings a rule reads is not written where it takes them by names that it works out. */
function noteSettings(node: AnyNode, work: Work): void {
  note(node, work, {
    ...{ id: "settings", about: "login" },
    sentence:
      "each setting that the rule reads is a secret of the action: 30 at most, with keys that settings of rules can have",
    source: "https://auth0.com/docs/customize/actions/limitations",
    // Rules refuse other keys, https://auth0.com/docs/api/management/v2/rules-configs/put-rules-configs-by-key
    holds: ({ settings }) => Object.keys(settings).every((key) => /^[\w\-@*+:]{1,127}$/.test(key)),
  });
}

/** Notes a condition that a translation does not have. */
function note(node: AnyNode, { notes }: Work, condition: Omit<Condition, "place">): void {
  const place = notes.rule.placeOf(node);
  notes.conditions.set(`${condition.id} ${condition.sentence}`, { ...condition, place });
}

/** Whether each call that stores metadata names the user who logs in. */
function updatesOwnUser(work: Work): boolean {
  return work.rule.names.nodes.every(
    (node) =>
      node.type !== "CallExpression" ||
      !work.denoter.nameOf(node.callee).startsWith("auth0.users.") ||
      work.denoter.nameOf(node.arguments[0]) === "user.user_id",
  );
}
