import type { RetiredId } from "../model/old-ids.ts";
import type { ShownTemplate } from "../model/read-template.ts";
import type { SettingsStore } from "../model/settings-store.ts";
import type { Router } from "../router/router.ts";

/** What the pages of the gallery have in common. */
export interface GallerySite {
  readonly router: Router;
  readonly settings: SettingsStore;
  /** Where the source files of templates are shown, empty if nobody knows. */
  readonly source: string;
  /** Whether the gallery is the package's own, each of whose templates is tested. */
  readonly isTested: boolean;
  /** The ids of the original repository that nothing replaces. */
  readonly retired: readonly RetiredId[];
  /** Opens the playground with code of the reader's own; nothing runs. */
  readonly bringCode: (code: string) => void;
  /** Opens the playground with a template; nothing runs. */
  readonly bringTemplate: (template: ShownTemplate) => void;
}
