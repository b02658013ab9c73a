/** What the name in a `require` stands for. */
export type ModuleName =
  | { readonly kind: "builtin"; readonly name: string }
  | { readonly kind: "package"; readonly name: string; readonly version: Version }
  /** A path, say: on the platform a rule or an action has no files beside it. */
  | { readonly kind: "unknown" };

type Version = "none" | "exact" | "other";

/** The documented built-in modules of Node 22. Source: https://nodejs.org/docs/latest-v22.x/api/ */
const builtins = new Set(
  (
    "assert assert/strict async_hooks buffer child_process cluster console constants crypto dgram " +
    "diagnostics_channel dns dns/promises domain events fs fs/promises http http2 https inspector " +
    "inspector/promises module net os path path/posix path/win32 perf_hooks process punycode " +
    "querystring readline readline/promises repl stream stream/consumers stream/promises stream/web " +
    "string_decoder sys timers timers/promises tls trace_events tty url util util/types v8 vm wasi " +
    "worker_threads zlib"
  ).split(" "),
);

/** Those that need the `node:`: without it these are names of packages. */
const prefixedBuiltins = new Set(["sea", "sqlite", "test", "test/reporters"]);

/** A package, its version if one is asked for, and what is in it. Old packages may have capitals. */
const packagePattern = /^((?:@[a-z0-9~-][\w.~-]*\/)?[a-z0-9~-][\w.~-]*)(?:@([^/]*))?(\/.*)?$/i;
const exactVersion = /^\d+\.\d+\.\d+(?:-[\w.-]+)?$/;

export function readModuleName(written: string): ModuleName {
  const plain = written.replace(/^node:/, "");
  const known = builtins.has(plain) || (plain !== written && prefixedBuiltins.has(plain));
  if (known) return { kind: "builtin", name: plain };
  const [, name, version, path] = packagePattern.exec(written) ?? [];
  if (name === undefined) return { kind: "unknown" };
  if (version === undefined) return { kind: "package", name, version: "none" };
  // A version stands at the end of what a rule requires.
  const exact = path === undefined && exactVersion.test(version);
  return { kind: "package", name, version: exact ? "exact" : "other" };
}

/** The package that a module such as `@scope/name/file` belongs to, undefined if it belongs to none. */
export function packageOf(written: string): string | undefined {
  return packagePattern.exec(written)?.[1];
}
