import { geoipNames } from "../../emulator/rules/geoip-names.ts";
import { aUser } from "../../emulator/login/samples.ts";
import { canBeAppMetadata } from "../../emulator/users/user-metadata.ts";
import { isRecord } from "../../text/plain-data.ts";
import { findWrongShape } from "../../run/login-input.ts";
import type { Path } from "../places.ts";
import type { Json, Trial } from "../trial.ts";

// What a login can be at all. R-… and A-… are rows of docs/emulator.md, with their sources there.
// What has no row here is a choice of the search, or a shape that a described login has to have.

/** When each login begins, so that a search finds the same again. */
export const begin = Date.UTC(2026, 0, 15, 12);

/**
 * Where what a rule reads of its context is in the
 * description of a login.
 */
const contextPaths: Readonly<Record<string, Path>> = {
  tenant: ["tenant", "id"],
  clientID: ["client", "client_id"],
  clientName: ["client", "name"],
  clientMetadata: ["client", "metadata"],
  connectionID: ["connection", "id"],
  connection: ["connection", "name"],
  connectionStrategy: ["connection", "strategy"],
  connectionMetadata: ["connection", "metadata"],
  connectionOptions: ["connection_options"],
  protocol: ["protocol"],
  original_protocol: ["transaction", "protocol"],
  locale: ["transaction", "locale"],
  sso: ["sso"],
  sessionID: ["session", "id"],
  request: ["request"],
  authentication: ["authentication"],
  authorization: ["authorization"],
  organization: ["organization"],
  riskAssessment: ["authentication", "riskAssessment"],
};

const requestNames: Readonly<Record<string, string>> = { userAgent: "user_agent" };

/**
 * Where a trial has what a script reads; undefined for what no login brings, such as the tokens.
 */
export function placeOf([root, ...path]: Path): Path | undefined {
  const [part = "", ...rest] = path;
  if (root === "context") {
    return placeInContext(part, rest);
  }
  // Metadata are not a list.
  if (root === "user" && isMetadata(part) && rest[0] === "[]") {
    return undefined;
  }
  // Settings are text, which may be JSON.
  if (root === "settings" && rest.length > 0 && rest[0] !== "{}") {
    return undefined;
  }
  // Of these each part has a name.
  if (part === "*" || part === "[]") {
    return root === "answers" || root === "returns" ? [root, ...path] : undefined;
  }
  if (root !== "event") {
    return path.length > 0 && root !== undefined ? [root, ...path] : undefined;
  }
  //
  if (part === "user" || part === "secrets") {
    return placeOf([part === "user" ? "user" : "settings", ...rest]);
  }
  // What the user enters into a form comes with their return: A-49.
  if (part === "prompt") {
    return rest.length > 0 && rest[0] !== "id" ? ["returns", "[]", part, ...rest] : undefined;
  }
  if (part === "transaction" && rest[0] === "protocol") {
    return ["login", "protocol"];
  }
  if (part === "transaction" && (rest[0] === "prompt" || rest[0] === "acr_values")) {
    return ["login", "request", "query", rest[0]];
  }
  //
  if (part === "resource_server") {
    return ["login", "request", "query", "audience"];
  }
  return part === "" ? undefined : ["login", part, ...rest];
}

function placeInContext(part: string, rest: Path): Path | undefined {
  //
  if (part === "stats") {
    return ["login", "stats", "logins_count"];
  }
  const place = Object.hasOwn(contextPaths, part) ? contextPaths[part] : undefined;
  if (!place) {
    return undefined;
  }
  if (part !== "request") {
    return ["login", ...place, ...rest];
  }
  const [key = "", inner = "", ...others] = rest;
  if (key === "geoip" && inner !== "") {
    return ["login", "request", key, geoipNames[inner] ?? inner, ...others];
  }
  const all = [requestNames[key] ?? key, inner, ...others].filter((name) => name !== "");
  return ["login", "request", ...all];
}

/** The protocols of logins; that of a return comes with the return. Source: https://auth0.com/docs/customize/rules/context-object */
export const protocols = [
  "oidc-basic-profile",
  "oauth2-refresh-token",
  "samlp",
  "oidc-implicit-profile",
  "oauth2-password",
  "wsfed",
  "oidc-hybrid-profile",
  "oauth2-resource-owner",
  "oauth2-device-code",
  "oauth2-token-exchange",
];

