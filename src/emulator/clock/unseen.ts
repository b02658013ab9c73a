import type { LoginClock } from "./clock.ts";
import { isReplaceable } from "./on-clock.ts";
import { isPromise } from "../host/realms.ts";

type Callable = (...args: unknown[]) => unknown;

/** What in `crypto` works out of sight, too. */
const parts: ReadonlySet<unknown> = new Set(["subtle", "webcrypto"]);

/**
 * An object whose functions work beside the event loop, such as `crypto`. Until one of them has
 * called back or settled its promise, the clock of the login waits without moving, as it does for a
 * request.
 */
export function watchUnseen<T extends object>(target: T, clock: LoginClock, name = "crypto"): T {
  const watched: T = new Proxy(target, {
    get: (_target, key) => {
      // Getters work for the object itself only.
      const value: unknown = Reflect.get(target, key, target);
      if (!isReplaceable(target, key)) {
        return value;
      }
      if (typeof value === "function") {
        return watchCalls(value as Callable, `${name}.${String(key)}`);
      }
      return parts.has(key) && typeof value === "object" && value
        ? watchUnseen(value, clock, `${name}.${String(key)}`)
        : value;
    },
  });

  const watchCalls = (method: Callable, what: string) =>
    new Proxy(method, {
      apply: (_method, self: unknown, args: unknown[]) => {
        const on = self === watched ? target : self;
        const begin = () => clock.beginUnseen(() => `a call of ${what}`);
        return watchCall((given) => Reflect.apply(method, on, given), args, begin);
      },
    });

  return watched;
}

/** Without a callback and a promise, the work is done when the call returns. */
function watchCall(
  call: (args: unknown[]) => unknown,
  args: unknown[],
  begin: () => () => void,
): unknown {
  const callback = args.at(-1);
  if (typeof callback !== "function") {
    const answer = call(args);
    return isPromise(answer) ? answer.finally(begin()) : answer;
  }
  const end = begin();
  const callBack = (...answer: unknown[]) => {
    end();
    Reflect.apply(callback, undefined, answer);
  };
  try {
    return call([...args.slice(0, -1), callBack]);
  } catch (error) {
    end();
    throw error;
  }
}
