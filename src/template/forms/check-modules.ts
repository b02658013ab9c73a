import type { HeadFields } from "../head/check-head.ts";
import type { CheckedForm } from "../code/form.ts";
import { readModuleName } from "../../script/module-name.ts";
import { packagesOf, type ModuleUse } from "../../script/modules.ts";
import type { Head } from "../head/head.ts";
import type { Problem } from "../problem.ts";
import type { Source } from "../source.ts";

/**
 * Holds what a form requires against the platform, and against the head if its dependencies are
 * known.
 */
export function checkModules(
  source: Source,
  dependencies: HeadFields["dependencies"],
  { kind, modules }: CheckedForm,
): Problem[] {
  const listed = dependencies && new Set(dependencies.map(({ name }) => name));
  return modules.flatMap((use) =>
    kind === "rule" ? checkRuleModule(source, use) : checkActionModule(source, use, listed),
  );
}

function checkRuleModule(source: Source, use: ModuleUse): Problem[] {
  const { written, module } = use;
  if (module.kind === "unknown" || module.kind === "refused") {
    return [unusable(source, use)];
  }
  if (module.kind === "builtin" || module.version === "exact") {
    return [];
  }
  return [source.problem("module-unpinned", use, { written })];
}

function checkActionModule(
  source: Source,
  use: ModuleUse,
  listed: ReadonlySet<string> | undefined,
): Problem[] {
  const { written, module } = use;
  if (module.kind === "unknown" || module.kind === "refused") {
    return [unusable(source, use)];
  }
  if (module.kind === "builtin") {
    return [];
  }
  const { name, version } = module;
  if (version !== "none") {
    return [source.problem("module-pinned", use)];
  }
  if (!listed || listed.has(name)) {
    return [];
  }
  return [source.problem("dependency-missing", use, { written, name })];
}

function unusable(source: Source, { written, module, ...range }: ModuleUse): Problem {
  return source.problem("module-unknown", range, { written, isBuiltin: module.kind === "refused" });
}

/**
 * A dependency that neither form requires, or whose name is that of a built-in module, which Node
 * loads.
 */
export function findUnusedDependencies(
  head: Head,
  { dependencies = [] }: Partial<HeadFields>,
  forms: readonly CheckedForm[],
): Problem[] {
  const required = new Set(forms.flatMap(packagesOf));
  return dependencies.flatMap(({ name }, index) => {
    if (required.has(name)) {
      return [];
    }
    const isBuiltin = ["builtin", "refused"].includes(readModuleName(name).kind);
    const range = head.valueAt(["dependencies", index, "name"]);
    return head.source.problem("dependency-unused", range, { name, isBuiltin });
  });
}
