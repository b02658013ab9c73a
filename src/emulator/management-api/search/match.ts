import { escapePattern } from "../../../text/escape-pattern.ts";
import { isRecord } from "../../../text/plain-data.ts";
import type { Bound, Query } from "./query.ts";

/** In these, the case of letters makes no difference. */
const caseless = new Set([
  "email",
  "name",
  "given_name",
  "family_name",
  "nickname",
  "email.domain",
]);

/** Where a term without a field is looked for. */
const profile = "email name given_name family_name nickname username phone_number user_id".split(
  " ",
);

/** What is searched: a user with what the search knows beside the profile. */
export type Searchable = Readonly<Record<string, unknown>>;

/**
 * Whether a user is among those that a query asks for. Source:
 * https://auth0.com/docs/manage-users/user-search/user-search-query-syntax
 */
export function matches(query: Query, user: Searchable): boolean {
  switch (query.kind) {
    case "all":
      return true;
    case "and":
      return query.parts.every((part) => matches(part, user));
    case "or":
      return query.parts.some((part) => matches(part, user));
    case "not":
      return !matches(query.part, user);
    case "exists":
      return valuesAt(user, query.field).length > 0;
    case "term":
      return matchesTerm(query, user);
    case "range":
      return isSearchedByRange(query.field) && matchesRange(query, user);
  }
}

/** Sentences on what of a query finds nothing at Auth0, whatever users there are. */
export function findFutile(query: Query): string[] {
  switch (query.kind) {
    case "and":
    case "or":
      return query.parts.flatMap(findFutile);
    case "not":
      return findFutile(query.part);
    case "term":
    case "range": {
      const isFine = query.kind === "term" && !query.isPattern;
      if (isFine || isSearchedByRange(query.field)) {
        return [];
      }
      const what = query.kind === "range" ? "ranges" : "wildcards";
      return [
        `the search has no ${what} for ${query.field}: user_metadata are found by whole values`,
      ];
    }
    default:
      return [];
  }
}

function isSearchedByRange(field: string | undefined): field is string {
  return field !== undefined && !field.startsWith("user_metadata");
}

type Term = Extract<Query, { kind: "term" }>;

function matchesTerm({ field, text, isPattern }: Term, user: Searchable): boolean {
  if (isPattern && field?.startsWith("user_metadata")) {
    return false;
  }
  if (field === undefined) {
    return profile.some((name) => matchesAnywhere(name, text, user));
  }
  const isCaseless = caseless.has(field);
  const pattern = patternOf(text, { isPattern, isCaseless });
  return valuesAt(user, field).some((value) => pattern.test(String(value)));
}

/** A term without a field is also found as one of several words. */
function matchesAnywhere(name: string, text: string, user: Searchable): boolean {
  const pattern = patternOf(text, { isPattern: /[*?]/.test(text), isCaseless: true });
  return valuesAt(user, name).some((value) =>
    [String(value), ...String(value).split(/\s+/)].some((part) => pattern.test(part)),
  );
}

function patternOf(
  text: string,
  { isPattern, isCaseless }: { isPattern: boolean; isCaseless: boolean },
): RegExp {
  const source = isPattern
    ? text.replace(
        /\\(.)|([*?])|([^\\*?]+)/g,
        (...[, escaped, wild, plain = ""]: [string, string?, string?, string?]) =>
          wild === undefined ? escapePattern(escaped ?? plain) : wild === "*" ? ".*" : ".",
      )
    : escapePattern(text);
  return new RegExp(`^${source}$`, isCaseless ? "isu" : "su");
}

type RangeQuery = Extract<Query, { kind: "range" }>;

function matchesRange({ field = "", from, to }: RangeQuery, user: Searchable): boolean {
  return valuesAt(user, field).some((value) => isBeyond(value, from, 1) && isBeyond(value, to, -1));
}

function isBeyond(value: unknown, { text, isIncluded }: Bound, sign: 1 | -1): boolean {
  if (text === undefined) {
    return true;
  }
  const order = sign * compare(value, text);
  return isIncluded ? order >= 0 : order > 0;
}

/** Numbers and times as such, all else as text. */
function compare(value: unknown, text: string): number {
  if (typeof value === "number") {
    return value - Number(text);
  }
  const own = String(value);
  const [one, other] = [own, text].map((time) =>
    /^\d{4}-\d\d(?:-\d\d)?/.test(time) ? Date.parse(time) : NaN,
  );
  if (one !== undefined && other !== undefined && !Number.isNaN(one - other)) {
    return one - other;
  }
  if (own === text) {
    return 0;
  }
  return own < text ? -1 : 1;
}

/**
 * The values at a path; a list on the way stands for each of its items. What is empty is not
 * searched.
 */
function valuesAt(root: unknown, path: string): unknown[] {
  return path
    .split(".")
    .reduce<unknown[]>((found, key) => found.flatMap((value) => stepInto(value, key)), [root])
    .flatMap((value) => (Array.isArray(value) ? (value as unknown[]) : [value]))
    .filter((value) => value !== null && !(isRecord(value) && Object.keys(value).length === 0));
}

function stepInto(value: unknown, key: string): unknown[] {
  const items: unknown[] = Array.isArray(value) ? value : [value];
  return items.flatMap((item) => {
    if (key === "domain" && typeof item === "string") {
      return [item.split("@").at(-1)];
    }
    return isRecord(item) && Object.hasOwn(item, key) && item[key] !== undefined ? [item[key]] : [];
  });
}
