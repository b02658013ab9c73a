import querystring from "unenv/node/querystring";
import url from "unenv/node/url";

import type { ModuleSource } from "../../emulator/host/require.ts";
import type { MODULE_NAMES } from "./module-names.ts";
import { nodeBuffer } from "./modules/buffer.ts";
import { nodeCrypto } from "./modules/crypto.ts";

/** Puts `Buffer` where scripts find it in Node, and gives the modules of Node that there are in a browser. */
export function browserModules(): ModuleSource {
  const Buffer = nodeBuffer();
  Object.assign(globalThis, { Buffer });
  const all: Readonly<Record<(typeof MODULE_NAMES)[number], unknown>> = {
    buffer: { Buffer },
    crypto: nodeCrypto,
    querystring,
    url,
  };
  const modules = new Map<string, unknown>(Object.entries(all));
  // In whatever version, as on the platform: Node's own goes before an npm package of its name.
  return (name) => {
    const builtIn = name.replace(/^node:/, "");
    if (!modules.has(builtIn)) return undefined;
    return { exports: modules.get(builtIn), waits: false };
  };
}
