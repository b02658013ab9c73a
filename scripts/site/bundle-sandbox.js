import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";

import { build } from "esbuild";

const root = join(import.meta.dirname, "..", "..");

/**
 * Makes the page of the sandbox when a module imports `frame.html`, and gives the module its
 * address. The page holds the program of the frame and, as text in it, that of the worker, so that
 * it needs nothing from anywhere.
 *
 * @param {import("esbuild").BuildOptions["target"]} target
 * @param {string[]} inputs takes the files that the page is made of, relative to the repository
 * @returns {import("esbuild").Plugin}
 */
export function sandboxPage(target, inputs) {
  return {
    name: "sandbox-page",
    setup(build) {
      build.onLoad({ filter: /[\\/]sandbox[\\/]frame\.html$/ }, async ({ path }) => {
        const folder = dirname(path);
        const script = await bundleScript(join(folder, "frame.ts"), target);
        inputs.push(...script.inputs);
        const contents = inlineScript(await readFile(path, "utf8"), script.code);
        return { contents, loader: "file" };
      });
    },
  };
}

/**
 * Makes a file of an npm package when a module imports `package:name`, and gives the module its
 * address and its version. The file is a text that the sandbox evaluates as the body of a CommonJS
 * module.
 *
 * @param {import("esbuild").BuildOptions["target"]} target
 * @param {string[]} inputs takes the files that packages are made of, relative to the repository
 * @returns {import("esbuild").Plugin}
 */
export function sandboxPackages(target, inputs) {
  return {
    name: "sandbox-packages",
    setup(build) {
      build.onResolve({ filter: /^package(?:-text)?:/ }, ({ path }) => {
        const [namespace = "", name = ""] = path.split(":");
        // The part before the last dot becomes the name of the file.
        return { path: namespace === "package" ? name : `package-${name}.txt`, namespace };
      });
      build.onLoad({ filter: /./, namespace: "package" }, async ({ path: name }) => {
        const file = join(root, "node_modules", name, "package.json");
        /** @type {unknown} */
        const manifest = JSON.parse(await readFile(file, "utf8"));
        const { version } = /** @type {{ version: string }} */ (manifest);
        const contents = `export { default } from "package-text:${name}";
          export const version = ${JSON.stringify(version)};`;
        return { contents, loader: "js", resolveDir: root };
      });
      build.onLoad({ filter: /./, namespace: "package-text" }, async ({ path }) => {
        const name = path.replace(/^package-|\.txt$/g, "");
        const { code, inputs: files } = await bundlePackage(name, target);
        inputs.push(...files);
        return { contents: code, loader: "file" };
      });
    },
  };
}

/**
 * @param {string} name
 * @param {import("esbuild").BuildOptions["target"]} target
 */
async function bundlePackage(name, target) {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    stdin: {
      contents: `module.exports = require(${JSON.stringify(name)});`,
      resolveDir: root,
    },
    metafile: true,
    write: false,
    bundle: true,
    minify: true,
    format: "cjs",
    platform: "browser",
    ...(target !== undefined && { target }),
    // The sandbox gives these.
    external: ["buffer", "crypto"],
    // Packages expect these from Node or a browser, and the sandbox does not have them.
    define: {
      self: "globalThis",
      global: "globalThis",
      "process.version": '"v22.0.0"',
      "process.nextTick": "queueMicrotask",
      "process.env.NODE_ENV": '"production"',
    },
    legalComments: "none",
    logLevel: "warning",
    plugins: [ownStream, nodeModules],
  });
  const inputs = Object.keys(metafile.inputs).filter((file) => !/^(?:<|own:)/.test(file));
  return { code: outputFiles[0]?.text.trimEnd() ?? "", inputs };
}

/**
 * Gives packages the `stream` of `packages/stream.ts`, which they can extend in the way of
 * CommonJS.
 *
 * @type {import("esbuild").Plugin}
 */
const ownStream = {
  name: "own-stream",
  setup(build) {
    build.onResolve({ filter: /^stream$/ }, ({ path, kind }) =>
      kind === "require-call" ? { path, namespace: "own" } : undefined,
    );
    build.onLoad({ filter: /./, namespace: "own" }, () => ({
      contents: `module.exports = require("./src/site/sandbox/packages/stream.ts").default;`,
      resolveDir: root,
    }));
  },
};

/**
 * Puts a script into the page, and its hash into the policy.
 *
 * @param {string} page
 * @param {string} code
 */
function inlineScript(page, code) {
  if (/<!--|<\/?script/i.test(code)) {
    throw new Error("the script would end the element around it");
  }
  const hash = createHash("sha256").update(code).digest("base64");
  return page
    .replace("'sha256-'", () => `'sha256-${hash}'`)
    .replace(/<script src="[^"]*">/, () => `<script>${code}`);
}

/**
 * @param {string} entry
 * @param {import("esbuild").BuildOptions["target"]} target
 */
async function bundleScript(entry, target) {
  /** @type {string[]} */
  const inner = [];
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    metafile: true,
    write: false,
    bundle: true,
    minify: true,
    format: "iife",
    ...(target !== undefined && { target }),
    legalComments: "none",
    logLevel: "warning",
    plugins: [programText(inner, target), nodeModules],
  });
  const inputs = Object.keys(metafile.inputs).filter((file) => !file.startsWith("program-text:"));
  return { code: outputFiles[0]?.text.trimEnd() ?? "", inputs: [...inputs, ...inner] };
}

/**
 * Bundles a program that another one imports as text.
 *
 * @param {string[]} inputs takes the files that the program is made of
 * @param {import("esbuild").BuildOptions["target"]} target
 * @returns {import("esbuild").Plugin}
 */
function programText(inputs, target) {
  return {
    name: "program-text",
    setup(build) {
      build.onResolve({ filter: /\?text$/ }, ({ path, resolveDir }) => ({
        path: resolve(resolveDir, path.replace(/\?text$/, "")),
        namespace: "program-text",
      }));
      build.onLoad({ filter: /./, namespace: "program-text" }, async ({ path }) => {
        const program = await bundleScript(path, target);
        inputs.push(...program.inputs);
        return { contents: program.code, loader: "text" };
      });
    },
  };
}

/**
 * Node's own modules, which the stand-ins for some of them import in their turn.
 *
 * @type {import("esbuild").Plugin}
 */
const nodeModules = {
  name: "node-modules",
  setup(build) {
    const filter = /^(?:node:|(?:events|stream|string_decoder|util)$)/;
    build.onResolve({ filter }, ({ path, kind, resolveDir }) =>
      build.resolve(`unenv/node/${path.replace("node:", "")}`, { kind, resolveDir }),
    );
  },
};
