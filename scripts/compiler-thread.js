// A thread of ./build: runs the compiler that ./build has loaded on its share of the work.
import { createRequire } from "node:module";
import { Script } from "node:vm";
import { parentPort, workerData } from "node:worker_threads";

/** @import { serveThread, Work } from "../src/commands/build/speed/compiler.ts" */

/**
 * @typedef {object} Given
 * @property {string} text of the compiler's bundle
 * @property {string} filename
 * @property {Buffer | undefined} cachedData what V8 compiled of it before
 * @property {Work} work
 *
 * @typedef {(exports: object, require: NodeJS.Require, module: { exports: object }) => void} Bundle
 */

/** @type {unknown} */
const given = workerData;
const { text, filename, cachedData, work } = /** @type {Given} */ (given);
const script = new Script(text, { filename, ...(cachedData && { cachedData }) });
const bundle = /** @type {unknown} */ (script.runInThisContext());
const module = { exports: {} };
/** @type {Bundle} */ (bundle)(module.exports, createRequire(import.meta.url), module);
const compiler = /** @type {{ serveThread: typeof serveThread }} */ (module.exports);
if (parentPort) {
  compiler.serveThread(parentPort, work);
}
