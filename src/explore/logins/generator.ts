import { isRecord } from "../../text/plain-data.ts";
import { keyOf, valueAt, withValue, type Path } from "../places.ts";
import { newFacts, type Facts } from "../read/facts.ts";
import type { Harvest, Target } from "../read/harvest.ts";
import type { Sighting } from "../seen.ts";
import { emptyTrial, type Json, type JsonRecord, type Trial } from "../trial.ts";
import { withAnswer, withOddAnswer } from "./answers.ts";
import { Candidates, type Candidate } from "./candidates.ts";
import { applyChange, placeFor } from "./change.ts";
import { canBeLogin, placeOf } from "./domain.ts";
import type { Goal, Guidance, Kept } from "./guidance.ts";
import type { Random } from "./random.ts";
import { withReturn } from "./returns.ts";
import { placedIn, wholeValueAt } from "./sample.ts";
import { Solver } from "./solve.ts";
import { statesOf, type State } from "./state.ts";

/** Logins that have everything, at the beginning. */
const fullLogins = 4;
/** The share of trials that change a single thing of a login that showed something new. */
const sweptShare = 0.2;
/** The share of other trials that aim at a branch. */
const aimedShare = 0.6;
/** The share of these that aim at any branch. */
const againShare = 0.2;
/** The share of further trials that go to the limits of a comparison. */
const probedShare = 0.4;
/** The share of trials that begin with a login that has everything. */
const freshShare = 0.15;
/** A change can make a login that there was, or that there cannot be. */
const mostTries = 40;
/** At one branch, before others are tried more often. */
const mostAimed = 40;
/** Of one end of a comparison. */
const mostAttempts = 6;
/** Of one place. */
const mostSwept = 8;

/** What may name a property, also one in others. */
const named = /^[a-z_][\w-]{0,40}(?:\.[\w-]{1,40}){0,3}$/i;

const protocolPath: Path = ["login", "protocol"];
const promptPath: Path = ["login", "request", "query", "prompt"];

/** A change of a single thing. */
interface Swept {
  readonly facts: Facts;
  readonly value: Candidate;
}

/** What logins may be. */
export interface GeneratorOptions {
  /** Settings that every login has as they are. */
  readonly fixed?: Readonly<Record<string, string>> | undefined;
  /** Whether users log in again, one login after the other. */
  readonly hasLater?: boolean | undefined;
}

/** Makes logins that scripts may treat differently. */
export class Generator {
  readonly #harvest: Harvest;
  readonly #random: Random;
  readonly #base: Trial;
  readonly #fixed: JsonRecord;
  readonly #hasLater: boolean;
  readonly #facts = new Map<string, Facts>();
  #list: readonly Facts[] = [];
  readonly #candidates: Candidates;
  readonly #solver: Solver;
  /** Changes of a single thing that are still to be made. */
  readonly #sweep: Swept[] = [];
  /** The logins so far. */
  readonly #tried = new Set<string>();
  /** By branch, how often it was tried. */
  readonly #aimed = new Map<number, number>();
  /** By goal, how often it was tried. */
  readonly #attempts = new Map<string, number>();
  #made = 0;

  constructor(
    harvest: Harvest,
    random: Random,
    { fixed = {}, hasLater = true }: GeneratorOptions = {},
  ) {
    this.#hasLater = hasLater;
    this.#harvest = harvest;
    this.#random = random;
    this.#fixed = fixed;
    this.#base = { ...emptyTrial, settings: fixed };
    this.#candidates = new Candidates(random, harvest.pool);
    this.#solver = new Solver(harvest, random);
    for (const path of [protocolPath, promptPath]) {
      this.#facts.set(keyOf(path), newFacts(path));
    }
    this.#add([...harvest.facts.values()]);
  }

  /**
   * Places that scripts have been seen to read, from `user`, `context`, `event`, `settings` or
   * `answers`.
   */
  addPlaces(read: readonly Path[]): void {
    const added = new Map<string, Facts>();
    for (const path of read) {
      const place = placeOf(path);
      const key = place && place.length > 1 ? keyOf(place) : "";
      if (place && key !== "" && !this.#facts.has(key)) {
        added.set(key, newFacts(place));
      }
    }
    if (added.size > 0) {
      this.#add([...added.values()]);
      this.#fillSweep([...added.values()]);
    }
  }

