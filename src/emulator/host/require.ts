import type { LoginClock } from "../clock/clock.ts";
import { explainRemoved, explainVersions } from "./explain-module.ts";
import { onClock } from "../clock/on-clock.ts";
import { timersModule } from "../clock/timers-module.ts";
import { watchUnseen } from "../clock/unseen.ts";

/**
 * What a module that is made for a script can use: requests and timers that the login's clock
 * knows.
 */
export interface ModuleHost {
  /** Asks as the script's own `fetch` does. */
  readonly fetch: typeof fetch;
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back in a turn of its own. */
  soon(callback: () => void): void;
  /** Calls back after a time on the login's clock. */
  setTimer(milliseconds: number, fire: () => void): object;
  /** Takes back a timer. */
  clearTimer(timer: object): void;
}

/** A module that a script may load. */
export interface ScriptModule {
  /** What `require` gives. */
  exports: unknown;
  /**
   * Whether using it can take time that a login's clock cannot see, which puts the login on real
   * time.
   */
  waits: boolean;
  /** Whether it only computes, so that it can be given the login's time, as `jsonwebtoken` can. */
  computes?: boolean;
  /**
   * Whether its functions work beside the event loop if they call back, as those of `crypto` do.
   */
  isUnseen?: boolean;
  /**
   * Makes what `require` gives for one script, in place of `exports`, which then only tells modules
   * apart.
   */
  make?: (host: ModuleHost) => unknown;
}

/** Finds a module by name and, for `require("name@1.2.3")`, exact version. */
export interface ModuleSource {
  (name: string, version: string | undefined): ScriptModule | undefined;
  /** The versions of a package that can be asked for, if the source knows them. */
  versionsOf?: (name: string) => readonly string[];
}

/** The `require` of a rule. */
export interface RuleRequire {
  (id: string): unknown;
  /** The mark of the versioned `require` of Rules. */
  readonly __verquire: true;
}

/** What a `require` is made of. */
export interface RequireOptions {
  source: ModuleSource;
  clock: LoginClock;
  /** Told of what an author should know of a module. */
  warn: (text: string) => void;
}

/** A name with a version, and what is in the package. */
const versioned = /^((?:@[^@/]+\/)?[^@/]+)@([^/]+)(\/.*)?$/;
const exact = /^\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/;
const actionsModule = /^actions:(.*)$/;

/**
 * The `require` of a rule: exact versions, no ranges, and only what the source has.
 * Source: https://github.com/auth0/verquire
 */
export function ruleRequire(options: RequireOptions & { isOld: boolean }): RuleRequire {
  const { source, warn, isOld } = options;
  const find: Find = (id) => {
    const [, name = "", version = "", path = ""] = versioned.exec(id) ?? [];
    if (name === "") {
      return source(id, undefined) ?? explainTo(warn, explainUnpinned(id));
    }
    const removed = isOld ? undefined : explainRemoved(name, version);
    if (removed !== undefined) {
      warn(removed);
    }
    const found = exact.test(version) ? source(name + path, version) : undefined;
    if (found || removed !== undefined) {
      return found;
    }
    return explainTo(warn, explainVersions(name, version, source.versionsOf?.(name) ?? []));
  };
  return Object.assign(loader(find, options), { __verquire: true as const });
}

function explainUnpinned(id: string): string | undefined {
  return actionsModule.test(id)
    ? "a rule cannot load Actions Modules: only actions can"
    : undefined;
}

/** Nothing, and why. */
function explainTo(
  warn: RequireOptions["warn"],
  why: string | undefined,
): ScriptModule | undefined {
  if (why !== undefined) {
    warn(why);
  }
  return undefined;
}

/**
 * The `require` of an action, whose dependencies have their versions elsewhere.
 * Sources: https://auth0.com/docs/customize/actions/migrate/migrate-from-rules-to-actions and
 * https://auth0.com/docs/customize/actions/modules/write-your-first-action-module
 */
export function actionRequire(
  options: RequireOptions,
  findModule: (name: string) => { exports: unknown } | undefined,
): (id: string) => unknown {
  return loader((id) => {
    const [, module] = actionsModule.exec(id) ?? [];
    if (module === undefined) {
      return findDependency(id, options);
    }
    const found = findModule(module);
    if (found) {
      return { exports: found.exports, waits: false };
    }
    const why = `the action has no Actions Module ${JSON.stringify(module)}: add it to the action, or in a test to the actionsModules of loadAction`;
    return explainTo(options.warn, why);
  }, options);
}

/** The `require` of an Actions Module, which has dependencies of its own, and no other modules. */
export function moduleRequire(options: RequireOptions): (id: string) => unknown {
  return loader(
    (id) =>
      actionsModule.test(id)
        ? explainTo(options.warn, `an Actions Module cannot load another one: ${id}`)
        : findDependency(id, options),
    options,
  );
}

function findDependency(id: string, { source, warn }: RequireOptions): ScriptModule | undefined {
  const [, name] = versioned.exec(id) ?? [];
  if (name === undefined) {
    return source(id, undefined);
  }
  const why = `an action cannot load ${id}: its version belongs to the dependencies of the action, and the code says require("${name}")`;
  return explainTo(warn, why);
}

type Find = (id: string) => ScriptModule | undefined;

function loader(find: Find, { clock }: RequireOptions): (id: unknown) => unknown {
  const given = new Map<unknown, unknown>();
  return (id) => {
    const found = typeof id === "string" ? find(id) : undefined;
    const timers = !found && typeof id === "string" ? timersModule(id, clock) : undefined;
    if (timers) {
      return timers;
    }
    if (!found) {
      throw Object.assign(new Error(`Cannot find module '${String(id)}'`), {
        code: "MODULE_NOT_FOUND",
      });
    }
    if (found.waits) {
      clock.follow();
    }
    if (!given.has(found.exports)) {
      given.set(found.exports, giveOnClock(found, clock));
    }
    return given.get(found.exports);
  };
}

function giveOnClock(found: ScriptModule, clock: LoginClock): unknown {
  const { exports, isUnseen, computes, make } = found;
  if (make) {
    return make(clock);
  }
  if (isUnseen) {
    return watchUnseen(exports as object, clock);
  }
  return computes ? onClock(exports, clock) : exports;
}
