import { parsePart } from "../../emulator/actions/api/token.ts";
import { isRecord } from "../../text/plain-data.ts";
import { parseUrl } from "../../text/url.ts";
import { valueAt, withValue, type Path } from "../places.ts";
import type { Facts } from "../read/facts.ts";
import type { Json, JsonRecord, Trial } from "../trial.ts";
import { canBe } from "./domain.ts";
import type { Kept } from "./guidance.ts";
import { sampleOf } from "./pattern.ts";
import type { Random } from "./random.ts";
import { wholeValueAt } from "./sample.ts";

/** What the search knows for users who come back. */
export interface ReturnSources {
  readonly random: Random;
  readonly facts: readonly Facts[];
  /** Texts and numbers of the scripts. */
  readonly pool: readonly Json[];
}

/** Claims that the emulator gives each token as they have to be. */
const standard = new Set(["iat", "exp", "iss", "sub", "state", "ip"]);

/** What a site sends by mistake, or somebody on purpose. */
const badTokens: readonly Json[] = ["no-token", "a.b.c", ["a", "b"], "", "e30.e30.e30"];

/**
 * A user who comes back from where a script has sent them, with what a site would send, or nearly.
 */
export function withReturn(trial: Trial, sources: ReturnSources, kept: Kept | undefined): Trial {
  const { random } = sources;
  const secret = pickSecret(sources);
  const sent = sentWith(kept);
  const name = random.pick([...tokenNames(sources.pool), ...sent.tokens.map(([key]) => key)]);
  const payload = claimsFor(trial, sources, { ...sent.claims, ...claimsOf(trial) });
  const isSigned = secret !== undefined && !random.chance(0.15);
  const query = queryFor(sources, sent.query);
  const token = { secret: secret ?? "", payload, name: name ?? "session_token" };
  const bad = random.chance(0.2) ? random.pick<Json>(badTokens) : undefined;
  return {
    ...trial,
    returns: [
      {
        ...(Object.keys(query).length > 0 && { query }),
        ...(bad !== undefined && { query: { ...query, [token.name]: bad } }),
        ...(isSigned && bad === undefined && { token }),
        ...promptFor(trial, sources),
      },
    ],
  };
}

function pickSecret({ random, facts }: ReturnSources): string | undefined {
  const keys = facts.flatMap(({ path: [root, key = ""] }) => (root === "settings" ? [key] : []));
  return random.pick([...keys.filter((key) => /SECRET|KEY|TOKEN/i.test(key)), ...keys]);
}

function tokenNames(pool: readonly Json[]): string[] {
  const names = pool.filter((item) => typeof item === "string");
  return ["session_token", ...names.filter((item) => /^\w*(?:token|jwt)\w*$/i.test(item))];
}

/** What scripts sent their user away with. */
function sentWith(kept: Kept | undefined) {
  const legs = kept?.all.flatMap(({ legs: before, result }) => [...before, result]) ?? [];
  const urls = legs.flatMap(({ outcome }) => parseUrl(outcome.redirect?.url ?? "") ?? []);
  const parameters = urls.flatMap((url) => [...url.searchParams]);
  const tokens = parameters.flatMap(([key, text]): [string, Record<string, unknown>][] => {
    const claims = parsePart(text.split(".")[1] ?? "");
    return claims ? [[key, claims]] : [];
  });
  const claims = tokens.flatMap(([, all]) =>
    Object.entries(all).filter(([claim]) => !standard.has(claim)),
  );
  const plain = parameters.filter(
    ([key]) => key !== "state" && !tokens.some(([own]) => own === key),
  );
  return {
    tokens,
    claims: Object.fromEntries(claims) as JsonRecord,
    query: Object.fromEntries(plain) as JsonRecord,
  };
}

function claimsOf({ returns: [first] }: Trial): JsonRecord {
  const claims = valueAt(first, ["token", "payload"]);
  return isRecord(claims) ? claims : {};
}

/** What a token says: of each claim that is read, what it is compared with. */
function claimsFor(trial: Trial, { random, facts }: ReturnSources, given: JsonRecord): Json {
  let payload: Json = given;
  for (const { path, linked } of facts) {
    const claim = path.slice(tokenDepth);
    if (path[0] !== "returns" || path[2] !== "token" || claim.length === 0 || !random.chance(0.5)) {
      continue;
    }
    const other = random.pick([...linked.values()]);
    const equal = other && wholeValueAt(trial, other);
    const isKept = standard.has(claim[0] ?? "") && !random.chance(0.2);
    const value = equal ?? random.pick<Json>(["text", true, 1]) ?? "text";
    if (!isKept && canBe(path, value)) {
      payload = withValue(payload, claim, value);
    }
  }
  return payload;
}

/** `returns`, its number, `token` and `payload` are before a claim. */
const tokenDepth = 4;

/** What the user enters into a form: of each field that is read, what it is compared with. */
function promptFor(trial: Trial, { random, facts }: ReturnSources): JsonRecord {
  let back: JsonRecord = {};
  for (const { path, linked, literals, patterns } of facts) {
    const place = path.slice(2);
    if (path[0] !== "returns" || place[0] !== "prompt" || place.length < 3) {
      continue;
    }
    const other = random.pick([...linked.values()]);
    const equal = other && wholeValueAt(trial, other);
    const samples = [...patterns].map((source) => sampleOf(source, random));
    const value = random.pick<Json>([...literals, ...samples, "text", true]) ?? "text";
    back = random.chance(0.85) ? withValue(back, place, equal ?? value) : back;
  }
  return back;
}

const queryPath: Path = ["login", "request", "query"];

/** Parameters that are read, and those that the user was sent away with. */
function queryFor({ random, facts }: ReturnSources, sent: JsonRecord): JsonRecord {
  const query: Record<string, Json> = random.chance(0.5) ? { ...sent } : {};
  for (const { path, literals } of facts) {
    const key = path[3];
    const isParameter = path.length === 4 && queryPath.every((part, index) => path[index] === part);
    if (isParameter && key !== undefined && key !== "*" && random.chance(0.3)) {
      query[key] =
        random.pick([...[...literals].filter((value) => typeof value === "string"), "text"]) ??
        "text";
    }
  }
  return query;
}
