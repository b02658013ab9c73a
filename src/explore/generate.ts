import { isRecord } from "../text/plain-data.ts";
import { canBe, canBeAbsent, canBeLogin, plausibleAt, PROTOCOLS } from "./domain.ts";
import { newFacts, type Facts, type Harvest } from "./harvest.ts";
import { keyOf } from "./origins.ts";
import { sampleOf } from "./pattern.ts";
import type { Random } from "./random.ts";
import { emptyTrial, valueAt, withValue, type Json, type Path, type Trial } from "./trial.ts";

/** What a login is made from. */
export interface Guidance {
  /** Trials that reached something new, in this order. */
  readonly kept: readonly Trial[];
  /** Branches that nothing has reached. */
  readonly open: readonly number[];
}

/** The share of trials that change a single thing of a login that showed something new. */
const SWEPT = 0.25;
/** The share of changes that aim at a branch that nothing has reached. */
const AIMED = 0.6;

/** Makes logins that scripts may treat differently. */
export class Generator {
  readonly #harvest: Harvest;
  readonly #random: Random;
  readonly #base: Trial;
  readonly #facts: readonly Facts[];
  /** Changes of a single thing that are still to be made. */
  readonly #sweep: { readonly facts: Facts; readonly value: Json | undefined }[] = [];
  #made = 0;

  /** @param fixed settings that every login has as they are */
  constructor(harvest: Harvest, random: Random, fixed: Readonly<Record<string, string>> = {}) {
    this.#harvest = harvest;
    this.#random = random;
    this.#base = { ...emptyTrial, settings: fixed };
    const always: Path[] = [
      ["login", "protocol"],
      ["login", "request", "query", "prompt"],
    ];
    const all = new Map(always.map((path) => [keyOf(path), newFacts(path)]));
    for (const [key, facts] of harvest.facts) all.set(key, facts);
    this.#facts = [...all.values()]
      .filter(({ path: [root, key = ""] }) => root !== "settings" || !Object.hasOwn(fixed, key))
      .sort((a, b) => a.path.length - b.path.length);
  }

