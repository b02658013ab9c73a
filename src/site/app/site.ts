import type { SettingsStore } from "../gallery/settings-store.ts";
import type { Router } from "./router.ts";

/** What all pages have in common. */
export interface Site {
  readonly router: Router;
  readonly settings: SettingsStore;
  /** Where the source files of templates are shown, empty if nobody knows. */
  readonly source: string;
}
