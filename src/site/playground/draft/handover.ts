import type { Trial } from "../../../explore/trial.ts";
import type { ShownExample } from "../../model/read-example.ts";
import type { Setting } from "../../../template/template.ts";

/** A rule and its action, to be run on one login. */
export interface PairBrought {
  readonly kind: "pair";
  readonly rule: string;
  readonly action: string;
  /** What the login differs in from the sample; the ready login unless given. */
  readonly trial?: Trial;
}

/** What another page hands to the playground. */
export type Brought =
  | PairBrought
  /** Code that a reader pasted, of a form that is still to be found out. */
  | { readonly kind: "code"; readonly code: string }
  /** A template, to be changed at will. */
  | {
      readonly kind: "template";
      readonly action: string;
      readonly rule: string;
      readonly configuration: readonly Setting[];
      readonly example: ShownExample | undefined;
    };

/** Holds what one page brings until the playground takes it. */
export class Handover {
  #brought: Brought | undefined;

  bring(brought: Brought): void {
    this.#brought = brought;
  }

  /** Whether a login was brought with code, to be run at once. */
  get hasLogin(): boolean {
    return this.#brought?.kind === "pair" && this.#brought.trial !== undefined;
  }

  /** Gives what was brought, once. */
  take(): Brought | undefined {
    const brought = this.#brought;
    this.#brought = undefined;
    return brought;
  }
}
