import type { ScriptNames } from "./names.ts";

type Values = Readonly<Record<string, unknown>>;

/** What a script is given in a login. */
export interface Surroundings {
  /** The values of its free names. */
  readonly names: Values;
  /** Tells the logins of a container apart. */
  readonly login: object;
  /** Told of a name that is not there. */
  readonly onMissing?: ((name: string) => void) | undefined;
}

/** Free names that are no properties of the global object: Node has them in each module. */
export const OF_A_MODULE: ReadonlySet<string> = new Set([
  "require",
  "module",
  "exports",
  "actions",
]);

/** What the global object of a container calls itself. */
const ITSELF: ReadonlySet<string> = new Set(["global", "globalThis"]);

/** No script runs yet. */
const nowhere: Surroundings = { names: {}, login: {} };

/** What is behind the object that scripts have: the key is known here only. */
const BEHIND = Symbol("global object");

/**
 * The global object that the scripts of a container share. What they put into it stays there, and is a free name of
 * all of them; nothing of it reaches the realm's own global object, which is behind it. What belongs to a login, such
 * as its clock, is that of the login that runs.
 */
export class GlobalObject {
  /** What scripts have as `global` and `globalThis`. */
  readonly object: object;
  /** What scripts have put there. */
  readonly #store: object = {};
  #current: Surroundings = nowhere;
  /** Functions of the realm that work with its own global object only. */
  #bound: WeakMap<object, unknown> | undefined;

  constructor() {
    const store = this.#store;
    this.object = new Proxy(store, {
      has: (_store, key) => this.#isThere(key) || key in globalThis,
      get: (_store, key) => {
        if (key === BEHIND) return this;
        return this.#isThere(key) ? this.#valueOf(key) : this.#ofRealm(key);
      },
      // Without the realm's descriptors, of which some cannot be changed.
      set: (_store, key, value) => Reflect.set(store, key, value),
    });
  }

  /** What a script has that begins to run. */
  get current(): Surroundings {
    return this.#current;
  }

  enter(surroundings: Surroundings): void {
    this.#current = surroundings;
  }

  /** At the end of a login, which would stay in memory as long as the container. */
  leave(): void {
    this.#current = nowhere;
  }

  /** Whether a script has put a name there. */
  owns(name: string): boolean {
    return Object.hasOwn(this.#store, name);
  }

  read(name: string): unknown {
    return Reflect.get(this.#store, name);
  }

  write(name: string, value: unknown): boolean {
    return Reflect.set(this.#store, name, value);
  }

  remove(name: string): boolean {
    return Reflect.deleteProperty(this.#store, name);
  }

  #isThere(key: string | symbol): boolean {
    if (Object.hasOwn(this.#store, key)) return true;
    if (typeof key === "symbol") return false;
    return ITSELF.has(key) || (Object.hasOwn(this.#current.names, key) && !OF_A_MODULE.has(key));
  }

  #valueOf(key: string | symbol): unknown {
    if (Object.hasOwn(this.#store, key)) return Reflect.get(this.#store, key);
    return ITSELF.has(String(key)) ? this.object : Reflect.get(this.#current.names, key);
  }

  #ofRealm(key: string | symbol): unknown {
    const value: unknown = Reflect.get(globalThis, key);
    if (typeof value !== "function" || Reflect.has(value, "prototype")) return value;
    const bound = (this.#bound ??= new WeakMap());
    if (!bound.has(value)) bound.set(value, bindToRealm(value));
    return bound.get(value);
  }
}

function bindToRealm(method: object): unknown {
  return Function.prototype.bind.call(method as () => unknown, globalThis);
}

/** The global object of a container by what scripts have of it. @throws TypeError if it is something else */
export function globalBehind(object: unknown): GlobalObject {
  const global: unknown =
    typeof object === "object" && object ? Reflect.get(object, BEHIND) : undefined;
  if (global instanceof GlobalObject) return global;
  throw new TypeError("this is not the global object of a container");
}

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
    return (current === nowhere || current.login === own.login ? own : current).names;
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
