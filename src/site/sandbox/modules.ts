import querystring from "unenv/node/querystring";
import url from "unenv/node/url";

import type { ModuleSource } from "../../emulator/require.ts";
import { nodeBuffer } from "./modules/buffer.ts";
import { nodeCrypto } from "./modules/crypto.ts";

/** Puts `Buffer` where scripts find it in Node, and gives the modules of Node that there are in a browser. */
export function browserModules(): ModuleSource {
  const Buffer = nodeBuffer();
  Object.assign(globalThis, { Buffer });
  const modules = new Map<string, unknown>([
    ["buffer", { Buffer }],
    ["crypto", nodeCrypto],
    ["querystring", querystring],
    ["url", url],
  ]);
  return (name, version) => {
    const builtIn = name.replace(/^node:/, "");
    if (version !== undefined || !modules.has(builtIn)) return undefined;
    return { exports: modules.get(builtIn), waits: false };
  };
}
