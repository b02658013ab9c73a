import { createRequire } from "node:module";

/** @import ts from "typescript" */

/** @type {unknown} */
const required = createRequire(import.meta.url)("typescript");

/**
 * TypeScript's compiler. Node reads the nine megabytes of it twice more where they are imported: to
 * learn whether they are a module, and what they export.
 */
export const compiler = /** @type {typeof ts} */ (required);
