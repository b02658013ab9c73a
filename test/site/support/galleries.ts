import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { Gallery, GalleryTemplate } from "../../../src/gallery/entry.ts";

const rulesJson = join(import.meta.dirname, "..", "..", "..", "rules.json");

/** The text of the repository's own `rules.json`. */
export function readOwnGallery(): string {
  return readFileSync(rulesJson, "utf8");
}

/** A template with all that a gallery needs, and what a test wants to be different. */
export function aGalleryTemplate(changes: Partial<GalleryTemplate> = {}): GalleryTemplate {
  return {
    id: "hello",
    title: "Say hello",
    overview: "Says hello to the application.",
    categories: ["debugging"],
    description: "<p>Adds a greeting.</p>",
    code: "function hello(user, context, callback) {\n  callback(null, user, context);\n}",
    configuration: [],
    examples: [],
    ...changes,
  };
}

/** The text of a gallery in which these templates stand in one category. */
export function renderTemplates(templates: readonly GalleryTemplate[]): string {
  const gallery: Gallery = [
    {
      name: "debugging",
      label: "Debugging",
      overview: "See what happens.",
      templates: [...templates],
    },
  ];
  return JSON.stringify(gallery);
}