  /** The next login, which is one that there can be. */
  next(guidance: Guidance): Trial {
    let trial = this.#base;
    for (let tries = 0; tries < mostTries; tries++) {
      trial = this.#make(guidance);
      const text = JSON.stringify(trial);
      if (!this.#tried.has(text) && canBeLogin(trial)) {
        this.#tried.add(text);
        return trial;
      }
    }
    return canBeLogin(trial) ? trial : this.#base;
  }

  #add(facts: readonly Facts[]): void {
    for (const one of facts) {
      const [root, key = ""] = one.path;
      if (root !== "settings" || !Object.hasOwn(this.#fixed, key)) {
        this.#facts.set(keyOf(one.path), one);
      }
    }
    this.#list = [...this.#facts.values()].sort((a, b) => a.path.length - b.path.length);
  }

  #make(guidance: Guidance): Trial {
    const made = this.#made++;
    if (made === 0) {
      return this.#base;
    }
    if (made <= fullLogins) {
      return this.#rich(made % 2 === 1);
    }
    if (made === fullLogins + 1) {
      this.#fillSweep(this.#list);
    }
    const { kept } = guidance;
    const swept = this.#random.chance(sweptShare) ? this.#sweep.pop() : undefined;
    if (swept) {
      return this.#put(this.#pickKept(kept)?.trial ?? this.#base, swept.facts, swept.value);
    }
    if (this.#random.chance(aimedShare)) {
      const aimed = this.#aim(guidance, this.#pickBranch(guidance));
      if (aimed) {
        return aimed;
      }
    }
    const limited = this.#random.chance(probedShare) ? this.#probe(guidance) : undefined;
    if (limited) {
      return limited;
    }
    const start = this.#random.chance(freshShare) ? undefined : this.#pickKept(kept);
    return this.#changeSome(start?.trial ?? this.#rich(), guidance, start);
  }

  /** Later ones lie deeper in a script. */
  #pickKept(kept: readonly Kept[]): Kept | undefined {
    return this.#random.pick(this.#random.chance(0.5) ? kept.slice(-8) : kept);
  }

  /**
   * A login that has everything that is read.
   *
   * @param isSample whether the user and the login are those of the sample
   */
  #rich(isSample = this.#random.chance(0.5)): Trial {
    let trial: Trial = this.#base;
    for (const facts of this.#list) {
      const { path } = facts;
      const isOfLogin = path[0] === "user" || path[0] === "login";
      const isLeft =
        path[0] === "returns" ||
        keyOf(path) === keyOf(promptPath) ||
        (keyOf(path) === keyOf(protocolPath) && this.#random.chance(0.7)) ||
        (isOfLogin && isSample) ||
        (isOfLogin && wholeValueAt(emptyTrial, path) !== undefined && this.#random.chance(0.7));
      if (!isLeft && fits(trial, path)) {
        trial = this.#put(trial, facts, this.#candidates.best(facts));
      }
    }
    // What is compared with each other is equal.
    for (const facts of this.#list) {
      if (facts.linked.size > 0 && this.#random.chance(0.6)) {
        trial = this.#equalize(trial, facts);
      }
    }
    const answered = this.#harvest.asks ? withAnswer(trial) : trial;
    return this.#harvest.redirects ? this.#comeBack(answered, undefined) : answered;
  }

  /** Everything once, in an order of chance. */
  #fillSweep(list: readonly Facts[]): void {
    const all = list.flatMap((facts) =>
      this.#candidates
        .of(facts)
        .slice(0, mostSwept)
        .map((value) => ({ facts, value })),
    );
    while (all.length > 0) {
      this.#sweep.push(...all.splice(this.#random.below(all.length), 1));
    }
  }

  /**
   * A branch that nothing has reached, and where there is none any: it may show more in another
   * login.
   */
  #pickBranch({ open }: Guidance): number | undefined {
    return open.length > 0 && !this.#random.chance(againShare)
      ? this.#random.pick(open)
      : this.#random.below(this.#harvest.targets.length);
  }

  /** Goes for a branch, from a login that came near it. */
  #aim(guidance: Guidance, branch: number | undefined): Trial | undefined {
    const target = branch === undefined ? undefined : this.#harvest.targets[branch];
    if (branch === undefined || !target) {
      return undefined;
    }
    // Some cannot be reached, and nothing tells which.
    const tried = this.#aimed.get(branch) ?? 0;
    this.#aimed.set(branch, tried + 1);
    if (tried >= mostAimed && guidance.open.includes(branch) && !this.#random.chance(0.1)) {
      return undefined;
    }
    const met = target.own.flatMap((probe) => guidance.meeting(probe));
    const near = met.length > 0 || target.mark === undefined ? met : guidance.running(target.mark);
    const start = this.#random.pick(near) ?? this.#pickKept(guidance.kept);
    if (!start) {
      return undefined;
    }
    const trial = this.#approach(start, target);
    return this.#random.chance(0.25) ? this.#changeOnce(trial, guidance, start) : trial;
  }

  /** Goes for an end of a comparison, best one that none had, from a login in which it was made. */
  #probe(guidance: Guidance): Trial | undefined {
    const goal = this.#random.pick(guidance.goals.filter((one) => this.#isWorth(one)));
    const aim = goal ?? this.#anyGoal();
    const start = aim && this.#pickDeep(guidance.meeting(aim.probe));
    const seen = start?.all.flatMap((played) => played.seen) ?? [];
    const sighting = this.#random.pick(seen.filter(([probe]) => probe === aim?.probe));
    if (!aim || !start || !sighting) {
      return undefined;
    }
    const key = `${aim.probe} ${aim.state}`;
    this.#attempts.set(key, (this.#attempts.get(key) ?? 0) + 1);
    const trial = this.#solve(start.trial, sighting, { start, want: aim.state });
    return trial === start.trial ? undefined : trial;
  }

  /** What one comparison decides shows best where the others let a login go on. */
  #anyGoal(): Goal | undefined {
    const probe = this.#random.below(this.#harvest.comparisons.length);
    const facts = this.#harvest.comparisons[probe];
    const state = facts && this.#random.pick(statesOf(facts));
    return state && { probe, state };
  }

  /** A login that went a long way through the scripts, or any. */
  #pickDeep(all: readonly Kept[]): Kept | undefined {
    const one = this.#random.pick(all);
    if (!one || this.#random.chance(0.4)) {
      return one;
    }
    return all.reduce((best, other) => (depthOf(other) > depthOf(best) ? other : best), one);
  }

  /** Some ways cannot be, and nothing tells which. */
  #isWorth({ probe, state }: Goal): boolean {
    return (this.#attempts.get(`${probe} ${state}`) ?? 0) < mostAttempts;
  }

  #approach(start: Kept, target: Target): Trial {
    const random = this.#random;
    const seen = start.all.flatMap((played) => played.seen);
    const met = seen.filter(([probe]) => target.probes.includes(probe));
    const { asks, stores } = this.#harvest;
    if (target.wants === "error" && random.chance(0.6)) {
      return stores && (!asks || random.chance(0.5))
        ? this.#refuseStoring(start.trial)
        : withOddAnswer(start.trial, random, requestsOf(start));
    }
    if (met.length > 0 && random.chance(0.3)) {
      // Where several things are tested at once, a login has to have them all.
      return met.reduce((trial, sighting) => this.#solve(trial, sighting, { start }), start.trial);
    }
    const own = met.filter(([probe]) => target.own.includes(probe));
    const sighting = random.pick(own.length > 0 && random.chance(0.5) ? own : met);
    const solved =
      sighting && random.chance(0.65) ? this.#solve(start.trial, sighting, { start }) : start.trial;
    return solved === start.trial ? this.#putOneOf(start, target) : solved;
  }

  #solve(
    trial: Trial,
    sighting: Sighting,
    { start, want }: { readonly start: Kept; readonly want?: State },
  ): Trial {
    const changes = this.#solver.changes(trial, sighting, want);
    const change = this.#random.pick(changes);
    if (!change || this.#isFixed(change.path)) {
      return trial;
    }
    return applyChange(trial, { ...change, path: this.#placeFor(trial, change.path, start) });
  }

  /** Any property gets a name that a script has asked for, or one that is there. */
  #placeFor(trial: Trial, path: Path, start: Kept | undefined): Path {
    const request = path[0] === "answers" ? this.#random.below(requestsOf(start)) : 0;
    const isNamed = path.includes("*") && this.#random.chance(0.7);
    return placeFor(trial, path, { request, name: isNamed ? this.#nameFrom(start) : undefined });
  }

  #nameFrom(start: Kept | undefined): string | undefined {
    const seen = start?.all.flatMap((played) => played.seen) ?? [];
    const asked = seen.filter(([probe]) => this.#harvest.comparisons[probe]?.relation === "key");
    const names = asked.flatMap(([, , name]) => (typeof name === "string" ? [name] : []));
    return this.#random.pick(names);
  }

  #isFixed([root, key = ""]: Path): boolean {
    return root === "settings" && Object.hasOwn(this.#fixed, key);
  }

  /** Puts something at a place that decides. */
  #putOneOf(start: Kept, { places, ownPlaces, wants }: Target): Trial {
    const { trial } = start;
    const own = ownPlaces.length > 0 && this.#random.chance(0.6);
    const facts = this.#facts.get(this.#random.pick(own ? ownPlaces : places) ?? "");
    if (!facts) {
      return trial;
    }
    if (facts.linked.size > 0 && this.#random.chance(0.35)) {
      return this.#equalize(trial, facts);
    }
    const isTruth = wants === "truthy" || wants === "falsy";
    const values =
      wants === "nothing"
        ? [undefined, null]
        : isTruth && this.#random.chance(0.5)
          ? this.#candidates.thatAre(wants === "truthy", facts)
          : this.#candidates.of(facts);
    const path = this.#placeFor(trial, facts.path, start);
    return this.#putAt(trial, path, this.#random.pick(values));
  }

  #changeSome(start: Trial, guidance: Guidance, kept: Kept | undefined): Trial {
    let trial = start;
    const times = 1 + (this.#random.chance(0.5) ? 1 : 0) + (this.#random.chance(0.25) ? 2 : 0);
    for (let time = 0; time < times; time++) {
      trial = this.#changeOnce(trial, guidance, kept);
    }
    return trial;
  }

  #changeOnce(trial: Trial, { kept }: Guidance, start: Kept | undefined): Trial {
    const { asks, redirects, stores, remembers } = this.#harvest;
    const chance = this.#random.next();
    if (asks && chance < 0.12) {
      return withOddAnswer(trial, this.#random, requestsOf(start));
    }
    if (redirects && chance < 0.24) {
      return this.#comeBack(trial, start);
    }
    if (chance < 0.28) {
      return this.#cross(trial, this.#random.pick(kept)?.trial ?? trial);
    }
    if (chance < 0.34) {
      return this.#random.chance(0.5) ? this.#derive(trial) : this.#fulfil(trial);
    }
    if (stores && chance < 0.38) {
      return this.#refuseStoring(trial);
    }
    if (chance < (remembers ? 0.48 : 0.41)) {
      return this.#logInAgain(trial, start);
    }
    const sighting = this.#random.pick(start?.all.flatMap(({ seen }) => seen) ?? []);
    if (start && sighting && chance < 0.6) {
      return this.#solve(trial, sighting, { start });
    }
    const facts = this.#random.pick(this.#list);
    if (!facts) {
      return trial;
    }
    if (facts.linked.size > 0 && this.#random.chance(0.35)) {
      return this.#equalize(trial, facts);
    }
    const path = this.#placeFor(trial, facts.path, start);
    return this.#putAt(trial, path, this.#random.pick(this.#candidates.of(facts)));
  }

  /** The tenant does not store what a rule changes. */
  #refuseStoring(trial: Trial): Trial {
    return withValue(trial, ["login", "management"], this.#random.pick([500, 429, undefined]));
  }

  /**
   * The user logs in again: the same login on the same tenant, or one of what was stored after it.
   */
  #logInAgain(trial: Trial, start: Kept | undefined): Trial {
    const changes = this.#random.pick<JsonRecord>([{}, {}, { protocol: "oauth2-refresh-token" }]);
    if (this.#hasLater && (this.#harvest.remembers || !start || this.#random.chance(0.5))) {
      return { ...trial, later: trial.later.length > 0 ? [] : [changes ?? {}] };
    }
    const stored = this.#random.pick(start?.all ?? [])?.result.outcome;
    const user = {
      ...trial.user,
      app_metadata: asJson(stored?.appMetadata),
      user_metadata: asJson(stored?.userMetadata),
    };
    const login = { ...trial.login, stats: { logins_count: 2 }, ...changes };
    return { ...trial, user, login };
  }

  /** Takes one part over from another login. */
  #cross(trial: Trial, other: Trial): Trial {
    const part = this.#random.pick(["user", "login", "settings", "answers", "returns"] as const);
    return part ? { ...trial, [part]: other[part] } : trial;
  }

  /** Gives two places that are compared the same value. */
  #equalize(trial: Trial, facts: Facts): Trial {
    const other = this.#random.pick([...facts.linked.values()]);
    const value = other && wholeValueAt(trial, other);
    if (value === undefined || value === null) {
      return trial;
    }
    const separator = this.#random.pick([...facts.separators]);
    if (separator !== undefined && typeof value !== "object") {
      const text = String(value);
      const list = this.#random.chance(0.5) ? text : [`other`, text].join(separator);
      return this.#put(trial, facts, list);
    }
    if (facts.path.at(-1) === "*" && typeof value === "string") {
      const named = other && this.#facts.get(keyOf(other));
      const divider = named && this.#random.pick([...named.separators]);
      const names = divider === undefined ? [value] : value.split(divider);
      return this.#name(trial, facts, this.#random.pick(names)?.trim() ?? value);
    }
    const isNumber = facts.kinds.has("number") && facts.path[0] !== "settings";
    const number = isNumber && typeof value === "string" ? Number(value) : NaN;
    return this.#put(trial, facts, Number.isNaN(number) ? value : number);
  }

  /** An object gets a value under a name that is a value elsewhere. */
  #name(trial: Trial, { path }: Facts, name: string): Trial {
    const now = valueAt(trial, path) ?? "text";
    return withValue(trial, [...path.slice(0, -1), name], now);
  }

  /** Puts a text of the user or the login, or a part of it, where settings or answers have one. */
  #derive(trial: Trial): Trial {
    const from = this.#random.pick(this.#list.filter(({ path: [root] }) => root !== "settings"));
    const to = this.#random.pick(this.#list.filter(({ path: [root] }) => root !== "login"));
    const value = from && wholeValueAt(trial, from.path);
    if (!to || typeof value !== "string") {
      return trial;
    }
    const parts = [value, value.toLowerCase(), value.split("@").at(-1) ?? value];
    const part = this.#random.pick(parts) ?? value;
    const now = valueAt(trial, to.path);
    const json = typeof now === "string" && /^[[{]/.test(now) ? valueAt(now, ["{}"]) : undefined;
    if (isRecord(json)) {
      const item: Json = Object.values(json)[0] ?? "text";
      return this.#put(trial, to, JSON.stringify({ ...json, [part]: item }));
    }
    const isMap = this.#random.chance(0.2);
    return this.#put(trial, to, isMap ? JSON.stringify({ [part]: [part] }) : part);
  }

  /** What a setting names, the user has, or an answer. */
  #fulfil(trial: Trial): Trial {
    const texts = placedIn(trial).flatMap(({ path, value }) =>
      path[0] === "settings" && typeof value === "string" ? value.split(",") : [],
    );
    const names = texts.map((text) => text.trim()).filter((text) => named.test(text));
    const name = this.#random.pick(names);
    if (name === undefined) {
      return trial;
    }
    const isOfUser = !this.#harvest.asks || this.#random.chance(0.5);
    const root = isOfUser ? ["user"] : ["answers", "0", "body"];
    const value = this.#random.pick<Json>(["text", 7, true, ["text"], { key: "value" }, ""]);
    return this.#putAt(trial, [...root, ...name.split(".")], value);
  }

  #comeBack(trial: Trial, kept: Kept | undefined): Trial {
    const sources = { random: this.#random, facts: this.#list, pool: this.#harvest.pool };
    return withReturn(trial, sources, kept);
  }

  #put(trial: Trial, { path }: Facts, value: Candidate): Trial {
    return this.#putAt(trial, path, value);
  }

  #putAt(trial: Trial, path: Path, value: Candidate): Trial {
    return this.#isFixed(path) ? trial : applyChange(trial, { path, value });
  }
}

/** How many requests were made in a login, at least one. */
function requestsOf(kept: Kept | undefined): number {
  return Math.max(1, ...(kept?.all.map(({ result }) => result.requests.length) ?? []));
}

function asJson(value: Readonly<Record<string, unknown>> | undefined): Json {
  return JSON.parse(JSON.stringify(value ?? {})) as Json;
}

/** Whether a place can be in a trial beside what is there: an object is no list. */
function fits(trial: Trial, path: Path): boolean {
  return path.every((part, index) => {
    const value = valueAt(trial, path.slice(0, index));
    const isItem = part === "[]";
    const isOther = isItem ? isRecord(value) : Array.isArray(value);
    return !isOther && (part !== "*" || !isRecord(value) || Object.keys(value).length === 0);
  });
}

/** How much of the scripts a login ran. */
function depthOf({ all }: Kept): number {
  return all.reduce((sum, { reached, marks }) => sum + reached.length + marks.length, 0);
}
