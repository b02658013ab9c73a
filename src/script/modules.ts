import type { Identifier } from "acorn";

import { readModuleName, type ModuleName } from "./module-name.ts";
import type { Names } from "./syntax/names.ts";
import { memberKey, stringOf } from "./syntax/tree.ts";
import { memberOf } from "./syntax/uses.ts";
import type { Range } from "../text/places.ts";

/** A module that code requires, and where. */
export interface ModuleUse extends Range {
  /** As written, `name@1.2.3` or `node:crypto`. */
  readonly written: string;
  readonly module: ModuleName;
}

/** The modules of a form, and the uses that hide which module they load. */
export interface ModuleUses {
  readonly modules: ModuleUse[];
  readonly dynamic: Range[];
}

/** Modules of Node that load others by functions of their own. */
const loadingModules = new Set(["module", "process"]);

/** What `process` has to load modules. */
export const loadingMembers: ReadonlySet<string> = new Set([
  "getBuiltinModule",
  "mainModule",
  "binding",
  "_linkedBinding",
  "dlopen",
]);

/** Finds what a piece of code requires. */
export function findModules(names: Names): ModuleUses {
  const modules: ModuleUse[] = [];
  const dynamic: Range[] = [...names.imports, ...findLoaders(names)];
  for (const use of names.free.get("require") ?? []) {
    const call = names.parentOf(use);
    const argument = call?.type === "CallExpression" && call.callee === use && call.arguments[0];
    const written = argument ? stringOf(argument) : undefined;
    if (!argument || written === undefined) {
      dynamic.push(call ?? use);
      continue;
    }
    const { start, end } = argument;
    const module = readModuleName(written);
    if (module.kind === "refused" && loadingModules.has(module.name)) {
      dynamic.push({ start, end });
    } else {
      modules.push({ written, module, start, end });
    }
  }
  return { modules, dynamic };
}

/** Uses of `process` and `module` by which a module is or may be loaded. */
function findLoaders(names: Names): Range[] {
  const ofProcess = (names.free.get("process") ?? []).filter((use) => {
    const member = memberOf(names, use);
    const key = member && memberKey(member);
    return key === undefined || loadingMembers.has(key);
  });
  const ofModule = (names.free.get("module") ?? []).filter((use) => isModuleRequire(names, use));
  return [...ofProcess, ...ofModule];
}

/** Whether a use of `module` is that of `module.require`. */
export function isModuleRequire(names: Names, use: Identifier): boolean {
  const member = memberOf(names, use);
  return member !== undefined && memberKey(member) === "require";
}

/** Whether requiring a module means that requests are made: `offline` packages make none. */
export function makesRequests(module: ModuleName, offline: ReadonlySet<string>): boolean {
  if (module.kind === "builtin") {
    return module.callsOut;
  }
  return module.kind === "package" && !offline.has(module.name);
}

/** The packages that a form requires, without their versions. */
export function packagesOf({ modules }: { readonly modules: readonly ModuleUse[] }): string[] {
  return modules.flatMap(({ module }) => (module.kind === "package" ? module.name : []));
}