/**
 * Parts that the search never takes away. Every user has the dates and identities; a login
 * has an application, a connection, a protocol, counts and a tenant and in an event a
 * request with its parts. Rules can see a login without some of these:
 * the search does not try that.
 */
const always = new Set(
  `user.user_id user.created_at user.updated_at user.identities login.protocol login.client
  login.client.client_id login.client.name login.connection login.connection.id
  login.connection.name login.connection.strategy login.tenant login.tenant.id login.transaction
  login.transaction.locale login.transaction.requested_scopes.[] login.transaction.target_scopes.[] login.stats login.stats.logins_count login.request.method
  login.request.ip login.request.query login.request.body login.request.geoip login.request
  login.session login.transaction login.sso`.split(/\s+/),
);

/** What is text wherever it is. */
const texts = new Set(
  `user.user_id user.created_at user.updated_at login.protocol login.client.client_id
  login.client.name login.connection.id login.connection.name login.connection.strategy
  login.tenant.id login.transaction.locale login.request.method login.request.ip
  login.request.hostname login.request.user_agent login.session.id`.split(/\s+/),
);

/**
 * Whether a place can be without a value, as null says in a description. Most of a user can
 * (A-35).
 */
export function canBeAbsent(given: Path): boolean {
  const path = withoutNumbers(given);
  const [root, part, ...rest] = path;
  // An item that is not there is no item.
  if (path.at(-1) === "[]") {
    return false;
  }
  // Null removes a key of metadata, so none is stored: R-26.
  if (root === "user" && rest.length > 0 && (isMetadata(part) || part === "identities")) {
    return false;
  }
  // An item of a list is there or is none.
  return path.at(-1) !== "[]" && !always.has(path.join("."));
}

/** Whether a place can hold a value: of metadata, of what providers assert and of answers, any. */
export function canBe(given: Path, value: Json): boolean {
  const path = withoutNumbers(given);
  const [root, part, key, ...rest] = path;
  const place = path.join(".");
  if (root === "answers") {
    return canBeAnswer(path.slice(2), value);
  }
  // Times in a token are numbers: RFC 7519, section 4.1.
  if (/^returns\.\[\]\.token\.payload\.(?:exp|iat|nbf)$/.test(place)) {
    return typeof value === "number";
  }
  //
  if (root === "settings") {
    return path.includes("{}") || typeof value === "string";
  }
  //
  if (place === "login.protocol") {
    return typeof value === "string" && protocols.includes(value);
  }
  //
  if (place === "user.email_verified") {
    return typeof value === "boolean";
  }
  if (texts.has(place)) {
    return typeof value === "string" && value !== "";
  }
  //
  if (place === "user.identities") {
    return Array.isArray(value) && value.length > 0;
  }
  if (root === "user" && part === "identities") {
    return key !== undefined && rest.length > 0;
  }
  if (root === "user" && isMetadata(part)) {
    if (key === undefined) {
      return isRecord(value) && Object.keys(value).every((name) => canBeMetadata(part, name));
    }
    //
    return key !== "[]" && value !== null && canBeMetadata(part, key);
  }
  //
  if (place === "login.stats.logins_count") {
    return Number.isInteger(value) && Number(value) > 0;
  }
  // The scopes that are asked for, each as long as one can be.
  if (/^login\.request\.(?:query|body)\.scope$/.test(place)) {
    return typeof value === "string" && value.split(" ").every(isScope);
  }
  if (root === "login" && part === "request" && key === "query" && rest.length > 0) {
    return typeof value === "string" || Array.isArray(value);
  }
  //
  if (root === "login" && part === "request" && key === "geoip" && rest.length > 0) {
    return typeof value === ((rest[0] ?? "").endsWith("itude") ? "number" : "string");
  }
  //
  if (root === "login" && (part === "client" || part === "connection") && key === "metadata") {
    return rest.length === 0 ? isRecord(value) : typeof value === "string";
  }
  //
  if (place === "login.authorization.roles") {
    return Array.isArray(value) && (value as readonly Json[]).every(isText);
  }
  if (root === "login" && part === "authorization" && key === "roles") {
    return isText(value);
  }
  // Lists of scopes, which have no blanks.
  const [, scopes, item] = /^login\.transaction\.(\w+_scopes)(\.\[\])?$/.exec(place) ?? [];
  if (scopes !== undefined && item !== undefined) {
    return isScope(value);
  }
  if (scopes !== undefined) {
    return Array.isArray(value) && (value as readonly Json[]).every(isScope);
  }
  // Texts, numbers and booleans by key.
  if (place === "login.transaction.metadata") {
    return isRecord(value) && Object.values(value).every(isScalar);
  }
  if (place.startsWith("login.transaction.metadata.")) {
    return isScalar(value);
  }
  // A list of applications, each with its id: R-48.
  if (place === "login.session.clients") {
    return Array.isArray(value) && (value as readonly Json[]).every(isRecord);
  }
  if (place === "login.session.clients.[]") {
    return isRecord(value);
  }
  if (place.startsWith("login.authentication.methods")) {
    return canBeMethods(path.slice(3), value);
  }
  if (root === "login" && key === undefined) {
    return isRecord(value);
  }
  return true;
}

