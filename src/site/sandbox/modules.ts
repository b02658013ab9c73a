import querystring from "unenv/node/querystring";
import url from "unenv/node/url";

import type { ModuleSource, ScriptModule } from "../../emulator/host/require.ts";
import { withClients } from "../../run/stand-ins/clients.ts";
import type { moduleNames } from "./module-names.ts";
import { nodeBuffer } from "./modules/buffer.ts";
import { nodeCrypto } from "./modules/crypto.ts";
import type { PackageText } from "./protocol.ts";

/**
 * Puts `Buffer` where scripts find it in Node, and gives what they may load: the modules of Node
 * that exist in a browser, packages that send requests, and the packages that the page sent with
 * the login, each in the one version that there is.
 */
export function browserModules(packages: readonly PackageText[]): ModuleSource {
  const Buffer = nodeBuffer();
  Object.assign(globalThis, { Buffer });
  const all: Readonly<Record<(typeof moduleNames)[number], unknown>> = {
    buffer: { Buffer },
    crypto: nodeCrypto,
    querystring,
    url,
  };
  const modules = new Map<string, unknown>(Object.entries(all));
  const findPackage = packageSource(packages, (name) => modules.get(name));
  // In whatever version, as on the platform: Node's own goes before an npm package of its name.
  const find = (name: string, version: string | undefined): ScriptModule | undefined => {
    const builtIn = name.replace(/^node:/, "");
    if (!modules.has(builtIn)) {
      return findPackage(name, version);
    }
    return { exports: modules.get(builtIn), waits: false };
  };
  const versionsOf = (name: string) =>
    packages.filter((one) => one.name === name).map(({ version }) => `${name}@${version}`);
  return Object.assign(withClients(find), { versionsOf });
}

// Compiles in the global scope, not in this one.
const compileText = globalThis.eval;

type Body = (module: { exports: unknown }, exports: unknown, require: unknown) => void;

/** Finds packages, each of which is evaluated when it is first asked for. */
function packageSource(
  packages: readonly PackageText[],
  require: (name: string) => unknown,
): ModuleSource {
  const evaluated = new Map<string, unknown>();
  const evaluate = ({ name, code }: PackageText): unknown => {
    if (!evaluated.has(name)) {
      const module = { exports: {} };
      const body = compileText(`(function (module, exports, require) {${code}\n})`) as Body;
      body(module, module.exports, require);
      evaluated.set(name, module.exports);
    }
    return evaluated.get(name);
  };
  return (id) => {
    const [name = "", part] = id.split("/");
    const found = packages.find((one) => one.name === name);
    const exports = found && partOf(evaluate(found), part);
    return exports === undefined ? undefined : { exports, waits: false, computes: true };
  };
}

/** What is in a package, as in `lodash/get`; all of it without a part. */
function partOf(exports: unknown, part: string | undefined): unknown {
  if (part === undefined) {
    return exports;
  }
  const isHolder = typeof exports === "function" || typeof exports === "object";
  return isHolder && exports !== null ? (Reflect.get(exports, part) as unknown) : undefined;
}
