import dns from "node:dns";

import type { Refuse } from "./refuse.ts";

/** Refuses the lookups of `dns` and of its promises, and those of each `Resolver`. */
export function refuseLookups(refuse: Refuse): void {
  refuseIn(dns, "callback", refuse);
  refuseIn(dns.Resolver.prototype, "callback", refuse);
  refuseIn(dns.promises, "promise", refuse);
  refuseIn(dns.promises.Resolver.prototype, "promise", refuse);
}

function refuseIn(owner: object, kind: "callback" | "promise", refuse: Refuse): void {
  for (const name of namesIn(owner)) {
    if (!/^(?:lookup|resolve|reverse)/.test(name)) {
      continue;
    }
    Object.defineProperty(owner, name, {
      configurable: true,
      writable: true,
      enumerable: true,
      value: (...args: unknown[]) => {
        const error = refuse("DNS", `${name} ${String(args[0])}`, "EAI_FAIL");
        if (kind === "promise") {
          return Promise.reject(error);
        }
        const callback = args.at(-1);
        if (typeof callback !== "function") {
          throw error;
        }
        process.nextTick(callback, error);
        return undefined;
      },
    });
  }
}

/** The names of its properties and of those that it inherits. */
function namesIn(owner: object): string[] {
  const names: string[] = [];
  let holder: unknown = owner;
  while (typeof holder === "object" && holder !== null && holder !== Object.prototype) {
    names.push(...Object.getOwnPropertyNames(holder));
    holder = Object.getPrototypeOf(holder);
  }
  return [...new Set(names)];
}
