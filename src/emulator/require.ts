import type { LoginClock } from "./clock.ts";
import { onClock } from "./on-clock.ts";
import { timersModule } from "./timers-module.ts";
import { watchUnseen } from "./unseen.ts";

/** A module that a script may load. */
export interface ScriptModule {
  /** What `require` gives. */
  exports: unknown;
  /** Whether using it can take time that a login's clock cannot see, which puts the login on real time. */
  waits: boolean;
  /** Whether it only computes, so that it can be given the login's time, as `jsonwebtoken` can. */
  computes?: boolean;
  /** Whether its functions work beside the event loop if they call back, as those of `crypto` do. */
  isUnseen?: boolean;
}

/** Finds a module by name and, for `require("name@1.2.3")`, exact version. */
export type ModuleSource = (name: string, version: string | undefined) => ScriptModule | undefined;

/** The `require` of a rule. */
export interface RuleRequire {
  (id: string): unknown;
  /** The mark of the versioned `require` of Rules. */
  readonly __verquire: true;
}

/** A name with a version, and what is in the package. */
const VERSIONED = /^((?:@[^@/]+\/)?[^@/]+)@([^/]+)(\/.*)?$/;
const EXACT = /^\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/;

/**
 * The `require` of a rule: exact versions, no ranges, and only what the source has.
 * Source: https://github.com/auth0/verquire
 */
export function ruleRequire(source: ModuleSource, clock: LoginClock): RuleRequire {
  const find: Find = (id) => {
    const [, name = "", version = "", path = ""] = VERSIONED.exec(id) ?? [];
    if (name === "") return source(id, undefined);
    return EXACT.test(version) ? source(name + path, version) : undefined;
  };
  return Object.assign(loader(find, clock), { __verquire: true as const });
}

/**
 * The `require` of an action, whose dependencies have their versions elsewhere.
 * Source: https://auth0.com/docs/customize/actions/migrate/migrate-from-rules-to-actions
 */
export function actionRequire(source: ModuleSource, clock: LoginClock): (id: string) => unknown {
  return loader((id) => (VERSIONED.test(id) ? undefined : source(id, undefined)), clock);
}

type Find = (id: string) => ScriptModule | undefined;

function loader(find: Find, clock: LoginClock): (id: unknown) => unknown {
  return (id) => {
    const found = typeof id === "string" ? find(id) : undefined;
    const timers = !found && typeof id === "string" ? timersModule(id, clock) : undefined;
    if (timers) return timers;
    if (!found)
      throw Object.assign(new Error(`Cannot find module '${String(id)}'`), {
        code: "MODULE_NOT_FOUND",
      });
    if (found.waits) clock.follow();
    if (found.isUnseen) return watchUnseen(found.exports as object, clock);
    return found.computes ? onClock(found.exports, clock) : found.exports;
  };
}
