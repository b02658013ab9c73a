// Writes the list of all templates, docs/templates.md, from rules.json: npm run templates
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { writePlainFile } from "./plain-file.js";
import { renderTemplates } from "./templates/render.js";

const root = dirname(import.meta.dirname);

/** @type {unknown} */
const rules = JSON.parse(readFileSync(join(root, "rules.json"), "utf8"));
// The build has checked the file against the schema of this type.
const gallery = /** @type {import("../src/gallery/entry.ts").Gallery} */ (rules);
writePlainFile(join(root, "docs", "templates.md"), await renderTemplates(gallery));
