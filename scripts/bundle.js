import { mkdtempSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

import standaloneCode from "ajv/dist/standalone/index.js";
import { build } from "esbuild";

const root = dirname(import.meta.dirname);

/**
 * Bundles the tool as CommonJS, which starts faster than ES modules: the core, and apart from it the
 * compiler with all heavy libraries, which is loaded when a file has to be compiled.
 *
 * @param {string} outdir
 * @param {Record<string, string>} entryPoints file names without extension, and their sources
 * @returns {Promise<string[]>} the files of the repository that the bundles are made of
 */
export async function bundleTool(outdir, entryPoints) {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints,
    metafile: true,
    outdir,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20.19",
    outExtension: { ".js": ".cjs" },
    legalComments: "none",
    logLevel: "warning",
    plugins: [plainEngines, await generatedValidators()],
  });
  const inputs = Object.keys(metafile.inputs).filter((file) => !file.startsWith("node_modules/"));
  return [...inputs, ...schemas, "scripts/bundle.js"];
}

/** What `src/validators.ts` is made of, which the bundles hold as generated code. */
const schemas = ["rules.schema.json", "template.schema.json"];

/** The sources of the two bundles. */
export const toolEntries = { cli: "src/cli.ts", compiler: "src/gallery/compile-entry.ts" };

/**
 * gray-matter's own engines evaluate code and bring a YAML of their own. The compiler replaces each
 * of them, so the bundle leaves them out.
 *
 * @type {import("esbuild").Plugin}
 */
const plainEngines = {
  name: "plain-engines",
  setup(build) {
    build.onLoad({ filter: /gray-matter[\\/]lib[\\/]engines\.js$/ }, () => ({ contents: "" }));
  },
};

/**
 * Replaces the module that compiles validators by the code that ajv generates from it.
 *
 * @returns {Promise<import("esbuild").Plugin>}
 */
async function generatedValidators() {
  const contents = await generateValidators();
  return {
    name: "generated-validators",
    setup(build) {
      build.onLoad({ filter: /[\\/]src[\\/]validators\.ts$/ }, () => ({
        contents,
        loader: "js",
        resolveDir: root,
      }));
    },
  };
}

async function generateValidators() {
  // Inside node_modules, so that the module finds the very ajv that writes the code.
  const folder = mkdtempSync(join(root, "node_modules", ".validators-"));
  try {
    const outfile = join(folder, "validators.mjs");
    await build({
      absWorkingDir: root,
      entryPoints: ["src/validators.ts"],
      outfile,
      bundle: true,
      platform: "node",
      packages: "external",
      format: "esm",
      logLevel: "warning",
    });
    const module = /** @type {unknown} */ (await import(pathToFileURL(outfile).href));
    const { ajv, ids } = /** @type {typeof import("../src/validators.ts")} */ (module);
    return standaloneCode.default(ajv, ids);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
