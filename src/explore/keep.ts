import { isRecord } from "../text/plain-data.ts";
import { findChanges } from "../run/report.ts";
import type { Played } from "./play.ts";
import type { Trial } from "./trial.ts";

/** An outcome of a script that no login before had. */
export interface Found {
  readonly trial: Trial;
  readonly played: Played;
}

/** Which logins showed something new, and what they showed. */
export class Keeper {
  readonly #count: number;
  readonly #reached = new Set<number>();
  readonly #found = new Map<string, Found>();
  readonly #kept: Trial[] = [];

  /** @param count how many branches there are */
  constructor(count: number) {
    this.#count = count;
  }

  get kept(): readonly Trial[] {
    return this.#kept;
  }

  get reached(): ReadonlySet<number> {
    return this.#reached;
  }

  get found(): ReadonlyMap<string, Found> {
    return this.#found;
  }

  /** The branches that no login has taken. */
  get open(): number[] {
    return Array.from({ length: this.#count }, (_item, index) => index).filter(
      (index) => !this.#reached.has(index),
    );
  }

  /** Keeps a login if a script took a branch that was not taken, or ended as it had not. */
  take(trial: Trial, all: readonly Played[]): void {
    const before = this.#reached.size + this.#found.size;
    for (const [index, played] of all.entries()) {
      for (const branch of played.reached) this.#reached.add(branch);
      const key = `${index} ${kindOf(trial, played)}`;
      if (!this.#found.has(key)) this.#found.set(key, { trial, played });
    }
    if (this.#reached.size + this.#found.size > before) this.#kept.push(trial);
  }
}

/** What an outcome has in common with others of its kind: all but the values. */
export function kindOf(trial: Trial, { result, legs }: Played): string {
  return [...legs, result]
    .map(({ outcome, requests }) => {
      const { result: end, reason, error, redirect, idToken, accessToken, saml } = outcome;
      return JSON.stringify([
        end,
        reason,
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
        Object.keys(outcome.tenant ?? {}).length > 0,
        requests.map(
          ({ method, url }) => `${method} ${url.replace(/^(https?:\/\/[^/?]*).*/, "$1")}`,
        ),
      ]);
    })
    .join("\n");
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
