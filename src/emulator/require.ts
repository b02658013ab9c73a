import type { LoginClock } from "./clock.ts";
import { onClock } from "./on-clock.ts";

/** A module that a script may load. */
export interface ScriptModule {
  /** What `require` gives. */
  exports: unknown;
  /** Whether using it can take time that a login's clock cannot see, which puts the login on real time. */
  waits: boolean;
  /** Whether it only computes, so that it can be given the login's time, as `jsonwebtoken` can. */
  computes?: boolean;
}

/** Finds a module by name and, for `require("name@1.2.3")`, exact version. */
export type ModuleSource = (name: string, version: string | undefined) => ScriptModule | undefined;

/** The `require` of a script. */
export interface ScriptRequire {
  (id: string): unknown;
  /** The mark of the versioned `require` of Rules. */
  readonly __verquire: true;
}

/**
 * The `require` of a rule or an action: exact versions, no ranges, and only what the source has.
 * Source: https://github.com/auth0/verquire
 */
export function scriptRequire(source: ModuleSource, clock: LoginClock): ScriptRequire {
  const load = (id: unknown) => {
    const found = typeof id === "string" ? source(...splitVersion(id)) : undefined;
    if (!found)
      throw Object.assign(new Error(`Cannot find module '${String(id)}'`), {
        code: "MODULE_NOT_FOUND",
      });
    if (found.waits) clock.follow();
    return found.computes ? onClock(found.exports, clock) : found.exports;
  };
  return Object.assign(load, { __verquire: true as const });
}

function splitVersion(id: string): [name: string, version: string | undefined] {
  const at = id.indexOf("@", 1);
  return at < 0 ? [id, undefined] : [id.slice(0, at), id.slice(at + 1)];
}
