/** Why something in a rule is not translated. */
interface ObstacleText {
  readonly reason: string;
  readonly source: string;
  readonly instead: string;
  readonly adapterHelps: boolean;
}

const limits = "https://auth0.com/docs/customize/actions/migrate/actions-migration-limitations";
const migrate = "https://auth0.com/docs/customize/actions/migrate/migrate-from-rules-to-actions";

/** By id. */
export const obstacleTexts = {
  "provider-token": {
    reason: "an action does not see the tokens of identity providers",
    source: limits,
    instead:
      "read the user with the Management API and a machine-to-machine application that is granted read:user_idp_tokens",
    adapterHelps: false,
  },
  "connection-options": {
    reason: "an action does not see the options of the connection",
    source: limits,
    instead: "copy what you need into the metadata of the connection: event.connection.metadata",
    adapterHelps: false,
  },
  "method-time": {
    reason:
      "this may be the time of a method of authentication, which is a text in an action and a number in a rule",
    source: "https://auth0.com/docs/customize/actions/reference/post-login/post-login-event-object",
    instead: "read the time from an item of context.authentication.methods",
    adapterHelps: true,
  },
  "claim-unset": {
    reason: "an action cannot take back a claim that it has set",
    source: limits,
    instead: "set the claim only where it is wanted",
    adapterHelps: true,
  },
  "claim-removed": {
    reason: "an action cannot take a claim out of a token",
    source: limits,
    instead: "leave the claim out where it is set, or request fewer scopes",
    adapterHelps: false,
  },
  "other-user": {
    reason: "an action can store metadata of the user who logs in only",
    source: migrate,
    instead:
      "call the Management API with a machine-to-machine application that is granted update:users",
    adapterHelps: false,
  },
  "management-token": {
    reason: "an action has no token of the Management API",
    source: limits,
    instead:
      "use a machine-to-machine application that is granted read:users and update:users, with its domain, client id and secret as secrets of the action",
    adapterHelps: true,
  },
  "user-deleted": {
    reason: "an action cannot take a property out of the profile",
    source: migrate,
    instead: "leave the property out where it is read",
    adapterHelps: false,
  },
  "whole-object": {
    reason: "this uses all of an object that has another shape in an action",
    source: migrate,
    instead: "name the properties that are needed",
    adapterHelps: true,
  },
  "context-key": {
    reason: "context has no such property unless another rule sets it",
    source: "https://auth0.com/docs/customize/rules/context-object",
    instead: "migrate both rules into one action, or use api.transaction.setMetadata",
    adapterHelps: true,
  },
  "context-write": {
    reason: "this changes a part of context that an action cannot change",
    source: migrate,
    instead: "keep the value in a variable of the action",
    adapterHelps: true,
  },
  "claims-read": {
    reason: "an action cannot read the claims that are set",
    source: migrate,
    instead: "keep the value in a variable and set the claim from it",
    adapterHelps: true,
  },
  "saml-setting": {
    reason: "an action cannot set this part of the SAML response",
    source: "https://auth0.com/docs/customize/actions/reference/post-login/post-login-api-object",
    instead: "configure it in the SAML add-on of the application",
    adapterHelps: false,
  },
  "saml-mapping": {
    reason: "it is not written here which parts of the SAML response are set",
    source:
      "https://auth0.com/docs/authenticate/protocols/saml/saml-configuration/customize-saml-assertions",
    instead: "write each setting and each mapping as a literal",
    adapterHelps: true,
  },
  limits: {
    reason: "the action has more than 10 packages, 30 secrets or 100,000 bytes",
    source: "https://auth0.com/docs/customize/actions/limitations",
    instead: "split the rule into several actions",
    adapterHelps: false,
  },
  settings: {
    reason: "it is not written here which settings are read",
    source: migrate,
    instead: "read each setting by name",
    adapterHelps: true,
  },
  "other-context": {
    reason: "the callback gets a context that is not the rule's own",
    source: migrate,
    instead: "change the context of the rule",
    adapterHelps: true,
  },
  sso: {
    reason: "an action sees the session in another shape",
    source: "https://auth0.com/docs/customize/actions/reference/post-login/post-login-event-object",
    instead: "use event.session",
    adapterHelps: true,
  },
  module: {
    reason: "it is not written here which module is loaded",
    source: "https://auth0.com/docs/customize/actions/manage-dependencies",
    instead: "require each package by name",
    adapterHelps: false,
  },
  "error-class": {
    reason: "actions do not have this error class",
    source: limits,
    instead: "call back with an Error",
    adapterHelps: true,
  },
  flow: {
    reason: "the order in which this runs cannot be kept",
    source: migrate,
    instead: "call back in one place",
    adapterHelps: true,
  },
} satisfies Record<string, ObstacleText>;

export type ObstacleId = keyof typeof obstacleTexts;
