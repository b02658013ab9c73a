import { isBuiltin } from "node:module";

import type { Runtime } from "../emulator/script/loaded.ts";
import { packageOfGlobal } from "../emulator/rules/magic-globals.ts";
import type { FormText } from "../run/job.ts";
import { readModuleName } from "../script/module-name.ts";
import { findModules } from "../script/modules.ts";
import { resolveNames, type Names } from "../script/syntax/names.ts";
import { parseExpression, parseScript } from "../script/syntax/parser.ts";
import type { Dependency } from "./folder/part.ts";

/** An npm package that scripts need. */
export interface Needed {
  readonly name: string;
  /** The exact versions that they ask for, the newest last; any will do if there is none. */
  readonly versions: readonly string[];
}

/**
 * The npm packages that scripts load by a literal name, or say they depend on, by name. Scripts
 * that are disabled or no JavaScript need none, nor are Node's own modules among them. Rules on
 * Node 12 need those of its globals, too.
 */
export function findNeeded(
  texts: readonly FormText[],
  dependencies: readonly Dependency[] = [],
  runtime: Runtime = "node22",
): Needed[] {
  const required = texts
    .filter(({ enabled }) => enabled)
    .flatMap((text) => requiredWithModules(text, runtime));
  const packages = [...dependencies, ...required].filter(({ name }) => !isBuiltin(name));
  return mergeNeeded(
    packages.map(({ name, version }) => ({
      name,
      versions: version === undefined ? [] : [version],
    })),
  );
}

/** Each package once, by name, with all versions. */
export function mergeNeeded(all: readonly Needed[]): Needed[] {
  const versions = new Map<string, Set<string>>();
  for (const { name, versions: asked } of all) {
    versions.set(name, new Set([...(versions.get(name) ?? []), ...asked]));
  }
  return [...versions]
    .map(([name, asked]) => ({ name, versions: [...asked].sort(compareVersions) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function requiredWithModules(text: FormText, runtime: Runtime): Dependency[] {
  const modules = Object.values(text.actionsModules ?? {});
  return [text, ...modules.map(({ code }) => ({ form: text.form, code }))].flatMap((one) =>
    requiredBy(one, runtime),
  );
}

function requiredBy(
  { form, code }: Pick<FormText, "form" | "code">,
  runtime: Runtime,
): Dependency[] {
  const root =
    (form === "rule" ? attempt(parseExpression, code) : undefined) ?? attempt(parseScript, code);
  if (!root) {
    return [];
  }
  const names = resolveNames(root);
  const isOld = form === "rule" && runtime === "node12";
  return [...(isOld ? oldGlobals(names) : []), ...loadedByName(names)];
}

/** The packages of the globals that a rule had on Node 12. */
function oldGlobals({ free }: Names): Dependency[] {
  return [...free.keys()].flatMap((global) => {
    const name = packageOfGlobal(global);
    return name === undefined ? [] : [{ name }];
  });
}

function loadedByName(names: Names): Dependency[] {
  return findModules(names).modules.flatMap(({ written }) => {
    // A version of a rule's may stand before the rest of a path.
    const [, name = written, version] = /^((?:@[^@/]+\/)?[^@/]+)@([^/]+)/.exec(written) ?? [];
    const module = readModuleName(name);
    return module.kind === "package"
      ? [{ name: module.name, ...(version !== undefined && { version }) }]
      : [];
  });
}

/**
 * A syntax tree, or undefined if there is none: what is wrong is said where the script is loaded.
 */
function attempt<Root>(parse: (code: string) => Root, code: string): Root | undefined {
  try {
    return parse(code);
  } catch {
    return undefined;
  }
}

function compareVersions(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true });
}
