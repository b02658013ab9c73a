import type { SettingsStore } from "../gallery/settings-store.ts";
import type { Drafts } from "../playground/drafts.ts";
import type { Router } from "./router.ts";

/** What all pages have in common. */
export interface Site {
  readonly router: Router;
  readonly settings: SettingsStore;
  /** What readers have in playgrounds. */
  readonly drafts: Drafts;
  /** Where the source files of templates are shown, empty if nobody knows. */
  readonly source: string;
  /** Whether the gallery is the package's own, each of whose templates is tested. */
  readonly isTested: boolean;
}
