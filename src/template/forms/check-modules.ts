import type { HeadFields } from "../head/check-head.ts";
import type { CheckedForm } from "../code/form.ts";
import { readModuleName } from "../../script/module-name.ts";
import { packagesOf, type ModuleUse } from "../../script/modules.ts";
import { allowedModules } from "../../script/platform.ts";
import type { Head } from "../head/head.ts";
import type { Problem } from "../problem.ts";
import type { Source } from "../source.ts";

/** Holds what a form requires against the platform, and against the head if its dependencies are known. */
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
  if (module.kind === "unknown") return [unknownModule(source, use)];
  if (module.kind === "refused") return [refusedModule(source, use)];
  if (module.kind === "builtin" || module.version === "exact") return [];
  const message = `${written} is not a module of Node and does not end with an exact version`;
  const hint = 'pin the version: require("name@1.2.3")';
  return [source.problem("module-unpinned", use, message, hint)];
}

function checkActionModule(
  source: Source,
  use: ModuleUse,
  listed: ReadonlySet<string> | undefined,
): Problem[] {
  const { written, module } = use;
  if (module.kind === "unknown") return [unknownModule(source, use)];
  if (module.kind === "refused") return [refusedModule(source, use)];
  if (module.kind === "builtin") return [];
  if (module.version !== "none") {
    const message = "an action takes the version from the head";
    const hint = "require the bare name, and list it with its version under dependencies";
    return [source.problem("module-pinned", use, message, hint)];
  }
  if (!listed || listed.has(module.name)) return [];
  const message = `the action requires ${written}, which the head does not list`;
  const hint = `list ${module.name} with an exact version under dependencies`;
  return [source.problem("dependency-missing", use, message, hint)];
}

function unknownModule(source: Source, { written, ...range }: ModuleUse): Problem {
  return source.problem(
    "module-unknown",
    range,
    `${JSON.stringify(written)} is neither a module of Node 22 nor the name of a package`,
    "require a module by its name: on the platform there are no files beside the code",
  );
}

function refusedModule(source: Source, { written, ...range }: ModuleUse): Problem {
  const hint = `the modules of Node that a template may use are ${[...allowedModules.keys()].join(", ")}`;
  const message = `a template may not use ${JSON.stringify(written)}, a module of Node`;
  return source.problem("module-unknown", range, message, hint);
}

/** A dependency that neither form requires, or whose name is that of a built-in module, which Node loads. */
export function findUnusedDependencies(
  source: Source,
  head: Head,
  { dependencies = [] }: Partial<HeadFields>,
  forms: readonly CheckedForm[],
): Problem[] {
  const required = new Set(forms.flatMap(packagesOf));
  return dependencies.flatMap(({ name }, index) => {
    if (required.has(name)) return [];
    const loaded = ["builtin", "refused"].includes(readModuleName(name).kind);
    return source.problem(
      "dependency-unused",
      head.valueAt(["dependencies", index, "name"]),
      loaded ? `require("${name}") loads Node's own module` : `neither form requires ${name}`,
      loaded ? "remove it" : "remove it, or require it",
    );
  });
}
