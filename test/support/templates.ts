import { readdirSync, readFileSync } from "node:fs";

import { compileTemplate } from "../../src/template/compile.ts";
import type { Template } from "../../src/template/template.ts";

const root = new URL("../../", import.meta.url);

/** What was compiled before: many tests look at the same templates, and none changes them. */
const compiled = new Map<string, Template>();

/**
 * The template of a file, as a path from the root of the repository.
 *
 * @throws Error with its problems
 */
export function compileFile(file: string): Template {
  const known = compiled.get(file);
  if (known) {
    return known;
  }
  const template = compileTemplate(file, readFileSync(new URL(file, root)));
  if (Array.isArray(template)) {
    const problems = template.map(({ line, message }) => `${file}:${line}: ${message}`);
    throw new Error(problems.join("\n"));
  }
  compiled.set(file, template);
  return template;
}

/** All templates, compiled. */
export function readTemplates(): Template[] {
  return readdirSync(new URL("rules/", root))
    .filter((name) => name.endsWith(".md"))
    .map((name) => compileFile(`rules/${name}`));
}
