import { isRecord } from "../../../../text/plain-data.ts";
import type { RequestLog } from "../../../../run/job.ts";
import type { Setting } from "../../../../template/template.ts";
import type { ShownExample } from "../../../model/read-example.ts";
import { nameOfLogin } from "../../draft/pick-login.ts";
import type { Draft } from "../../draft/draft.ts";
import { hostOf } from "./effects.ts";

/** Why a login did nothing, as far as that can be seen from outside. */
export type Reason =
  /** Settings that the script needs have no value. */
  | { readonly kind: "settings"; readonly keys: readonly string[] }
  /** A service gave an answer that nobody wrote. */
  | { readonly kind: "answer"; readonly hosts: readonly string[] }
  /** The login is not like that of the example. */
  | {
      readonly kind: "login";
      readonly example: string;
      readonly differences: readonly LoginDifference[];
    };

/** A value in which a login is not like another. */
export interface LoginDifference {
  /** Such as `stats.logins_count`. */
  readonly path: string;
  readonly there: unknown;
  /** Undefined where there is none. */
  readonly here: unknown;
}

/** What a run was made of. */
export interface RunSources {
  readonly draft: Draft;
  readonly values: Readonly<Record<string, string>>;
  readonly configuration: readonly Setting[];
  readonly examples: readonly ShownExample[];
}

/** The settings that a template needs and that had no value in a run. */
export function unsetKeys({ values, configuration }: RunSources): string[] {
  return configuration
    .filter(({ key, required }) => required && !values[key])
    .map(({ key }) => key);
}

/** Why nothing happened, the most likely reason first; undefined if nothing is known. */
export function findReason(
  requests: readonly RequestLog[],
  sources: RunSources,
): Reason | undefined {
  const { draft, examples } = sources;
  const keys = unsetKeys(sources);
  if (keys.length > 0) {
    return { kind: "settings", keys };
  }
  const madeUp = requests.filter(({ by }) => by === "default");
  if (madeUp.length > 0) {
    return { kind: "answer", hosts: [...new Set(madeUp.map(({ url }) => hostOf(url)))] };
  }
  const [first] = examples;
  if (!first || nameOfLogin(draft, examples) === first.title) {
    return undefined;
  }
  const differences = findLoginDifferences(first.login, parse(draft.login));
  return { kind: "login", example: first.title, differences };
}

/** Differences that are told: the first ones say enough. */
const mostDifferences = 2;

/** The parts of a login by which scripts decide most often come first. */
const telling = ["stats", "transaction", "authorization", "user", "connection", "organization"];

function findLoginDifferences(there: unknown, here: unknown): LoginDifference[] {
  const found = leavesOf(there, [])
    .map(({ path, value }) => ({ path: path.join("."), there: value, here: valueAt(here, path) }))
    .filter((one) => JSON.stringify(one.there) !== JSON.stringify(one.here));
  // Hardly any script decides by what somebody is called.
  const decisive = found.filter(({ path }) => !path.endsWith("name"));
  const rankOf = ({ path }: LoginDifference) => {
    const at = telling.findIndex((part) => path.startsWith(`${part}.`));
    return at < 0 ? telling.length : at;
  };
  return [...(decisive.length > 0 ? decisive : found)]
    .sort((a, b) => rankOf(a) - rankOf(b))
    .slice(0, mostDifferences);
}

interface Leaf {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** The values of an object that are no objects themselves, also those of objects in it. */
function leavesOf(value: unknown, path: readonly string[]): Leaf[] {
  if (!isRecord(value)) {
    return [{ path, value }];
  }
  return Object.entries(value).flatMap(([key, part]) => leavesOf(part, [...path, key]));
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (part, key) => (isRecord(part) && Object.hasOwn(part, key) ? part[key] : undefined),
    value,
  );
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