  /** The next login, which is one that there can be. */
  next(guidance: Guidance): Trial {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const trial = this.#make(guidance);
      if (canBeLogin(trial)) return trial;
    }
    return this.#base;
  }

  #make({ kept, open }: Guidance): Trial {
    const made = this.#made++;
    if (made === 0) return this.#base;
    if (made <= FIRST) return this.#rich();
    if (made === FIRST + 1) this.#fillSweep();
    if (this.#random.chance(SWEPT)) {
      const swept = this.#sweep.pop();
      if (swept) return this.#put(this.#pickKept(kept) ?? this.#base, swept.facts, swept.value);
    }
    const start = this.#random.chance(FRESH)
      ? this.#rich()
      : (this.#pickKept(kept) ?? this.#rich());
    return this.#change(start, { kept, open });
  }

  /** Later ones lie deeper in a script. */
  #pickKept(kept: readonly Trial[]): Trial | undefined {
    const late = this.#random.chance(0.5) ? kept.slice(-8) : kept;
    return this.#random.pick(late);
  }

  /** A login that has everything that is read. */
  #rich(): Trial {
    let trial: Trial = this.#base;
    for (const facts of this.#facts) {
      const [root] = facts.path;
      if (
        root === "returns" ||
        keyOf(facts.path) === keyOf(["login", "request", "query", "prompt"])
      )
        continue;
      if (facts.path.join(".") === "login.protocol" && this.#random.chance(0.7)) continue;
      trial = this.#put(trial, facts, this.#best(facts));
    }
    // What is compared with each other is equal.
    for (const facts of this.#facts)
      if (facts.linked.size > 0 && this.#random.chance(0.6)) trial = this.#equalize(trial, facts);
    if (this.#harvest.asks) trial = this.#answer(trial);
    if (this.#harvest.redirects) trial = this.#comeBack(trial);
    return trial;
  }

  /** Everything once, in an order of chance. */
  #fillSweep(): void {
    const all = this.#facts.flatMap((facts) =>
      this.#candidates(facts)
        .slice(0, MOST_SWEPT)
        .map((value) => ({ facts, value })),
    );
    while (all.length > 0) this.#sweep.push(...all.splice(this.#random.below(all.length), 1));
  }

  #change(start: Trial, { kept, open }: Guidance): Trial {
    let trial = start;
    const times = 1 + (this.#random.chance(0.5) ? 1 : 0) + (this.#random.chance(0.25) ? 2 : 0);
    for (let time = 0; time < times; time++) trial = this.#changeOnce(trial, { kept, open });
    return trial;
  }

  #changeOnce(trial: Trial, { kept, open }: Guidance): Trial {
    const { asks, redirects } = this.#harvest;
    const chance = this.#random.next();
    if (asks && chance < 0.12) return this.#changeAnswers(trial);
    if (redirects && chance < 0.24) return this.#comeBack(trial);
    if (chance < 0.28) return this.#cross(trial, this.#random.pick(kept) ?? trial);
    if (chance < 0.34) return this.#derive(trial);
    if (this.#harvest.stores && chance < 0.38) return this.#refuseStoring(trial);
    const facts = this.#pickFacts(open);
    if (!facts) return trial;
    if (facts.linked.size > 0 && this.#random.chance(0.35)) return this.#equalize(trial, facts);
    return this.#put(trial, facts, this.#random.pick(this.#candidates(facts)));
  }

  /** The tenant does not store what a rule changes. */
  #refuseStoring(trial: Trial): Trial {
    const management = this.#random.pick([500, 429, undefined] as const);
    return withValue(trial, ["login", "management"], management);
  }

  #pickFacts(open: readonly number[]): Facts | undefined {
    const number = this.#random.chance(AIMED) ? this.#random.pick(open) : undefined;
    const keys = number === undefined ? [] : (this.#harvest.deciding[number] ?? []);
    const key = this.#random.pick(keys);
    const aimed = key === undefined ? undefined : this.#harvest.facts.get(key);
    return aimed && this.#facts.includes(aimed) ? aimed : this.#random.pick(this.#facts);
  }

  /** Takes one part over from another login. */
  #cross(trial: Trial, other: Trial): Trial {
    const part = this.#random.pick(["user", "login", "settings", "answers", "returns"] as const);
    return part ? { ...trial, [part]: other[part] } : trial;
  }

  /** Gives two places that are compared the same value. */
  #equalize(trial: Trial, facts: Facts): Trial {
    const other = this.#random.pick([...facts.linked.values()]);
    if (!other) return trial;
    const value = valueAt(trial, other) ?? SAMPLES[other.join(".")];
    if (value === undefined || value === null) return trial;
    const separator = this.#random.pick([...facts.separators]);
    if (separator !== undefined && typeof value !== "object") {
      const text = String(value);
      const list = this.#random.chance(0.5) ? text : [`other`, text].join(separator);
      return this.#put(trial, facts, list);
    }
    if (facts.path.at(-1) === "*" && typeof value === "string")
      return this.#name(trial, facts, value);
    return this.#put(trial, facts, value);
  }

  /** An object gets a value under a name that is a value elsewhere. */
  #name(trial: Trial, { path }: Facts, name: string): Trial {
    const object = path.slice(0, -1);
    const now = valueAt(trial, path) ?? "text";
    return withValue(trial, [...object, name], now);
  }

  /** Puts a text of the user or the login, or a part of it, where settings or answers have one. */
  #derive(trial: Trial): Trial {
    const from = this.#random.pick(this.#facts.filter(({ path: [root] }) => root !== "settings"));
    const to = this.#random.pick(this.#facts.filter(({ path: [root] }) => root !== "login"));
    const value = from && (valueAt(trial, from.path) ?? SAMPLES[from.path.join(".")]);
    if (!to || typeof value !== "string") return trial;
    const part =
      this.#random.pick([value, value.toLowerCase(), value.split("@").at(-1) ?? value]) ?? value;
    const now = valueAt(trial, to.path);
    const json = typeof now === "string" && /^[[{]/.test(now) ? valueAt(now, ["{}"]) : undefined;
    if (isRecord(json)) {
      const item = Object.values(json as Record<string, Json>)[0] ?? "text";
      return this.#put(trial, to, JSON.stringify({ ...json, [part]: item }));
    }
    return this.#put(
      trial,
      to,
      this.#random.chance(0.2) ? JSON.stringify({ [part]: [part] }) : part,
    );
  }

  #put(trial: Trial, { path }: Facts, value: Json | undefined): Trial {
    if (value !== undefined && value !== null && !canBe(path, value)) return trial;
    const isGone = value === null && (path[0] === "user" || path[0] === "login");
    if (isGone && !canBeAbsent(path)) return withValue(trial, path, undefined);
    const isTop = value === undefined && path.length < 2;
    return isTop ? trial : withValue(trial, path, value);
  }

  /** The value that goes furthest, as far as that can be known. */
  #best(facts: Facts): Json | undefined {
    const values = this.#candidates(facts).filter((value) => value !== undefined && value !== null);
    const scored = values.map((value) => ({ value, score: scoreOf(value, facts) }));
    const most = Math.max(...scored.map(({ score }) => score));
    return this.#random.pick(scored.filter(({ score }) => score === most))?.value;
  }

  /** What a place may hold that makes a difference: equal, different, odd, absent. */
  #candidates(facts: Facts): (Json | undefined)[] {
    const { path, literals, kinds, lengths, separators, patterns } = facts;
    const values: (Json | undefined)[] = [...plausibleAt(path)];
    // Of what is split, what is compared may be any part.
    for (const separator of separators)
      for (const literal of literals)
        if (typeof literal === "string")
          values.push(
            ...[literal, `${literal}x`, literal.toUpperCase()].map(
              (part) => `one${separator}${part}`,
            ),
            `${literal}${separator}two`,
          );
    for (const literal of literals) values.push(...near(literal));
    for (const source of patterns)
      for (let time = 0; time < 3; time++) values.push(sampleOf(source, this.#random));
    for (const length of lengths)
      if (length < 20_000)
        values.push(
          ...[length, length + 1, Math.max(0, length - 1)].map((count) => "x".repeat(count)),
        );
    for (const separator of separators) values.push(`one${separator}two`, ` one ${separator} `);
    if (kinds.has("number"))
      values.push(
        ...(path[0] === "settings" ? ["1", "50", "0", "-1", "1e9"] : [1, 0, -1, 1e9, "1"]),
      );
    if (kinds.has("date")) values.push(...DATES);
    if (kinds.has("list")) values.push([], ["one"], ["one", "two"], [1]);
    if (kinds.has("boolean")) values.push(true, false);
    if (path[0] === "settings" && path.length === 2) values.push(...settingsLike(path[1] ?? ""));
    if (path[0] === "answers" && path.at(-1) === "status") values.push(200, 404, 500, 401, 429);
    values.push(...this.#odd(facts));
    return values.filter((value) => value === undefined || value === null || canBe(path, value));
  }

  #odd({ path }: Facts): (Json | undefined)[] {
    const [root] = path;
    const gone = root === "settings" || root === "returns" ? undefined : null;
    const pooled = this.#random.pick(this.#harvest.pool) ?? "text";
    const plain: (Json | undefined)[] = ["text", true, gone, "", pooled, undefined];
    if (root === "settings" && !path.includes("{}")) return [...plain, "{}", "[]", "{", " "];
    return [...plain, 0, 7, false, {}, [], ["text"], { key: "value" }, "x".repeat(LONG)];
  }

  /** An answer to whatever is asked, with a body that has what is read of it. */
  #answer(trial: Trial): Trial {
    const [first] = trial.answers;
    const body = isRecord(first) && "body" in first ? first["body"] : {};
    return { ...trial, answers: [{ url: "*", body: body }, ...trial.answers.slice(1)] };
  }

  #changeAnswers(trial: Trial): Trial {
    const [first, ...others] = trial.answers;
    const url = { url: "*" };
    const answers: readonly (readonly Json[])[] = [
      [],
      [{ ...url, error: "ECONNRESET" }],
      [{ ...url, silent: true }],
      [{ ...url, status: 500, body: "an error" }],
      [{ ...url, status: 429 }],
      [{ ...url, body: "no JSON" }],
      [{ ...url, body: null }],
      [{ ...url, body: [] }],
      [{ ...url, body: {} }],
      first === undefined ? [] : [first, first, ...others],
      [...others, ...(first === undefined ? [] : [first])],
    ];
    return { ...trial, answers: this.#random.pick(answers) ?? [] };
  }

  /** A user who returns from a redirect, with a token that a setting signs. */
  #comeBack(trial: Trial): Trial {
    const keys = this.#facts.flatMap(({ path: [root, key = ""] }) =>
      root === "settings" ? [key] : [],
    );
    const secret = this.#random.pick([
      ...keys.filter((key) => /SECRET|KEY|TOKEN/i.test(key)),
      ...keys,
    ]);
    const names = this.#harvest.pool.filter(
      (item): item is string =>
        typeof item === "string" && /token|jwt/i.test(item) && /^\w+$/.test(item),
    );
    const [now] = trial.returns;
    const token =
      isRecord(now) && isRecord(now["token"]) ? (now["token"] as Record<string, Json>) : {};
    const payload = this.#claims(isRecord(token["payload"]) ? token["payload"] : {});
    const name = this.#random.pick(["session_token", ...names]) ?? "session_token";
    const query = this.#random.chance(0.2) ? { query: { [name]: "no-token" } } : {};
    const signed =
      secret === undefined || this.#random.chance(0.15) ? {} : { token: { secret, payload, name } };
    return { ...trial, returns: [{ ...query, ...signed }] };
  }

  /** What a token says: of each claim that is read, what it is compared with. */
  #claims(given: Json): Json {
    let payload = given;
    for (const { path, linked } of this.#facts.filter(({ path: [root] }) => root === "returns")) {
      const claim = path.slice(4);
      const other = this.#random.pick([...linked.values()]);
      if (claim.length === 0 || !this.#random.chance(0.5)) continue;
      const value = other && valueAt(this.#base, other);
      payload = withValue(payload, claim, value ?? this.#random.pick(["text", true, 1]));
    }
    return payload;
  }
}

/** Logins that have everything, at the beginning. */
const FIRST = 4;
/** The share of later trials that begin with a login that has everything. */
const FRESH = 0.15;
/** A change can make a login that there cannot be. */
const MOST_TRIES = 10;
/** Of one place. */
const MOST_SWEPT = 8;
/** Characters, more than most services take. */
const LONG = 3000;

/** Times around when logins begin, and odd ones. */
const DATES = [
  "2026-01-15T11:59:30.000Z",
  "2026-01-15T10:00:00.000Z",
  "2026-01-10T12:00:00.000Z",
  "2025-11-01T12:00:00.000Z",
  "2020-01-01T00:00:00.000Z",
  "2030-01-01T00:00:00.000Z",
  1_768_478_370_000,
  "no date",
];

/** What the sample login has, for what is compared with it. */
const SAMPLES: Readonly<Record<string, Json>> = {
  "user.user_id": "auth0|0a1b2c3d4e5f6a7b8c9d0e1f",
  "user.email": "jane.doe@example.com",
  "user.name": "Jane Doe",
  "user.nickname": "jane.doe",
  "login.client.client_id": "0a1b2c3d4e5f6a7b8c9d",
  "login.client.name": "Example App",
  "login.connection.id": "con_0a1b2c3d4e5f6a7b",
  "login.connection.name": "Username-Password-Authentication",
  "login.connection.strategy": "auth0",
  "login.protocol": PROTOCOLS[0] ?? "",
  "login.request.ip": "203.0.113.7",
  "login.request.hostname": "example.auth0.com",
  "login.request.geoip.countryCode": "DE",
};

/** A value and those that a careless comparison would take for it. */
function near(literal: Json): Json[] {
  if (typeof literal === "number")
    return [literal, literal + 1, literal - 1, literal / 2, literal * 2, String(literal)];
  if (typeof literal !== "string" || literal === "") return [literal];
  return [literal, `${literal}x`, literal.toUpperCase(), `x.${literal}`];
}

/** By the name of a setting, what it may hold. */
function settingsLike(key: string): string[] {
  const like: string[] = [];
  if (/URL|URI|ENDPOINT|WEBHOOK|HOOK/i.test(key))
    like.push(
      "https://service.example.com/path",
      "https://service.example.com/{user_id}?a=1",
      "http://example.com",
    );
  if (/NAMESPACE/i.test(key)) like.push("https://acme.example/", "acme", "https://auth0.com/x/");
  if (/DOMAIN|HOST/i.test(key)) like.push("service.example.com");
  if (/MAIL|FROM|TO$|USERS?$|LIST/i.test(key))
    like.push("jane.doe@example.com", "jo@example.com,jane.doe@example.com");
  if (/COUNTR/i.test(key)) like.push("DE", "DE, FR", "US");
  if (/SECRET|KEY|TOKEN|PASSWORD/i.test(key)) like.push("0123456789abcdef0123456789abcdef");
  if (/DAYS|HOURS|MINUTES|SECONDS|COUNT|LIMIT|THRESHOLD|MAX|MIN|ID$/i.test(key))
    like.push("30", "1");
  if (/CLIENT/i.test(key)) like.push("0a1b2c3d4e5f6a7b8c9d", "other,0a1b2c3d4e5f6a7b8c9d");
  if (/MAP|JSON|BY_/i.test(key))
    like.push(
      '{"example.com":["editor"],"*":["reader"]}',
      '{"key":"email"}',
      '{"key":"app_metadata.key"}',
    );
  return like;
}

/** How many of the things that are asked of a place a value fulfils. */
function scoreOf(value: Json, facts: Facts): number {
  const { patterns, lengths, kinds, literals, separators } = facts;
  let score = literals.has(value) ? 1 : 0;
  if (value !== "" && value !== "text" && value !== 0 && value !== false) score += 0.5;
  if (kinds.has("list") && Array.isArray(value) && value.length > 0) score += 2;
  if (kinds.has("number") && Number(value) > 0) score += 1;
  if (typeof value !== "string") return score;
  for (const source of patterns) if (matches(source, value)) score += 2;
  for (const separator of separators) {
    const parts = value.split(separator);
    if (parts.length > 1 && parts.some((part) => literals.has(part))) score += 2;
  }
  for (const length of lengths) if (value.length >= length && length > 1) score += 1;
  return value.length >= LONG ? score - 5 : score;
}

function matches(source: string, text: string): boolean {
  for (const flags of ["", "u"])
    try {
      return new RegExp(source, flags).test(text);
    } catch {
      // Some patterns need the flag.
    }
  return false;
}
