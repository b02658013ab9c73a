import { isItself, membershipOf, type GlobalObject, type Values } from "./global-object.ts";
import type { ScriptNames } from "./names.ts";

// A script that replaces a built-in looks up names in it, so nothing that looks up names may use
// one.
const { hasOwn } = Object;
const { get } = Reflect;

/** Functions that make code of text, and keep it in a container. */
export interface Evaluators {
  readonly Function: unknown;
  readonly eval: unknown;
}

export interface ScopeOptions {
  /** Names that are for what is around the scope. */
  readonly hidden: readonly string[];
  readonly evaluators?: Partial<Evaluators> | undefined;
}

/** What a script's free names are looked up in. */
export interface Scope {
  /** For `with`. */
  readonly object: object;
  /** Gives the container's global object for the realm's, which a plain call has as `this`. */
  readonly asThis: (value: unknown) => unknown;
}

/**
 * The scope of a script that begins to run. In a later login, in which a function of it may still
 * be called, its names have the values of that login.
 */
export function makeScope(global: GlobalObject, names: ScriptNames, options: ScopeOptions): Scope {
  const object = new Proxy(Object.create(null) as object, lookUp(global, names, options));
  const asThis = (value: unknown) =>
    value === globalThis || value === object ? global.object : value;
  return { object, asThis };
}

/** Looks names up in the container's global object, and in what the login gives to scripts. */
function lookUp(
  global: GlobalObject,
  names: ScriptNames,
  options: ScopeOptions,
): ProxyHandler<object> {
  const { onMissing } = global.current;
  const { valuesNow, evaluate, isHidden, isThere } = given(global, options);
  const { isMade, isAsked, mayMiss } = usesOf(names);
  return {
    has: (_target, name) => {
      if (typeof name === "symbol" || isHidden(name)) {
        return false;
      }
      if (isThere(name)) {
        return true;
      }
      if (name in globalThis) {
        return isMade(name);
      }
      if (!isAsked(name)) {
        onMissing?.(name);
      }
      return isMade(name);
    },
    get: (_target, name) => {
      if (typeof name === "symbol") {
        return undefined;
      }
      if (global.owns(name)) {
        return global.read(name);
      }
      if (isItself(name)) {
        return global.object;
      }
      if (hasOwn(valuesNow(), name)) {
        return valuesNow()[name];
      }
      if (hasOwn(evaluate, name)) {
        return evaluate[name];
      }
      if (mayMiss(name) || name in globalThis) {
        return get(globalThis, name) as unknown;
      }
      throw new ReferenceError(`${name} is not defined`);
    },
    set: (_target, name, value) => global.write(name as string, value),
    deleteProperty: (_target, name) => global.remove(name as string),
  };
}

/**
 * What a script is given beside the realm: the values of the login that is running, and evaluators.
 */
function given(global: GlobalObject, { hidden, evaluators }: ScopeOptions) {
  const own = global.current;
  const valuesNow = (): Values => {
    const { current } = global;
    return (global.isLeft || current.login === own.login ? own : current).names;
  };
  const evaluate: Values = { ...evaluators };
  const isThere = (name: string) =>
    global.owns(name) || isItself(name) || hasOwn(valuesNow(), name) || hasOwn(evaluate, name);
  return { valuesNow, evaluate, isHidden: membershipOf(hidden), isThere };
}

/** How a script uses a name: whether it may make it, asks for it, or does without. */
function usesOf(names: ScriptNames) {
  const isWritten = membershipOf(names.written);
  const isAsked = membershipOf(names.asked);
  const isFree = membershipOf(names.free);
  return {
    isMade: (name: string) => isWritten(name) || names.evaluates,
    isAsked,
    // Text that is evaluated may only ask whether a name is there.
    mayMiss: (name: string) => isAsked(name) || !isFree(name),
  };
}
