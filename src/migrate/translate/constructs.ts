import type { ConditionKind } from "../translation.ts";

/** Something that rules are made of, and what becomes of it. A row of docs/migrate.md each. */
export interface Construct {
  /** What a rule says. */
  readonly rule: string;
  /** What the action says. */
  readonly action: string;
  /** What becomes of it, for people. */
  readonly sentence: string;
  readonly source: string;
}

const docs = "https://auth0.com/docs/customize/";
const migrate = `${docs}actions/migrate/migrate-from-rules-to-actions`;
const limits = `${docs}actions/migrate/actions-migration-limitations`;
const api = `${docs}actions/reference/post-login/post-login-api-object`;
const event = `${docs}actions/reference/post-login/post-login-event-object`;
const metadata = "https://auth0.com/docs/manage-users/user-accounts/metadata/manage-metadata-rules";

/** What is translated, by id. */
export const constructs = {
  read: {
    rule: "user.email, context.clientName",
    action: "event.user.email, event.client.name",
    sentence: "what a rule reads of user and context is a part of the event",
    source: event,
  },
  setting: {
    rule: "configuration.KEY",
    action: "event.secrets.KEY",
    sentence: "a setting of all rules becomes a secret of this action",
    source: migrate,
  },
  success: {
    rule: "callback(null, user, context)",
    action: "return",
    sentence: "a login goes on when the action returns",
    source: migrate,
  },
  denial: {
    rule: "callback(new UnauthorizedError(reason))",
    action: "api.access.deny(reason)",
    sentence: "an error in the callback denies the login",
    source: api,
  },
  continuation: {
    rule: "request.get(options, function (err, response, body) { … })",
    action: "const [err, response, body] = await new Promise((resolve) => …)",
    sentence: "what a rule did in a callback follows the call",
    source: migrate,
  },
  chain: {
    rule: "promise.then(function (value) { … }).catch(function (error) { … })",
    action: "try { const value = await promise; … } catch (error) { … }",
    sentence: "a chain of promises is awaited",
    source: migrate,
  },
  silence: {
    rule: "a path on which callback is never called",
    action: "throw new Error(…)",
    sentence: "a rule that never calls back lets nobody in, so the action throws",
    source: "https://auth0.com/docs/customize/actions/limitations",
  },
  claim: {
    rule: "context.idToken[name] = value",
    action: "api.idToken.setCustomClaim(name, value)",
    sentence: "claims are set by the API",
    source: api,
  },
  scope: {
    rule: "context.accessToken.scope = scopes",
    action: "api.accessToken.addScope(scope), api.accessToken.removeScope(scope)",
    sentence:
      "scopes are added to those that were asked for and removed from them, which no policy filters, as in a rule; api.transaction.setTargetScopes is what Auth0 recommends for new code",
    source: `${docs}actions/handling-scopes-in-actions`,
  },
  factor: {
    rule: 'context.multifactor = { provider: "any" }',
    action: 'api.multifactor.enable("any", { allowRememberBrowser: true })',
    sentence: "a factor is asked for by the API, which does not remember the browser unless told",
    source: api,
  },
  redirect: {
    rule: "context.redirect = { url }",
    action: "api.redirect.sendUserTo(url)",
    sentence:
      "the action redirects, and goes on in onContinuePostLogin where the rule ran again with the protocol redirect-callback",
    source: `${docs}rules/redirect-users`,
  },
  primaryUser: {
    rule: "context.primaryUser = id",
    action: "api.authentication.setPrimaryUser(id)",
    sentence: "the primary user is set by the API",
    source: api,
  },
  saml: {
    rule: "context.samlConfiguration.mappings = { name: path }",
    action: "api.samlResponse.setAttribute(name, value)",
    sentence: "a SAML mapping becomes an attribute with the value at its path",
    source:
      "https://auth0.com/docs/authenticate/protocols/saml/saml-configuration/customize-saml-assertions",
  },
  metadata: {
    rule: "auth0.users.updateAppMetadata(user.user_id, { key: value })",
    action: 'api.user.setAppMetadata("key", value)',
    sentence: "metadata are stored key by key when all actions have ended, which cannot fail here",
    source: metadata,
  },
  default: {
    rule: "user.app_metadata = user.app_metadata || {}",
    action: "",
    sentence: "an event always has metadata, so no default is needed",
    source: event,
  },
  module: {
    rule: 'require("lodash@4.17.21")',
    action: 'require("lodash")',
    sentence: "the version of a package is a dependency of the action",
    source: `${docs}actions/manage-dependencies`,
  },
  edit: {
    rule: "user.nickname = value",
    action: "",
    sentence: "what a rule changed of the user for later rules has no counterpart",
    source: migrate,
  },
  guard: {
    rule: 'if (context.protocol === "redirect-callback") …',
    action: "",
    sentence: "each handler has its own half of the test for a return from a redirect",
    source: `${docs}rules/redirect-users`,
  },
  error: {
    rule: "new UnauthorizedError(reason)",
    action: "new Error(reason)",
    sentence: "actions do not have the error classes of rules",
    source: limits,
  },
  management: {
    rule: "auth0.accessToken",
    action: "await getManagementToken(event.secrets)",
    sentence: "the token of the Management API is that of a machine-to-machine application",
    source: "https://auth0.com/docs/customize/rules/use-management-api",
  },
  global: {
    rule: "global.cache = value",
    action: "let cache; … cache = value",
    sentence: "what a rule kept in global is a variable of the module, for this action only",
    source: "https://auth0.com/docs/customize/rules/cache-resources",
  },
} satisfies Record<string, Construct>;

export type ConstructId = keyof typeof constructs;

/** A condition as data; what it says of a login is decided where it is found. */
interface ConditionText {
  readonly about: ConditionKind;
  readonly source: string;
}

/** What an action may need to do the same, by id. */
export const conditionTexts = {
  "error-code": { about: "surroundings", source: limits },
  "part-absent": { about: "login", source: event },
  "part-empty": { about: "login", source: event },
  "metadata-absent": { about: "login", source: migrate },
  "metadata-empty": { about: "login", source: migrate },
  "merged-root": {
    about: "login",
    source: "https://auth0.com/docs/manage-users/user-accounts/metadata/metadata-fields-data",
  },
  management: {
    about: "login",
    source: "https://auth0.com/docs/customize/rules/use-management-api",
  },
  "factor-option": { about: "surroundings", source: api },
  "under-way": { about: "surroundings", source: limits },
  "profile-keys": { about: "surroundings", source: event },
  "user-edit": { about: "surroundings", source: migrate },
  "other-user": { about: "surroundings", source: migrate },
  "earlier-rule": { about: "surroundings", source: migrate },
  "after-callback": {
    about: "surroundings",
    source: "https://auth0.com/docs/customize/rules/create-rules",
  },
  waiting: { about: "waiting", source: limits },
  silence: { about: "silence", source: `${docs}actions/limitations` },
  "saml-value": { about: "login", source: api },
  "saml-values": { about: "surroundings", source: api },
  "redirect-address": { about: "surroundings", source: api },
  "redirect-setting": { about: "login", source: api },
  scopes: { about: "surroundings", source: `${docs}actions/handling-scopes-in-actions` },
  global: {
    about: "surroundings",
    source: "https://auth0.com/docs/customize/rules/cache-resources",
  },
  "module-version": { about: "surroundings", source: `${docs}actions/manage-dependencies` },
  session: { about: "surroundings", source: event },
} satisfies Record<string, ConditionText>;

export type ConditionId = keyof typeof conditionTexts;
