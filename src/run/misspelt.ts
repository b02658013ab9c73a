import { isRecord, valueAt } from "../text/plain-data.ts";
import type { DescribedTenant } from "../emulator/users/tenant-parts.ts";
import { guess, nearestWord } from "../text/nearest.ts";
import {
  contextNames,
  eventNames,
  eventUserNames,
  namesOf,
  type Known,
  type KnownObject,
} from "./reading/known-names.ts";

/** What somebody wrote to describe a login, as far as they did. */
export interface Written {
  readonly user?: unknown;
  /** In the words of an action. */
  readonly event?: unknown;
  /** In the words of a rule. */
  readonly context?: unknown;
}

/** A shorter name of a user's own, such as `age`, is near to too much. */
const short = 5;

/**
 * What in the description of a login is most likely a mistake, a sentence each. A user can have
 * properties of any name, so a name counts as misspelt only where the one that it is near to is
 * missing. Of a context `findDropped` tells.
 */
export function findDoubts(written: Written): string[] {
  const { user, event } = written;
  const misspelt = [
    ...findMisspelt(user, eventUserNames, "user.").filter(({ key }) => key.length >= short),
    ...findInParts(event, eventParts, ""),
  ];
  const sentences = misspelt.map(
    ({ place, meant }) => `Auth0 knows no ${place}, did you mean ${meant}?`,
  );
  return [...sentences, ...findWrongTypes(written)];
}

const described: Known = "anything";

/** What the emulator knows of a tenant: scripts see its id alone. */
const tenantNames: Readonly<Record<keyof DescribedTenant, Known>> = {
  id: described,
  domain: described,
  custom_domains: described,
  users: described,
  applications: described,
  tokens: described,
  connections: described,
  roles: described,
  organizations: described,
  permissions: described,
  sessions: described,
  management: described,
};

/** Of the user a connection may tell more. */
const eventParts = {
  ...eventNames,
  user: {},
  tenant: tenantNames,
  granted_scopes: { client: described, user: described },
};

/** What in an event is no part of one, nor one of some more, a sentence each: it is left out. */
export function findStrangers(
  event: Readonly<Record<string, unknown>>,
  more: readonly string[] = [],
): string[] {
  const known = [...namesOf(eventNames), ...more];
  const missing = known.filter((name) => !Object.hasOwn(event, name));
  const strangers = Object.keys(event)
    .filter((key) => !known.includes(key))
    .map((key) => `a login has no ${key}, so it is left out${guess(key, missing)}`);
  return [...strangers, ...findUnused(event)];
}

/** What an event has and a login cannot take over. */
function findUnused({ secrets, configuration }: Readonly<Record<string, unknown>>): string[] {
  const settings = Object.entries(isRecord(secrets) ? secrets : {});
  const others = settings.filter(([, value]) => typeof value !== "string");
  return [
    ...others.map(([key]) => `secrets.${key} is not text, so it is left out`),
    ...(isEmpty(configuration)
      ? []
      : ["configuration of an event is always empty, so it is left out, did you mean secrets?"]),
  ];
}

/**
 * What in a context does not become part of the login, a sentence each: what rules set themselves,
 * what an earlier rule put there, and what Auth0 does not have. What is empty is no loss.
 */
export function findDropped(context: Readonly<Record<string, unknown>>): string[] {
  return dropped(context, contextNames, "context").map(({ place, key, near }) => {
    if (setByRules.has(key) && place === `context.${key}`) {
      return `${place} is what rules set, so it is left out`;
    }
    return `a login has no ${place}, so it is left out${guess(key, near)}`;
  });
}

/** What rules fill. */
const setByRules = new Set(
  "samlConfiguration jwtConfiguration accessToken idToken multifactor redirect primaryUser".split(
    " ",
  ),
);

/** What is made of something else in a login. */
const derived = new Set(["context.original_protocol"]);

interface Dropped {
  readonly place: string;
  readonly key: string;
  /** The names that are not taken there. */
  readonly near: readonly string[];
}

function dropped(value: Readonly<Record<string, unknown>>, known: Known, path: string): Dropped[] {
  // A login takes lists and what may have any name as they are.
  if (known === "anything" || "*" in known || "[]" in known) {
    return [];
  }
  const near = namesOf(known).filter((name) => !Object.hasOwn(value, name));
  return Object.entries(value).flatMap(([key, part]) => {
    const place = `${path}.${key}`;
    if (isEmpty(part) || derived.has(place)) {
      return [];
    }
    if (!Object.hasOwn(known, key) || (path === "context" && setByRules.has(key))) {
      return [{ place, key, near }];
    }
    const parts = known[key];
    return isRecord(part) && parts !== undefined ? dropped(part, parts, place) : [];
  });
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) {
    return true;
  }
  return typeof value === "object" && Object.keys(value).length === 0;
}

interface Misspelt {
  readonly key: string;
  /** The key with the path of the object that has it. */
  readonly place: string;
  readonly meant: string;
}

/** In the objects of an object, however deep they lie. */
function findInParts(root: unknown, known: KnownObject, prefix: string): Misspelt[] {
  if (!isRecord(root)) {
    return [];
  }
  return Object.entries(known).flatMap(([name, parts]) => {
    if (parts === "anything" || "[]" in parts) {
      return [];
    }
    const path = `${prefix}${name}.`;
    const value = root[name];
    return [...findMisspelt(value, parts, path), ...findInParts(value, parts, path)];
  });
}

function findMisspelt(value: unknown, known: KnownObject, prefix: string): Misspelt[] {
  if (!isRecord(value)) {
    return [];
  }
  const all = namesOf(known);
  const missing = all.filter((name) => !Object.hasOwn(value, name));
  return Object.keys(value).flatMap((key) => {
    const meant = all.includes(key) ? undefined : nearestWord(key, missing);
    return meant === undefined ? [] : [{ key, place: prefix + key, meant }];
  });
}

/** Values that decide something, and that are easily written as another type. */
const types = [
  ["user.email", "string", "text"],
  ["user.email_verified", "boolean", "true or false"],
  ["user.phone_verified", "boolean", "true or false"],
  ["event.stats.logins_count", "number", "a number"],
  ["context.stats.loginsCount", "number", "a number"],
] as const;

function findWrongTypes(written: Written): string[] {
  return types.flatMap(([path, type, what]) => {
    const value = valueAt(written, path) ?? undefined;
    const isRight = value === undefined || typeof value === type;
    return isRight ? [] : [`${path.replace("event.", "")} is always ${what} at Auth0`];
  });
}
