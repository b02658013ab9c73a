import type { ShownExample } from "../../model/read-example.ts";
import type { Setting } from "../../../template/template.ts";

/** What another page hands to the playground. */
export type Brought =
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

  /** Gives what was brought, once. */
  take(): Brought | undefined {
    const brought = this.#brought;
    this.#brought = undefined;
    return brought;
  }
}
