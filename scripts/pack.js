// Makes dist/, the part of the package that is not in the repository. npm runs this before it
// packs.
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";

import { build } from "esbuild";

import { bundleSite } from "./bundle-site.js";
import { bundleTool, sortInputs, workerText } from "./bundle.js";
import { renderLicenses } from "./pack/licenses.js";
import { renderTypes } from "./pack/types.js";
import { refuseLink } from "./plain-file.js";

const root = dirname(import.meta.dirname);
const made = mkdtempSync(join(root, "node_modules", ".dist-"));
try {
  const [command, emulator] = await Promise.all([
    makeCommand(),
    makeEmulator(),
    makeGallery(),
    bundleSite(join(made, "site")),
  ]);
  const contained = [...command, ...emulator];
  writeFileSync(join(made, "third-party-licenses.txt"), renderLicenses(root, contained));
  refuseLink(join(root, "dist"));
  move(made, join(root, "dist"));
} finally {
  rmSync(made, { recursive: true, force: true });
}

/**
 * The command, and what it loads when it has to.
 *
 * @returns {Promise<string[]>} the packages that it contains
 */
async function makeCommand() {
  const sources = {
    bin: "src/bin.ts",
    compiler: "src/commands/build/speed/compiler.ts",
    try: "src/commands/try.ts",
    explore: "src/commands/explore.ts",
    migrate: "src/commands/migrate.ts",
    export: "src/commands/export.ts",
    site: "src/commands/site.ts",
  };
  const { packages } = await bundleTool(made, sources);
  const command = join(made, "bin.cjs");
  writeFileSync(command, `#!/usr/bin/env node\n${readFileSync(command, "utf8")}`);
  chmodSync(command, 0o755);
  return packages;
}

/**
 * The emulator as a module for Node, with its types.
 *
 * @returns {Promise<string[]>} the packages that it contains
 */
async function makeEmulator() {
  /** @type {string[]} */
  const worker = [];
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ["src/api.ts"],
    metafile: true,
    outfile: join(made, "emulator.js"),
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20.19",
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
    plugins: [workerText(worker)],
  });
  writeFileSync(join(made, "emulator.d.ts"), await renderTypes(join(root, "src", "api.ts")));
  return sortInputs([...Object.keys(metafile.inputs), ...worker]).packages;
}

/** The gallery as a module, for Node and for the bundlers of browsers, with its types. */
async function makeGallery() {
  await build({
    absWorkingDir: root,
    entryPoints: ["src/index.ts"],
    outfile: join(made, "index.js"),
    bundle: true,
    platform: "neutral",
    format: "esm",
    target: "es2022",
    charset: "utf8",
    logLevel: "warning",
  });
  writeFileSync(join(made, "index.d.ts"), await renderTypes(join(root, "src", "index.ts")));
  // An import of rules.json itself has the same types, and not those of each text in it.
  writeFileSync(join(made, "rules.d.ts"), 'export { default } from "./index.js";\n');
}

/**
 * Moves the files of one folder into another, over those of the same name, and removes all others
 * there. Each file is replaced in one rename, so that nobody packs half of one.
 *
 * @param {string} from
 * @param {string} to
 */
function move(from, to) {
  const files = listFiles(from);
  for (const file of files) {
    mkdirSync(dirname(join(to, file)), { recursive: true });
    renameSync(join(from, file), join(to, file));
  }
  for (const file of listFiles(to)) {
    if (!files.includes(file)) {
      rmSync(join(to, file), { force: true });
    }
  }
}

/**
 * @param {string} folder
 * @returns {string[]} the paths of all files in it, relative to it
 */
function listFiles(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)));
}
