// Bundles the site into a folder: node scripts/bundle-site.js DIR
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import process from "node:process";
import { gzipSync } from "node:zlib";

import { build } from "esbuild";

import { sortInputs } from "./bundle.js";
import { renderLicenses } from "./pack/licenses.js";
import { sandboxPackages, sandboxPage } from "./site/bundle-sandbox.js";

const root = dirname(import.meta.dirname);
const source = join(root, "src", "site");

/** What a page refers to by the name of its source, and what runs before anything is painted. */
const modules = ["app/main.tsx", "app/styles.css", "app/icon.svg"];
const blockingScripts = ["app/early.ts"];
const pages = ["index.html"];

/** The browsers that the site is for. */
const target = ["es2022", "chrome123", "firefox121", "safari17.5"];

/** The chunks behind this folder are loaded when somebody wants to run a template. */
const editors = ["src/site/playground/", "src/site/migrate/"];

/**
 * Bundles the site, without `rules.json`. All names but those of pages change with the content, so
 * that a host may let browsers keep them for ever; pages refer to each other relatively, so that
 * the folder works under any path.
 *
 * @param {string} outdir
 * @returns {Promise<Bundled>}
 */
export async function bundleSite(outdir) {
  /** @type {string[]} */
  const sandbox = [];
  const [main, blocking] = await Promise.all([
    build({
      ...settings(outdir),
      entryPoints: modules.map((file) => join(source, file)),
      format: "esm",
      splitting: true,
      plugins: [sandboxPage(target, sandbox), sandboxPackages(target, sandbox)],
    }),
    build({
      ...settings(outdir),
      entryPoints: blockingScripts.map((file) => join(source, file)),
      format: "iife",
    }),
  ]);
  const outputs = { ...main.metafile.outputs, ...blocking.metafile.outputs };
  const names = nameOutputs(outputs, outdir);
  const facts = await readFacts();
  await Promise.all(pages.map((page) => writePage(page, { outdir, names, facts })));
  const inputs = [main, blocking].flatMap(({ metafile }) => Object.keys(metafile.inputs));
  const { packages } = sortInputs([...inputs, ...sandbox]);
  const own = await readFile(join(root, "LICENSE"), "utf8");
  const licenses = `${own.trim()}\n\n---\n\n${renderLicenses(root, packages)}`;
  await writeFile(join(outdir, "licenses.txt"), licenses);
  return { sizes: await measure(outputs) };
}

/**
 * @typedef {object} Bundled
 * @property {Sizes} sizes
 *
 * @typedef {object} Sizes compressed bytes of script
 * @property {number} first what the first page needs
 * @property {number} gallery what the gallery needs in all, the editor not counted
 * @property {number} all
 */

/** The most compressed bytes of script that the gallery may need. */
export const mostGalleryBytes = 92_000;

/**
 * @param {string} outdir
 * @returns {import("esbuild").BuildOptions & { metafile: true }}
 */
function settings(outdir) {
  return {
    absWorkingDir: root,
    outdir,
    bundle: true,
    metafile: true,
    minify: true,
    target,
    jsx: "automatic",
    jsxImportSource: "preact",
    entryNames: "assets/[name]-[hash]",
    chunkNames: "assets/[name]-[hash]",
    assetNames: "assets/[name]-[hash]",
    loader: { ".svg": "copy", ".woff2": "file" },
    charset: "utf8",
    // Licenses are in a file of their own.
    legalComments: "none",
    logLevel: "warning",
  };
}

/**
 * The names of bundled files in `outdir` by the names of their sources in `src/site`.
 *
 * @param {import("esbuild").Metafile["outputs"]} outputs
 * @param {string} outdir
 * @returns {Map<string, string>}
 */
function nameOutputs(outputs, outdir) {
  return new Map(
    Object.entries(outputs).flatMap(([path, { entryPoint, inputs }]) => {
      const from = entryPoint ?? Object.keys(inputs)[0];
      if (from === undefined) {
        return [];
      }
      const name = slashes(relative(outdir, join(root, path)));
      return [[slashes(relative(source, join(root, from))), name]];
    }),
  );
}

