import type { LoginClock } from "./clock.ts";
import { clockDate } from "./time.ts";

type Callable = (...args: unknown[]) => unknown;

/**
 * A module that only computes, made to compute with the login's time: while one of its functions
 * runs, and only then, the realm's `Date` is the login's. What it does later, in a callback, sees
 * the realm's own.
 */
export function onClock(exports: unknown, clock: LoginClock): unknown {
  const wrapped = new WeakMap<object, object>();
  const date = clockDate(clock);

  const wrap = (value: unknown): unknown => {
    if (value === null || (typeof value !== "object" && typeof value !== "function")) {
      return value;
    }
    let proxy = wrapped.get(value);
    if (!proxy) {
      proxy = new Proxy(value, handler);
      wrapped.set(value, proxy);
      wrapped.set(proxy, proxy);
    }
    return proxy;
  };
  const handler: ProxyHandler<object> = {
    apply: (target, self, args) =>
      within(date, (): unknown => Reflect.apply(target as Callable, self, args)),
    construct: (target, args) =>
      within(date, () => Reflect.construct(target as Callable, args) as object),
    get: (target, key, receiver) => {
      const value: unknown = Reflect.get(
        target,
        key,
        receiver === wrapped.get(target) ? target : receiver,
      );
      return typeof value === "function" && isReplaceable(target, key) ? wrap(value) : value;
    },
  };
  return wrap(exports);
}

/**
 * A proxy may not show another value for a property that cannot change; nor may classes lose their
 * prototype.
 */
export function isReplaceable(target: object, key: string | symbol): boolean {
  const own = Reflect.getOwnPropertyDescriptor(target, key);
  const isFixed = own?.configurable === false && own.writable === false;
  return key !== "constructor" && !isFixed;
}

function within<T>(date: DateConstructor, work: () => T): T {
  const before = globalThis.Date;
  globalThis.Date = date;
  try {
    return work();
  } finally {
    globalThis.Date = before;
  }
}
