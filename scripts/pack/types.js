import { rollup } from "rollup";
import { dts } from "rollup-plugin-dts";

/**
 * The declarations of a module in one file that imports nothing: what it exports, and what that
 * refers to. What the compiler writes is spread over a file for each source, and half of it is
 * nobody's business outside.
 *
 * @param {string} entry path of a TypeScript module
 * @returns {Promise<string>}
 * @throws {Error} if the compiler cannot declare a type, or a type is one of a package
 */
export async function renderTypes(entry) {
  const bundle = await rollup({ input: entry, plugins: [dts()], onLog: refuse });
  const { output } = await bundle.generate({ format: "es" });
  return output[0].code;
}

/**
 * A package whose types are left to its readers would be missing where the package is used.
 *
 * @param {string} level
 * @param {{ message: string }} log
 * @returns {void}
 */
function refuse(level, { message }) {
  if (level === "warn") {
    throw new Error(message);
  }
}
