import type { SettingsStore } from "../model/settings-store.ts";
import type { Router } from "../router/router.ts";
import type { Drafts } from "./draft/drafts.ts";
import type { Handover } from "./draft/handover.ts";

/** What all playgrounds have in common. */
export interface PlaygroundSite {
  readonly router: Router;
  readonly settings: SettingsStore;
  /** What readers have in playgrounds. */
  readonly drafts: Drafts;
  /** What another page has brought along. */
  readonly handover: Handover;
  /** Makes an action of a rule, on the page for that. */
  readonly migrate: (rule: string) => void;
}
