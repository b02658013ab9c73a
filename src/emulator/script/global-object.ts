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
export const moduleNames = ["require", "module", "exports", "actions"] as const;

/** Whether a name is what the global object of a container calls itself. */
export function isItself(name: string | symbol): boolean {
  return name === "global" || name === "globalThis";
}

// A script that replaces a built-in looks up names in it, so nothing that looks up names may use
// one.
const { hasOwn } = Object;
const { apply, deleteProperty, get, has, set } = Reflect;
const bind = get(Function.prototype, "bind") as () => unknown;

/** Whether a name is among others. */
export function membershipOf(names: Iterable<string>): (name: string) => boolean {
  const known = Object.create(null) as Record<string, true>;
  for (const name of names) {
    known[name] = true;
  }
  return (name) => known[name] === true;
}

const isOfModule = membershipOf(moduleNames);

/** No script runs yet. */
const nowhere: Surroundings = { names: {}, login: {} };

/** What is behind the object that scripts have: the key is known here only. */
const behind = Symbol("global object");

/**
 * The global object that the scripts of a container share. What they put into it stays there, and
 * is a free name of all of them; nothing of it reaches the realm's own global object, which is
 * behind it. What belongs to a login, such as its clock, is that of the login that runs.
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
        if (key === behind) {
          return this;
        }
        return this.#isThere(key) ? this.#valueOf(key) : this.#ofRealm(key);
      },
      // Without the realm's descriptors, of which some cannot be changed.
      set: (_store, key, value) => set(store, key, value),
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
    return hasOwn(this.#store, name);
  }

  read(name: string): unknown {
    return get(this.#store, name);
  }

  write(name: string, value: unknown): boolean {
    return set(this.#store, name, value);
  }

  remove(name: string): boolean {
    return deleteProperty(this.#store, name);
  }

  #isThere(key: string | symbol): boolean {
    if (hasOwn(this.#store, key)) {
      return true;
    }
    if (typeof key === "symbol") {
      return false;
    }
    return isItself(key) || (hasOwn(this.#current.names, key) && !isOfModule(key));
  }

  #valueOf(key: string | symbol): unknown {
    if (hasOwn(this.#store, key)) {
      return get(this.#store, key);
    }
    return isItself(key) ? this.object : get(this.#current.names, key);
  }

  #ofRealm(key: string | symbol): unknown {
    const value: unknown = get(globalThis, key);
    if (typeof value !== "function" || has(value, "prototype")) {
      return value;
    }
    const bound = (this.#bound ??= new WeakMap());
    if (!bound.has(value)) {
      bound.set(value, bindToRealm(value));
    }
    return bound.get(value);
  }
}

function bindToRealm(method: object): unknown {
  return apply(bind, method, [globalThis]);
}

/**
 * The global object of a container by what scripts have of it.
 *
 * @throws TypeError if it is something else
 */
export function globalBehind(object: unknown): GlobalObject {
  const global: unknown =
    typeof object === "object" && object ? Reflect.get(object, behind) : undefined;
  if (global instanceof GlobalObject) {
    return global;
  }
  throw new TypeError("this is not the global object of a container");
}
