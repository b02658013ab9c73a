import { geoipNames } from "../../../emulator/rules/geoip-names.ts";

/** Where the parts of a rule's objects are in an action's, by the path in the rule. */
export interface Shape {
  /** Keys that are called otherwise: the path below the action's object. */
  readonly renamed?: Readonly<Record<string, string>>;
  /** Keys that are called the same. Undefined: all others. */
  readonly same?: readonly string[];
}

/**
 * What a rule reads of `context`, `event` being its counterpart.
 * Sources: https://auth0.com/docs/customize/rules/context-object and
 * https://auth0.com/docs/customize/actions/reference/post-login/post-login-event-object
 */
export const shapes: Readonly<Record<string, Shape>> = {
  context: {
    renamed: {
      tenant: "tenant.id",
      clientID: "client.client_id",
      clientName: "client.name",
      clientMetadata: "client.metadata",
      connectionID: "connection.id",
      connection: "connection.name",
      connectionStrategy: "connection.strategy",
      connectionMetadata: "connection.metadata",
      protocol: "transaction?.protocol",
      original_protocol: "transaction?.protocol",
      locale: "transaction?.locale",
      riskAssessment: "authentication?.riskAssessment",
      sessionID: "session?.id",
      auth0SessionId: "session?.id",
    },
    same: ["stats", "request", "authentication", "authorization", "organization"],
  },
  "context.stats": { renamed: { loginsCount: "logins_count" } },
  "context.request": { renamed: { userAgent: "user_agent" } },
  "context.request.geoip": { renamed: geoipNames },
};

/** Objects that an event always has, and what a login has where a rule sees them as well. */
export const alwaysThere: Readonly<Record<string, string>> = {
  "context.request": "the login has a request",
  "context.request.query": "the request has a query",
  "context.request.body": "the request has a body",
  "context.request.geoip": "it is known where the request came from",
  "context.stats": "",
  "context.clientMetadata": "",
  "context.connectionMetadata": "",
  "context.idToken": "",
  "context.accessToken": "",
  "context.samlConfiguration": "",
  "user.app_metadata": "the user has app_metadata",
  "user.user_metadata": "the user has user_metadata",
};

/** Root properties of a user that `app_metadata` may not have. */
export const ownOfUser: readonly string[] = [
  "user_id",
  "email",
  "email_verified",
  "identities",
  "created_at",
  "updated_at",
  "blocked",
  "multifactor",
  "clientID",
  "app_metadata",
  "user_metadata",
];

/** Of `context`, what a rule sets and an action calls the API for. */
export const targets: readonly string[] = [
  "idToken",
  "accessToken",
  "multifactor",
  "redirect",
  "primaryUser",
  "samlConfiguration",
];

/**
 * Containers in which names or values differ, so that a name for one of them has to be followed.
 */
export function isContainer(path: readonly string[]): boolean {
  const name = path.join(".");
  return name in shapes || name in alwaysThere || ["user", "auth0", "auth0.users"].includes(name);
}

/** By key of `context.samlConfiguration`, the method of `api.samlResponse`. `mappings` is apart. */
export const samlSetters: Readonly<Record<string, string>> = Object.fromEntries(
  `audience recipient createUpnClaim passthroughClaimsWithNoMapping mapUnknownClaimsAsIs
  mapIdentities signatureAlgorithm digestAlgorithm destination lifetimeInSeconds signResponse
  nameIdentifierFormat nameIdentifierProbes authnContextClassRef signingCert
  includeAttributeNameFormat typedAttributes encryptionCert encryptionPublicKey cert key RelayState
  issuer encryptionAlgorithm`
    .split(/\s+/)
    .map((key) => [key, `set${key.charAt(0).toUpperCase()}${key.slice(1)}`]),
);
