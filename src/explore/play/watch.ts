import type { LoadedAction, LoadedRule } from "../../emulator/script/loaded.ts";
import type { Rule } from "../../emulator/rules/types.ts";
import type { Path } from "../places.ts";
import type { Reads } from "./recorder.ts";

/** Gives scripts proxies of their input, which note what is read. */
export class Watcher {
  readonly #reads: Reads;
  readonly #proxies = new WeakMap<object, object>();
  readonly #targets = new WeakMap<object, object>();

  constructor(reads: Reads) {
    this.#reads = reads;
  }

  /** A rule that is given proxies. */
  watchRule(rule: LoadedRule): LoadedRule {
    return {
      ...rule,
      start: (globals) => {
        const configuration = this.watch(["settings"], globals.configuration);
        const run = rule.start({ ...globals, configuration });
        const watched: Rule = (user, context, callback) =>
          run(
            this.watch(["user"], user),
            this.watch(["context"], context),
            (error, ...next: unknown[]) => {
              Reflect.apply(callback, undefined, [
                error,
                ...next.map((value) => this.#bare(value)),
              ]);
            },
          );
        return watched;
      },
    };
  }

  /** An action whose handlers are given proxies. */
  watchAction(action: LoadedAction): LoadedAction {
    return {
      ...action,
      start: (globals) => {
        action.start(globals);
        const { exports } = globals.module as { exports: unknown };
        if (typeof exports !== "object" || exports === null) {
          return;
        }
        for (const [name, handler] of Object.entries(exports)) {
          if (typeof handler === "function") {
            const run = handler as (...given: unknown[]) => unknown;
            const watched = (event: unknown, ...others: unknown[]) =>
              Reflect.apply(run, exports, [this.watch(["event"], event), ...others]);
            Reflect.set(exports, name, watched);
          }
        }
      },
    };
  }

  /** A value, or what gives it and notes what is read of it. A promise is one of such a value. */
  watch<T>(path: Path, value: T): T {
    if (typeof value !== "object" || value === null) {
      return value;
    }
    if (value instanceof Promise) {
      return value.then((given: unknown) => this.watch(path, given)) as T;
    }
    return isPlain(value) ? (this.#proxyOf(path, value) as T) : value;
  }

  #proxyOf(path: Path, target: object): object {
    const known = this.#proxies.get(target);
    if (known) {
      return known;
    }
    const proxy = new Proxy(target, {
      get: (object, key, receiver) => {
        const value: unknown = Reflect.get(object, key, receiver);
        return typeof key === "symbol" || typeof value === "function" || isOwnOfLists(object, key)
          ? value
          : this.#child(path, { object, key, value });
      },
      has: (object, key) => {
        if (typeof key === "string") {
          this.#reads.add([...path, key]);
        }
        return Reflect.has(object, key);
      },
      ownKeys: (object) => {
        this.#reads.add([...path, Array.isArray(object) ? "[]" : "*"]);
        return Reflect.ownKeys(object);
      },
      set: (object, key, value) => Reflect.set(object, key, this.#bare(value)),
    });
    this.#proxies.set(target, proxy);
    this.#targets.set(proxy, target);
    return proxy;
  }

  #child(
    path: Path,
    { object, key, value }: { object: object; key: string; value: unknown },
  ): unknown {
    const place = [...path, Array.isArray(object) ? "[]" : key];
    this.#reads.add(place);
    const { writable = true, configurable = true } =
      Reflect.getOwnPropertyDescriptor(object, key) ?? {};
    // A proxy has to give what cannot change as it is.
    return writable || configurable ? this.watch(place, value) : value;
  }

  #bare(value: unknown): unknown {
    return typeof value === "object" && value !== null
      ? (this.#targets.get(value) ?? value)
      : value;
  }
}

/** Objects and lists, and no dates, responses and the like. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === null || isRoot(prototype);
}

/** Of whatever realm. */
function isRoot(prototype: unknown): boolean {
  return (
    typeof prototype === "object" &&
    prototype !== null &&
    Object.getPrototypeOf(prototype) === null &&
    Object.hasOwn(prototype, "isPrototypeOf")
  );
}

function isOwnOfLists(object: object, key: string): boolean {
  return Array.isArray(object) && !/^\d+$/.test(key);
}
