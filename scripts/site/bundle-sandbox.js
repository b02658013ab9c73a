import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";

import { build } from "esbuild";

const root = join(import.meta.dirname, "..", "..");

/**
 * Makes the page of the sandbox when a module imports `frame.html`, and gives the module its address. The page holds
 * the program of the frame and, as text in it, that of the worker, so that it needs nothing from anywhere.
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
 * Puts a script into the page, and its hash into the policy.
 *
 * @param {string} page
 * @param {string} code
 */
function inlineScript(page, code) {
  if (/<!--|<\/?script/i.test(code)) throw new Error("the script would end the element around it");
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
    build.onResolve({ filter: /^node:/ }, ({ path, kind, resolveDir }) =>
      build.resolve(path.replace("node:", "unenv/node/"), { kind, resolveDir }),
    );
  },
};
