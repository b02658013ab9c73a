import { isRecord } from "../text/plain-data.ts";
import type { Result } from "../run/job.ts";
import { findChanges } from "../run/report.ts";
import type { Goal, Guidance, Kept } from "./logins/guidance.ts";
import { stateOf, statesOf, type State } from "./logins/state.ts";
import type { Played } from "./play.ts";
import type { ComparisonFacts, Harvest } from "./read/harvest.ts";
import type { Trial } from "./trial.ts";

/** An outcome of a script that no login before had. */
export interface Found {
  readonly trial: Trial;
  readonly played: Played;
  /** What it has in common with others, as `kindsOf` says it. */
  readonly kind: string;
}

/** Which logins showed something new, and what they showed. */
export class Keeper implements Guidance {
  readonly #reached = new Set<number>();
  readonly #met = new Map<number, Kept[]>();
  readonly #found = new Map<string, Found>();
  readonly #kept: Kept[] = [];
  readonly #marked = new Map<number, Kept[]>();
  readonly #open: Set<number>;
  readonly #comparisons: readonly ComparisonFacts[];
  /** By probe, the ways in which it has not ended. */
  readonly #goals = new Map<number, Set<State>>();

  constructor({ targets, comparisons }: Pick<Harvest, "targets" | "comparisons">) {
    this.#open = new Set(targets.keys());
    this.#comparisons = comparisons;
  }

  get kept(): readonly Kept[] {
    return this.#kept;
  }

  get reached(): number[] {
    return [...this.#reached].sort((a, b) => a - b);
  }

  get found(): ReadonlyMap<string, Found> {
    return this.#found;
  }

  /** The branches that no login has taken. */
  get open(): number[] {
    return [...this.#open];
  }

  get goals(): Goal[] {
    return [...this.#goals].flatMap(([probe, states]) =>
      [...states].map((state) => ({ probe, state })),
    );
  }

  /** Kept logins in which a comparison was made. */
  meeting(probe: number): readonly Kept[] {
    return this.#met.get(probe) ?? [];
  }

  /** Kept logins in which a statement ran. */
  running(mark: number): readonly Kept[] {
    return this.#marked.get(mark) ?? [];
  }

  /**
   * Keeps a login if a script went a way that it had not gone, or ended as it had not. Tells
   * whether it did.
   */
  take(trial: Trial, all: readonly Played[]): boolean {
    let isNew = false;
    for (const [index, played] of all.entries()) {
      for (const kind of kindsOf(trial, played)) {
        const key = `${index} ${kind}`;
        if (!this.#found.has(key)) {
          this.#found.set(key, { trial, played, kind });
          isNew = true;
        }
      }
      for (const branch of played.reached) {
        this.#reached.add(branch);
        isNew = this.#open.delete(branch) || isNew;
      }
      for (const mark of played.marks) {
        isNew = isNew || !this.#marked.has(mark);
      }
    }
    const hasEnded = all.map((played) => this.#noteStates(played)).includes(true);
    if (isNew) {
      this.#keep({ trial, all });
    }
    if (isNew || hasEnded) {
      this.#noteMet({ trial, all });
    }
    return isNew;
  }

  /** Whether a comparison ended as it had not. */
  #noteStates({ seen }: Played): boolean {
    let isNew = false;
    for (const sighting of seen) {
      const [probe] = sighting;
      const facts = this.#comparisons[probe];
      const state = facts && stateOf(facts, sighting);
      if (!facts || !state) {
        continue;
      }
      const open = this.#goals.get(probe) ?? new Set(statesOf(facts));
      this.#goals.set(probe, open);
      isNew = open.delete(state) || isNew;
    }
    return isNew;
  }

  #keep(kept: Kept): void {
    this.#kept.push(kept);
    for (const mark of kept.all.flatMap(({ marks }) => marks)) {
      noteIn(this.#marked, mark, kept);
    }
  }

  #noteMet(kept: Kept): void {
    for (const [probe] of kept.all.flatMap(({ seen }) => seen)) {
      noteIn(this.#met, probe, kept);
    }
  }
}

/** The first ones are the simplest, and the last ones lie deepest in a script. */
const mostOfOne = 8;

function noteIn(map: Map<number, Kept[]>, key: number, kept: Kept): void {
  const list = map.get(key);
  if (!list) {
    map.set(key, [kept]);
  } else if (list.at(-1) !== kept) {
    list.push(kept);
    if (list.length > mostOfOne) {
      list.splice(mostOfOne / 2, 1);
    }
  }
}

/**
 * What the outcome of each login has in common with others of its kind: everything except the
 * values.
 */
export function kindsOf(trial: Trial, { result, legs, begins }: Played): string[] {
  const all = [...legs, result].map((leg) => JSON.stringify(describeKind(trial, leg)));
  return begins.map((from, index) => all.slice(from, begins[index + 1]).join("\n"));
}

function describeKind(trial: Trial, { outcome, requests }: Result): unknown[] {
  const { error, redirect, idToken, accessToken, saml, tenant } = outcome;
  return [
    outcome.result,
    outcome.reason,
    error && [error.name, error.message],
    redirect?.url.replace(/\?.*/, ""),
    Object.keys(idToken).sort(),
    Object.keys(accessToken).sort(),
    Object.keys(saml ?? {}).sort(),
    outcome.scope,
    outcome.multifactor?.provider,
    (outcome.challenges ?? []).map(({ kind }) => kind),
    outcome.session?.revoked,
    storedIn(trial, "app_metadata", outcome.appMetadata),
    storedIn(trial, "user_metadata", outcome.userMetadata),
    Object.keys(tenant ?? {}).length > 0,
    requests.map(({ method, url }) => `${method} ${url.replace(/^(https?:\/\/[^/?]*).*/, "$1")}`),
  ];
}

/** The keys of metadata that a login has changed. */
export function storedIn(
  { user }: Trial,
  part: "app_metadata" | "user_metadata",
  after: Readonly<Record<string, unknown>>,
): string[] {
  const before = user[part];
  return findChanges(isRecord(before) ? before : {}, after).map(({ key }) => key);
}
