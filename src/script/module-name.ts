import { allowedModules, otherModules, prefixedModules } from "./platform.ts";

/** What the name in a `require` stands for. */
export type ModuleName =
  | { readonly kind: "builtin"; readonly name: string; readonly callsOut: boolean }
  | { readonly kind: "package"; readonly name: string; readonly version: Version }
  /** A module of Node that a template may not use. */
  | { readonly kind: "refused"; readonly name: string }
  /** A path, say: on the platform a rule or an action has no files beside it. */
  | { readonly kind: "unknown" };

type Version = "none" | "exact" | "other";

/**
 * A package, its version if one is asked for, and what is in it. Old packages may have capitals.
 */
const packagePattern = /^((?:@[a-z0-9~-][\w.~-]*\/)?[a-z0-9~-][\w.~-]*)(?:@([^/]*))?(\/.*)?$/i;
const exactVersion = /^\d+\.\d+\.\d+(?:-[\w.-]+)?$/;

export function readModuleName(written: string): ModuleName {
  const plain = written.replace(/^node:/, "");
  const allowed = allowedModules.get(plain);
  if (allowed) {
    return { kind: "builtin", name: plain, callsOut: allowed.callsOut };
  }
  if (isRefused(plain, plain !== written)) {
    return { kind: "refused", name: plain };
  }
  const [, name, version, path] = packagePattern.exec(written) ?? [];
  if (name === undefined) {
    return { kind: "unknown" };
  }
  if (version === undefined) {
    return { kind: "package", name, version: "none" };
  }
  // A rule's require looks among Node's own modules, too, whatever version is asked for.
  if (allowedModules.has(name) || isRefused(name, false)) {
    return { kind: "refused", name: written };
  }
  // A version stands at the end of what a rule requires.
  const exact = path === undefined && exactVersion.test(version);
  return { kind: "package", name, version: exact ? "exact" : "other" };
}

function isRefused(name: string, hasPrefix: boolean): boolean {
  return otherModules.has(name) && (hasPrefix || !prefixedModules.has(name));
}

/**
 * The package that a module such as `@scope/name/file` belongs to, undefined if it belongs to none.
 */
export function packageOf(written: string): string | undefined {
  return packagePattern.exec(written)?.[1];
}
