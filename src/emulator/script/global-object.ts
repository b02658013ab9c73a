export type Values = Readonly<Record<string, unknown>>;

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
export const ITSELF: ReadonlySet<string> = new Set(["global", "globalThis"]);

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

  /** What a script has that begins to run, or whatever ran last. */
  get current(): Surroundings {
    return this.#current;
  }

  enter(surroundings: Surroundings): void {
    this.#current = surroundings;
  }

  /** Whether no login runs. */
  get isLeft(): boolean {
    return this.#current === nowhere;
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
