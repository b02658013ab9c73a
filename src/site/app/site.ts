import type { GallerySite } from "../gallery/site.ts";
import type { MigrateSite } from "../migrate/site.ts";
import type { PlaygroundSite } from "../playground/site.ts";

/** What all pages have in common. */
export interface Site extends GallerySite, PlaygroundSite, MigrateSite {
  /** What the site is called. */
  readonly title: string;
  /** The version of the package that made it, empty if nobody knows. */
  readonly version: string;
  /** Where the gallery comes from. */
  readonly galleryUrl: string;
}
