import { getSystemErrorMap } from "node:util";

import type { Refuse } from "./refuse.ts";

/**
 * What of Node's bindings reaches out, by binding, and by class where it is a method. Whatever is
 * built on them ends here, also what a script makes of them itself. Source:
 * https://github.com/nodejs/node (src/tcp_wrap.cc and beside it)
 */
const bindings: readonly (readonly [binding: string, owner: string | undefined, names: RegExp])[] =
  [
    ["tcp_wrap", "TCP", /^(?:open|bind6?|listen|connect6?)$/],
    ["pipe_wrap", "Pipe", /^(?:open|bind|listen|connect)$/],
    ["udp_wrap", "UDP", /^(?:open|bind6?|connect6?|send6?|add\w*Membership)$/],
    ["cares_wrap", "ChannelWrap", /^(?:query\w+|getHostByAddr)$/],
    ["cares_wrap", undefined, /^get(?:addr|name)info$/],
    ["process_wrap", "Process", /^spawn$/],
    ["spawn_sync", undefined, /^spawn$/],
    ["inspector", undefined, /^(?:open|MainThreadConnection)$/],
  ];

/** Refuses what the bindings do, with the code that the system has for it. */
export function refuseBindings(refuse: Refuse): void {
  const code = codeOf("ECONNREFUSED");
  for (const [name, owner, names] of bindings) {
    const binding = bindingOf(name);
    const holder = owner === undefined ? binding : prototypeOf(binding, owner);
    if (!isObject(holder)) {
      continue;
    }
    for (const method of Object.getOwnPropertyNames(holder).filter((key) => names.test(key))) {
      Reflect.defineProperty(holder, method, {
        configurable: true,
        writable: true,
        enumerable: true,
        // No arrow function, which is no constructor.
        value: function refused(...args: unknown[]) {
          const texts = args.filter((value) => ["string", "number"].includes(typeof value));
          const error = refuse(
            "BINDING",
            [`${name}.${method}`, ...texts].join(" "),
            "ECONNREFUSED",
          );
          // A class.
          if (/^[A-Z]/.test(method)) {
            throw error;
          }
          return name === "spawn_sync" ? { error: code, status: null, signal: null } : code;
        },
      });
    }
  }
}

/** A Node that has no such binding any more gives none to a script either. */
function bindingOf(name: string): unknown {
  const find: unknown = Reflect.get(process, "binding");
  if (typeof find !== "function") {
    return undefined;
  }
  try {
    return Reflect.apply(find, process, [name]);
  } catch {
    return undefined;
  }
}

function prototypeOf(binding: unknown, name: string): unknown {
  const owner: unknown = isObject(binding) ? Reflect.get(binding, name) : undefined;
  return typeof owner === "function" ? owner.prototype : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** The number that the system has for an error. */
function codeOf(error: string): number {
  for (const [code, [name]] of getSystemErrorMap()) {
    if (name === error) {
      return code;
    }
  }
  return -1;
}
