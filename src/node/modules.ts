import { createRequire } from "node:module";
import type { ModuleSource } from "../emulator/require.ts";

/** Node's own modules that a script may load. */
const BUILT_IN = new Set(
  "assert buffer crypto dns events http https net path punycode querystring stream string_decoder tls url util zlib".split(
    " ",
  ),
);

/** Those whose work a login's clock cannot see. */
const WAITING = new Set(["dns", "http", "https", "net", "tls", "zlib"]);

/** Those that reach the network. */
const NETWORK = new Set(["dns", "http", "https", "net", "tls"]);

/** Packages that only compute, so that a login that loads them stays on its own clock, and they with it. */
const COMPUTING = new Set(
  "ip-address ipaddr.js jsonwebtoken lodash moment range_check semver underscore uuid xmldom xpath xtend".split(
    " ",
  ),
);

const requireBuiltIn = createRequire(import.meta.url);

/** A package of the caller's that only computes. */
class Computing {
  readonly exports: unknown;

  constructor(exports: unknown) {
    this.exports = exports;
  }
}

/** Marks a module for `nodeModules` as one that only computes: it takes no time, and `Date` in it is the login's. */
export function computing(exports: unknown): unknown {
  return new Computing(exports);
}

/**
 * Node's own modules, without those that reach files or processes, and the given ones, by `name@version` or name.
 * A given module may take time that a login's clock cannot see, so a script that loads it runs on real time, unless
 * the module is known or marked to compute only.
 */
export function nodeModules(
  given: Readonly<Record<string, unknown>> = {},
  { network = true }: { network?: boolean } = {},
): ModuleSource {
  return (name, version) => {
    const id = version === undefined ? name : `${name}@${version}`;
    const key = [id, name].find((candidate) => Object.hasOwn(given, candidate));
    if (key !== undefined) return givenModule(name, given[key]);
    const builtIn = name.replace(/^node:/, "");
    if (version !== undefined || !BUILT_IN.has(builtIn)) return undefined;
    if (!network && NETWORK.has(builtIn)) return undefined;
    return { exports: requireBuiltIn(`node:${builtIn}`) as unknown, waits: WAITING.has(builtIn) };
  };
}

function givenModule(name: string, given: unknown): ReturnType<ModuleSource> {
  if (given instanceof Computing) return { exports: given.exports, waits: false, computes: true };
  const computes = COMPUTING.has(name);
  return { exports: given, waits: !computes, computes };
}

/** The host's own packages of these names, loaded when a script asks for them. */
export function hostPackages(names: readonly string[], from: string): Record<string, unknown> {
  const require = createRequire(from);
  const packages: Record<string, unknown> = {};
  for (const name of names)
    Object.defineProperty(packages, name, {
      enumerable: true,
      get: () => require(name) as unknown,
    });
  return packages;
}
