import { createRequire, isBuiltin } from "node:module";
import type { ModuleSource, ScriptModule } from "../emulator/host/require.ts";
import { packageOf } from "../script/module-name.ts";

/** Node's own modules that a script may load. */
const builtInNames = new Set(
  "assert buffer crypto dns events http https net path punycode querystring stream string_decoder tls url util zlib".split(
    " ",
  ),
);

/** Those whose work a login's clock cannot see. */
const waitingNames = new Set(["dns", "http", "https", "net", "tls", "zlib"]);

/**
 * Packages that only compute, so that a login that loads them stays on its own clock, and they with
 * it.
 */
const computingNames = new Set(
  "ip-address ipaddr.js jsonwebtoken lodash moment range_check semver underscore uuid xmldom xpath xtend".split(
    " ",
  ),
);

/** A package of the caller's that only computes. */
class Computing {
  readonly exports: unknown;

  constructor(exports: unknown) {
    this.exports = exports;
  }
}

/**
 * Marks a module for `nodeModules` as one that only computes: it takes no time, and `Date` in it is
 * the login's.
 */
export function computing(exports: unknown): unknown {
  return new Computing(exports);
}

/**
 * Node's own modules, without those that reach files or processes, and before them the given ones:
 * by `name@version` or name, or from a source such as `hostPackages`. A given module may take time
 * that a login's clock cannot see, so a script that loads it runs on real time, unless the module
 * is known or marked to compute only.
 */
export function nodeModules(
  given: Readonly<Record<string, unknown>> | ModuleSource = {},
): ModuleSource {
  const source = typeof given === "function" ? given : listed(given);
  const find: ModuleSource = (name, version) => source(name, version) ?? builtIn(name);
  return source.versionsOf ? Object.assign(find, { versionsOf: source.versionsOf }) : find;
}

function listed(given: Readonly<Record<string, unknown>>): ModuleSource {
  const find = (name: string, version: string | undefined) => {
    const id = version === undefined ? name : `${name}@${version}`;
    const key = [id, name].find((candidate) => Object.hasOwn(given, candidate));
    return key === undefined ? undefined : givenModule(name, given[key]);
  };
  const versionsOf = (name: string) =>
    Object.keys(given).filter((key) => key.startsWith(`${name}@`));
  return Object.assign(find, { versionsOf });
}

/**
 * A module of Node's own, in whatever version: on the platform, too, Node's goes before an npm
 * package of its name, such as `url@0.10.3`. Source: https://github.com/auth0/verquire
 * (lib/verquire.js)
 */
function builtIn(id: string): ScriptModule | undefined {
  const name = id.replace(/^node:/, "");
  if (!builtInNames.has(name)) {
    return undefined;
  }
  return {
    exports: process.getBuiltinModule(`node:${name}`) as unknown,
    waits: waitingNames.has(name),
    isUnseen: name === "crypto",
  };
}

function givenModule(name: string, given: unknown): ScriptModule {
  if (given instanceof Computing) {
    return { exports: given.exports, waits: false, computes: true };
  }
  const computes = computingNames.has(name);
  return { exports: given, waits: !computes, computes };
}

/**
 * The host's own packages of these names, and what is in them, such as `lodash/get`; loaded when a
 * script asks for them, in the version that is installed, whatever version it asks for.
 *
 * @param from the file, or a file in the folder, for which they are installed
 */
export function hostPackages(names: readonly string[], from: string | URL): ModuleSource {
  const require = createRequire(from);
  return (name) => {
    const owner = packageOf(name);
    // Node's own goes before a package of its name.
    if (isBuiltin(name)) {
      return undefined;
    }
    return owner !== undefined && names.includes(owner)
      ? givenModule(owner, require(name))
      : undefined;
  };
}