/**
 * Writes a page in which the names of sources are replaced.
 *
 * @param {string} page
 * @param {{ outdir: string, names: Map<string, string>, facts: Record<string, string> }} context
 */
async function writePage(page, { outdir, names, facts }) {
  const text = await readFile(join(source, page), "utf8");
  const bundled = text.replaceAll(/(?<=(?:src|href)=")app\/[^"]+/g, (name) => {
    const made = names.get(name);
    if (made === undefined) {
      throw new Error(`${page} refers to ${name}, which is not bundled`);
    }
    return made;
  });
  const html = Object.entries(facts).reduce(
    (made, [name, fact]) => made.replace(metaOf(name, ""), () => metaOf(name, fact)),
    bundled,
  );
  await writeFile(join(outdir, page), html);
}

/**
 * @param {string} name
 * @param {string} content
 */
function metaOf(name, content) {
  return `<meta name="${name}" content="${content}" />`;
}

/**
 * What a page is told of the package: its version, and the address under which its source files are
 * shown, which is empty as long as package.json does not say where the repository is.
 *
 * @returns {Promise<{ version: string, source: string }>}
 */
async function readFacts() {
  /** @type {unknown} */
  const manifest = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  const { repository, version } =
    /** @type {{ repository?: string | { url?: string }, version: string }} */ (manifest);
  const url = typeof repository === "string" ? repository : (repository?.url ?? "");
  const [, path] = /github(?:\.com)?[:/]([^/\s"<>&]+\/[^/\s"<>&]+?)(?:\.git)?$/.exec(url) ?? [];
  return {
    version,
    source: path === undefined ? "" : `https://github.com/${path}/blob/main/`,
  };
}

/**
 * @param {import("esbuild").Metafile["outputs"]} outputs
 * @returns {Promise<Sizes>}
 */
async function measure(outputs) {
  const scripts = Object.keys(outputs).filter((path) => path.endsWith(".js"));
  const bytes = new Map(
    await Promise.all(
      scripts.map(
        async (path) =>
          /** @type {const} */ ([path, gzipSync(await readFile(join(root, path))).length]),
      ),
    ),
  );
  const starts = scripts.filter((path) =>
    [...modules, ...blockingScripts].some(
      (name) => outputs[path]?.entryPoint === `src/site/${name}`,
    ),
  );
  /** @param {(kind: string, path: string) => boolean} follows */
  const sum = (follows) => {
    const reached = new Set(starts);
    for (const path of reached) {
      for (const { kind, path: next } of outputs[path]?.imports ?? []) {
        if (bytes.has(next) && follows(kind, next)) {
          reached.add(next);
        }
      }
    }
    return [...reached].reduce((total, path) => total + (bytes.get(path) ?? 0), 0);
  };
  return {
    first: sum((kind) => kind !== "dynamic-import"),
    gallery: sum(
      (_kind, path) => !editors.some((folder) => outputs[path]?.entryPoint?.startsWith(folder)),
    ),
    all: sum(() => true),
  };
}

/** @param {Sizes} sizes */
export function renderSizes({ first, gallery, all }) {
  const [a, b, c] = [first, gallery, all].map((bytes) => (bytes / 1000).toFixed(1));
  return (
    `script, compressed: ${String(a)} kB at first, ${String(b)} kB for all of the gallery ` +
    `(at most ${mostGalleryBytes / 1000} kB), ${String(c)} kB with the editor\n`
  );
}

/** @param {string} path */
function slashes(path) {
  return path.replaceAll("\\", "/");
}

const [, script, outdir] = process.argv;
if (script === import.meta.filename) {
  if (outdir === undefined) {
    throw new Error("name the folder to write to");
  }
  const { sizes } = await bundleSite(outdir);
  process.stdout.write(renderSizes(sizes));
}
