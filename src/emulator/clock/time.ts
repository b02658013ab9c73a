import type { LoginClock } from "./clock.ts";

/** Milliseconds since 1970, as `Date` has them. */
function nowOf(clock: LoginClock): number {
  return Math.floor(clock.now());
}

/** Whether a function was called without `new`, which its types do not foresee. */
function isCall(newTarget: unknown): newTarget is undefined {
  return newTarget === undefined;
}

/** What a function made here shares with the one that it stands for. */
function standFor<T extends object>(made: object, real: T, prototype: object): T {
  const constructor = { value: made, writable: true, configurable: true };
  Object.setPrototypeOf(made, real);
  Object.defineProperties(made, {
    name: { value: Reflect.get(real, "name"), configurable: true },
    length: { value: Reflect.get(real, "length"), configurable: true },
    prototype: { value: Object.defineProperty(prototype, "constructor", constructor) },
  });
  return made as T;
}

/**
 * The realm's own `Date`, except for what time it is. Its dates have it as their `constructor`, and
 * all dates of the realm are instances of it.
 */
export function clockDate(clock: LoginClock): DateConstructor {
  const RealDate = globalThis.Date;
  const made = function (this: unknown, ...args: unknown[]): unknown {
    if (isCall(new.target)) {
      return new RealDate(nowOf(clock)).toString();
    }
    return Reflect.construct(RealDate, args.length === 0 ? [nowOf(clock)] : args, new.target);
  };
  const isInstance = function (this: unknown, value: unknown): boolean {
    return this === made
      ? value instanceof RealDate
      : Function.prototype[Symbol.hasInstance].call(this as () => unknown, value);
  };
  Object.defineProperties(made, {
    now: { value: () => nowOf(clock), writable: true, configurable: true },
    [Symbol.hasInstance]: { value: isInstance, configurable: true },
  });
  return standFor(made, RealDate, Object.create(RealDate.prototype) as object);
}

/**
 * The realm's own `Intl`, except that what formats a time without being given one takes the
 * login's.
 */
export function clockIntl(clock: LoginClock): typeof Intl {
  let made: typeof Intl.DateTimeFormat | undefined;
  return new Proxy(Intl, {
    get: (target, key, receiver) =>
      key === "DateTimeFormat"
        ? (made ??= clockFormat(clock))
        : (Reflect.get(target, key, receiver) as unknown),
  });
}

function clockFormat(clock: LoginClock): typeof Intl.DateTimeFormat {
  const RealFormat = Intl.DateTimeFormat;
  const { prototype: real } = RealFormat;
  const made = function (...args: unknown[]): unknown {
    return Reflect.construct(RealFormat, args, isCall(new.target) ? made : new.target) as unknown;
  };
  const formats = new WeakMap<object, unknown>();
  const prototype = Object.create(real, {
    format: {
      get(this: Intl.DateTimeFormat) {
        const format = Reflect.get(real, "format", this);
        const bound = (date?: Date | number) => format(date ?? nowOf(clock));
        if (!formats.has(this)) {
          formats.set(this, bound);
        }
        return formats.get(this);
      },
      configurable: true,
    },
    formatToParts: {
      value(this: Intl.DateTimeFormat, date?: Date | number) {
        return real.formatToParts.call(this, date ?? nowOf(clock));
      },
      writable: true,
      configurable: true,
    },
  }) as object;
  return standFor(made, RealFormat, prototype);
}

/** The realm's own `performance`, except that its time is the login's, from its start. */
export function clockPerformance(clock: LoginClock): typeof performance {
  return new Proxy(performance, {
    get: (target, key) => {
      if (key === "now") {
        return () => clock.now() - clock.start;
      }
      if (key === "timeOrigin") {
        return clock.start;
      }
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
}

/** What this needs of `Temporal`, which not every engine has. */
interface TemporalLike {
  Now: { timeZoneId(): string };
  Instant: { fromEpochMilliseconds(milliseconds: number): InstantLike };
}

interface InstantLike {
  toZonedDateTimeISO(timeZone: string): Readonly<Record<ToPlain, () => unknown>>;
}

type ToPlain = "toPlainDateTime" | "toPlainDate" | "toPlainTime";

/**
 * The realm's own `Temporal`, except that `Temporal.Now` is the login's; undefined if there is
 * none.
 */
export function clockTemporal(clock: LoginClock): object | undefined {
  const temporal = Reflect.get(globalThis, "Temporal") as TemporalLike | undefined;
  if (!temporal) {
    return undefined;
  }
  const { Now, Instant } = temporal;
  const instant = () => Instant.fromEpochMilliseconds(nowOf(clock));
  const zoned = (zone = Now.timeZoneId()) => instant().toZonedDateTimeISO(zone);
  const now = {
    instant,
    zonedDateTimeISO: zoned,
    plainDateTimeISO: (zone?: string) => zoned(zone).toPlainDateTime(),
    plainDateISO: (zone?: string) => zoned(zone).toPlainDate(),
    plainTimeISO: (zone?: string) => zoned(zone).toPlainTime(),
  };
  const loginNow = Object.assign(Object.create(Now) as object, now);
  return new Proxy(temporal, {
    get: (target, key, receiver) =>
      key === "Now" ? loginNow : (Reflect.get(target, key, receiver) as unknown),
  });
}
