import type { SettingsStore } from "../model/settings-store.ts";
import type { Router } from "../router/router.ts";
import type { Drafts } from "./draft/drafts.ts";
import type { Handover, PairBrought } from "./draft/handover.ts";

/** What all playgrounds have in common. */
export interface PlaygroundSite {
  readonly router: Router;
  readonly settings: SettingsStore;
  /** What readers have in playgrounds. */
  readonly drafts: Drafts;
  /** What another page has brought along. */
  readonly handover: Handover;
  /** Opens the page for any code with a rule and its action. */
  readonly bringPair: (pair: PairBrought) => void;
  /** Makes an action of a rule, on the page for that. */
  readonly migrate: (rule: string) => void;
}
