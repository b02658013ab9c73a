import { ITSELF, type GlobalObject, type Values } from "./global-object.ts";
import type { ScriptNames } from "./names.ts";

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
 * The scope of a script that begins to run. In a later login, in which a function of it may still be called, its names
 * have the values of that login.
 */
export function makeScope(
  global: GlobalObject,
  names: ScriptNames,
  { hidden, evaluators }: ScopeOptions,
): Scope {
  const own = global.current;
  const now = (): Values => {
    const { current } = global;
    return (global.isLeft || current.login === own.login ? own : current).names;
  };
  const evaluate: Values = { ...evaluators };
  const isMade = (name: string) => names.written.has(name) || names.evaluates;
  const isThere = (name: string) =>
    global.owns(name) ||
    ITSELF.has(name) ||
    Object.hasOwn(now(), name) ||
    Object.hasOwn(evaluate, name);
  const object = new Proxy(Object.create(null) as object, {
    has: (_target, name) => {
      if (typeof name === "symbol" || hidden.includes(name)) return false;
      if (isThere(name)) return true;
      if (name in globalThis) return isMade(name);
      if (!names.asked.has(name)) own.onMissing?.(name);
      return isMade(name);
    },
    get: (_target, name) => {
      if (typeof name === "symbol") return undefined;
      if (global.owns(name)) return global.read(name);
      if (ITSELF.has(name)) return global.object;
      if (Object.hasOwn(now(), name)) return now()[name];
      if (Object.hasOwn(evaluate, name)) return evaluate[name];
      // Text that is evaluated may only ask whether a name is there.
      const isAsked = names.asked.has(name) || !names.free.includes(name);
      if (isAsked || name in globalThis) return Reflect.get(globalThis, name) as unknown;
      throw new ReferenceError(`${name} is not defined`);
    },
    set: (_target, name, value) => global.write(String(name), value),
    deleteProperty: (_target, name) => global.remove(String(name)),
  });
  const asThis = (value: unknown) =>
    value === globalThis || value === object ? global.object : value;
  return { object, asThis };
}
