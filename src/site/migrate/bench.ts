import type { Progress } from "../../explore/explore.ts";
import type { Migration } from "../../migrate/migrate.ts";
import type { Position } from "../../text/places.ts";
import { keepRule, readKeptRule } from "./kept-rule.ts";

/** What the page for migrating shows. */
export type MigrationState =
  | { readonly kind: "none" }
  /** The text is not a rule. */
  | { readonly kind: "wrong"; readonly message: string; readonly place: Position }
  /** The text is not JavaScript yet. */
  | { readonly kind: "typescript" }
  /** The text is an action. */
  | { readonly kind: "action" }
  | {
      readonly kind: "checking";
      /** The action, as soon as it is there. */
      readonly code: string | undefined;
      readonly progress: Progress | undefined;
    }
  | { readonly kind: "done"; readonly migration: Migration }
  /** Something of the page itself could not be loaded, or broke. */
  | { readonly kind: "broken"; readonly message: string };

/** Holds what a reader has on the page for migrating, also while they look at other pages. */
export class Bench {
  #rule = readKeptRule();
  /** A rule of the playground may hold the values of settings, so this page keeps none of it. */
  #isKept = true;
  state: MigrationState = { kind: "none" };
  /** Whether the reader asked for the action on another page. */
  #isDue = false;

  /** The text of the rule. */
  get rule(): string {
    return this.#rule;
  }

  /** Takes what a reader writes, and keeps it for when the page is loaded again. */
  write(rule: string): void {
    this.#rule = rule;
    this.#isKept ||= rule === "";
    keepRule(this.#isKept ? rule : "");
  }

  /** Takes a rule of another page; one whose action is due comes from the playground. */
  bring(rule: string, isDue: boolean): void {
    this.#isKept = !isDue;
    this.write(rule);
    this.state = { kind: "none" };
    this.#isDue = isDue;
  }

  /** Whether to start at once; says so only once. */
  takeDue(): boolean {
    const isDue = this.#isDue;
    this.#isDue = false;
    return isDue;
  }
}
