import rules from "../rules.json" with { type: "json" };
import type { Gallery } from "./gallery/entry.ts";

export type { Gallery, GalleryCategory, GalleryTemplate } from "./gallery/entry.ts";
export type { Setting } from "./template/template.ts";
export type { Example, ExampleAnswer, ExampleReturn } from "./template/examples/example.ts";

/** The gallery: the content of `rules.json`. */
// The build holds the file against the schema that these types say in TypeScript.
export default rules as Gallery;
