// Renews the templates in README.md from rules.json: npm run readme, which builds that first.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { writePlainFile } from "./plain-file.js";
import { renewTemplates } from "./readme/templates.js";

const root = dirname(import.meta.dirname);
const readme = join(root, "README.md");

/** @type {unknown} */
const rules = JSON.parse(readFileSync(join(root, "rules.json"), "utf8"));
// The build has held the file against the schema that this type says in TypeScript.
const gallery = /** @type {import("../src/gallery/entry.ts").Gallery} */ (rules);
writePlainFile(readme, await renewTemplates(readFileSync(readme, "utf8"), gallery));
