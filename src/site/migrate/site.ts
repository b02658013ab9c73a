import type { PairBrought } from "../playground/draft/handover.ts";
import type { Router } from "../router/router.ts";
import type { Bench } from "./bench.ts";

/** What the page for migrating takes from the site. */
export interface MigrateSite {
  readonly router: Router;
  /** The version of the package that made the site. */
  readonly version: string;
  readonly bench: Bench;
  /** Opens the playground with a rule and its action. */
  readonly bringPair: (pair: PairBrought) => void;
}
