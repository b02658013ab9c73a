// Writes the page of all problems, docs/problems.md, from src/template/problems: npm run problems
import { dirname, join } from "node:path";

import { build } from "esbuild";

import { writePlainFile } from "./plain-file.js";
import { renderPage } from "./problems/render.js";

const root = dirname(import.meta.dirname);
const { outputFiles } = await build({
  absWorkingDir: root,
  entryPoints: ["src/template/problems/problems.ts"],
  bundle: true,
  write: false,
  format: "esm",
  logLevel: "warning",
});
const code = encodeURIComponent(outputFiles[0]?.text ?? "");
/** @type {unknown} */
const module = await import(`data:text/javascript,${code}`);
// esbuild has made it of this module.
const { problems } = /** @type {typeof import("../src/template/problems/problems.ts")} */ (module);
writePlainFile(join(root, "docs", "problems.md"), await renderPage(problems));