/** The parts that an answer is described by; its body is anything. */
function canBeAnswer([part, ...rest]: Path, value: Json): boolean {
  switch (part) {
    case "status":
      return Number.isInteger(value) && Number(value) >= 200 && Number(value) <= 599;
    case "headers":
      return rest.length === 0
        ? isRecord(value) && Object.values(value).every(isText)
        : isText(value);
    case "body":
      return true;
    default:
      return false;
  }
}

/** A place in any item of a list. */
function withoutNumbers(path: Path): Path {
  return path.some(isNumber) ? path.map((part) => (isNumber(part) ? "[]" : part)) : path;
}

function isNumber(part: string): boolean {
  return /^\d+$/.test(part);
}

/** Nobody has logged in before. */
const auth0Began = Date.UTC(2013, 0);

/** Each method has a name and a time, and names are an open list. */
function canBeMethods([item, key, ...rest]: Path, value: Json): boolean {
  if (item === undefined) {
    return Array.isArray(value) && (value as readonly Json[]).every(isRecord);
  }
  if (item !== "[]") {
    return false;
  }
  if (key === "timestamp") {
    return typeof value === "string" && Date.parse(value) > auth0Began;
  }
  return key === undefined ? isRecord(value) : rest.length > 0 || isText(value);
}

/** Of a secret of an action, https://auth0.com/docs/customize/actions/limitations */
const mostCharacters = 4096;

/** Whether there can be a login as a whole. */
export function canBeLogin({ user, login, settings }: Trial): boolean {
  const isLong = (value: Json) => typeof value === "string" && value.length > mostCharacters;
  if (Object.values(settings).some(isLong)) {
    return false;
  }
  // Each user has an identity, also where the only one that is described is taken away.
  const { identities } = user;
  if (Array.isArray(identities) && identities.length === 0) {
    return false;
  }
  return hasOneAudience(login) && findWrongShape({ ...aUser(), ...user }, login) === undefined;
}

/** An API that is described is the one that the request names. */
function hasOneAudience({ request, resource_server: api }: Trial["login"]): boolean {
  if (api === undefined) {
    return true;
  }
  const part = (key: string) => (isRecord(request) ? request[key] : undefined);
  const [query, body] = [part("query"), part("body")];
  const asked = [query, body].flatMap((given) => (isRecord(given) ? [given["audience"]] : []));
  const identifier = isRecord(api) ? api["identifier"] : undefined;
  const isNamed = typeof identifier === "string" && identifier !== "";
  return (
    (api === null || isNamed) &&
    asked.every((audience) => audience === undefined || audience === identifier)
  );
}

/** Keys that the Management API refuses are in no user. */
function canBeMetadata(part: string | undefined, key: string): boolean {
  return !/[.$]/.test(key) && (part !== "app_metadata" || canBeAppMetadata(key));
}

function isMetadata(part: string | undefined): boolean {
  return part === "app_metadata" || part === "user_metadata";
}

function isScalar(value: unknown): boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}

function isScope(value: Json): boolean {
  return typeof value === "string" && /^\S{1,280}$/.test(value);
}

function isText(value: Json): boolean {
  return typeof value === "string";
}
