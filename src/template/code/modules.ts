import type { Identifier } from "acorn";

import type { Range } from "../source.ts";
import type { Names } from "./names.ts";
import { memberKey, stringOf } from "./tree.ts";
import { memberOf } from "./uses.ts";

/** A module that code requires, and where. */
export interface ModuleUse extends Range {
  /** As written, `name@1.2.3` or `node:crypto`. */
  readonly name: string;
}

/** The modules of a form, and the uses that hide which module they load. */
export interface ModuleUses {
  readonly modules: ModuleUse[];
  readonly dynamic: Range[];
}

/** The built-in modules of Node 22 that code may name, without those that only tests use. */
const builtins = new Set(
  (
    "assert assert/strict async_hooks buffer child_process cluster console constants crypto dgram " +
    "diagnostics_channel dns dns/promises domain events fs fs/promises http http2 https inspector " +
    "module net os path path/posix path/win32 perf_hooks process punycode querystring readline " +
    "readline/promises repl stream stream/consumers stream/promises stream/web string_decoder sys " +
    "timers timers/promises tls trace_events tty url util util/types v8 vm wasi worker_threads zlib"
  ).split(" "),
);

/** Built-in modules that talk to other machines. */
const networkModules = new Set(["http", "https", "http2", "net", "tls"]);

const pinned =
  /^((?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*)@(\d+\.\d+\.\d+(?:-[\w.-]+)?)$/;

/** Built-in modules that load others by functions of their own. */
const loadingModules = new Set(["module", "process"]);

/** What `process` has to load modules. */
const loadingMembers = new Set([
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
    const name = argument ? stringOf(argument) : undefined;
    if (!argument || name === undefined) {
      dynamic.push(call ?? use);
      continue;
    }
    const { start, end } = argument;
    if (loadingModules.has(builtinOf(name) ?? "")) dynamic.push({ start, end });
    else modules.push({ name, start, end });
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

/** The built-in module that a name stands for, without `node:`. */
export function builtinOf(name: string): string | undefined {
  const plain = name.replace(/^node:/, "");
  return builtins.has(plain) ? plain : undefined;
}

/** The package of a name such as `name@1.2.3`, or undefined where no version is pinned. */
export function pinnedPackage(name: string): string | undefined {
  return pinned.exec(name)?.[1];
}

/** The package of a bare name such as `@scope/name/file`. */
export function barePackage(name: string): string {
  return name
    .split("/")
    .slice(0, name.startsWith("@") ? 2 : 1)
    .join("/");
}

/** Whether requiring a module means that requests are made: `offline` packages make none. */
export function makesRequests(name: string, offline: ReadonlySet<string>): boolean {
  const builtin = builtinOf(name);
  if (builtin !== undefined) return networkModules.has(builtin);
  return !offline.has(pinnedPackage(name) ?? barePackage(name));
}
