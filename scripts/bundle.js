import { mkdtempSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

import standaloneCode from "ajv/dist/standalone/index.js";
import { build } from "esbuild";

const root = dirname(import.meta.dirname);

/** Its edition for Node loads its parts by names that no bundler sees. */
const alias = { "jsonc-parser": join(root, "node_modules/jsonc-parser/lib/esm/main.js") };

/**
 * Bundles the tool as CommonJS, which starts faster than ES modules: the core, and apart from it
 * the compiler with all heavy libraries, which is loaded when a file has to be compiled, the
 * command `try` with the emulator, and the commands `explore`, `migrate`, `export` and `site`.
 *
 * @param {string} outdir
 * @param {Record<string, string>} entryPoints file names without extension, and their sources
 * @returns {Promise<Made>}
 */
export async function bundleTool(outdir, entryPoints) {
  /** @type {string[]} */
  const worker = [];
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints,
    metafile: true,
    outdir,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20.19",
    alias,
    outExtension: { ".js": ".cjs" },
    legalComments: "none",
    // Shorter texts are read faster; a line limit keeps an error's stack readable.
    minifyWhitespace: true,
    minifySyntax: true,
    lineLimit: 160,
    logLevel: "warning",
    plugins: [leanLibraries, generatedValidators(), workerText(worker)],
  });
  return sortInputs([...Object.keys(metafile.inputs), ...worker, ...schemas, "scripts/bundle.js"]);
}

/**
 * What bundles are made of.
 *
 * @typedef {object} Made
 * @property {string[]} files of the repository
 * @property {string[]} packages of npm, by code unit
 */

/**
 * @param {string[]} inputs
 * @returns {Made}
 */
export function sortInputs(inputs) {
  const isPackage = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//;
  const packages = inputs.flatMap((file) => isPackage.exec(file)?.[1] ?? []);
  const files = inputs.filter((file) => !isPackage.test(file));
  return { files: [...new Set(files)], packages: [...new Set(packages)].sort() };
}

/**
 * Bundles the program of a thread in which scripts run.
 *
 * @param {string} entry
 * @returns {Promise<{ code: string, inputs: string[] }>} the program, and the files that it is made
 * of
 */
export async function bundleWorker(entry = "src/thread/worker.ts") {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    metafile: true,
    write: false,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20.19",
    alias,
    legalComments: "none",
    minifyWhitespace: true,
    logLevel: "warning",
  });
  return { code: outputFiles[0]?.text ?? "", inputs: Object.keys(metafile.inputs) };
}

/** What `src/template/validators.ts` is made of, which the bundles hold as generated code. */
const schemas = ["rules.schema.json", "template.schema.json"];

/** The sources of the bundles, by what is made and kept together. */
export const toolEntries = {
  build: {
    cli: "src/cli.ts",
    prose: "src/gallery/prose.ts",
    compiler: "src/commands/build/speed/compiler.ts",
  },
  try: { try: "src/commands/try.ts" },
  explore: { explore: "src/commands/explore.ts" },
  migrate: { migrate: "src/commands/migrate.ts" },
  export: { export: "src/commands/export.ts" },
  site: { site: "src/commands/site.ts" },
};

/**
 * What the compiler has no use for in its libraries, and what stands there instead: gray-matter's
 * own engines, which evaluate code and bring a YAML of their own and which the compiler replaces;
 * what writes Markdown; and attributes that no description has. A bundle is read and run at each
 * start that compiles something.
 *
 * @type {readonly [RegExp, (name: string) => string][]}
 */
const unused = [
  [/gray-matter[\\/]lib[\\/](engines)\.js$/, () => ""],
  [/remark-stringify[\\/]lib[\\/](index)\.js$/, () => "export default function () {}"],
  [/mdast-util-to-markdown[\\/](index)\.js$/, () => "export const defaultHandlers = {};"],
  [
    /property-information[\\/]lib[\\/](aria|svg)\.js$/,
    (name) => `import { create } from "./util/create.js";
      export const ${name} = create({ properties: {} });`,
  ],
];

/** @type {import("esbuild").Plugin} */
const leanLibraries = {
  name: "lean-libraries",
  setup(build) {
    for (const [filter, replace] of unused) {
      build.onLoad({ filter }, ({ path }) => ({ contents: replace(filter.exec(path)?.[1] ?? "") }));
    }
    // Its edition for Node is CommonJS, of which nothing can be left out.
    build.onResolve({ filter: /^yaml$/ }, () => ({
      path: join(root, "node_modules", "yaml", "browser", "dist", "index.js"),
    }));
  },
};

/**
 * Replaces the module that compiles validators by the code that ajv generates from it.
 *
 * @returns {import("esbuild").Plugin}
 */
function generatedValidators() {
  return {
    name: "generated-validators",
    setup(build) {
      build.onLoad({ filter: /[\\/]template[\\/]validators\.ts$/ }, async () => ({
        contents: await generateValidators(),
        loader: "js",
        resolveDir: root,
      }));
    },
  };
}

/**
 * Replaces the module that bundles the program of a thread by that program, as text.
 *
 * @param {string[]} inputs takes the files that the program is made of
 * @returns {import("esbuild").Plugin}
 */
export function workerText(inputs) {
  return {
    name: "worker-text",
    setup(build) {
      build.onLoad({ filter: /[\\/]worker-code\.ts$/ }, async ({ path }) => {
        const worker = await bundleWorker(join(dirname(path), "worker.ts"));
        inputs.push(...worker.inputs);
        const text = JSON.stringify(worker.code);
        return { contents: `export const readWorkerCode = async () => ${text};`, loader: "js" };
      });
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
      entryPoints: ["src/template/validators.ts"],
      outfile,
      bundle: true,
      platform: "node",
      packages: "external",
      format: "esm",
      logLevel: "warning",
    });
    const module = /** @type {unknown} */ (await import(pathToFileURL(outfile).href));
    const { ajv, ids } = /** @type {typeof import("../src/template/validators.ts")} */ (module);
    return standaloneCode.default(ajv, ids);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
