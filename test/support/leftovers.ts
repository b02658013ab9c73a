import { vi } from "vitest";

/**
 * What a test may not leave behind; `check` gives a sentence for each thing left, and clears it
 * away.
 */
export interface LeftoverWatch {
  check(): string[];
}

type Globals = Record<string, unknown>;

/** Watches timers and globals from now on. */
export function watchLeftovers(): LeftoverWatch {
  const names = Object.getOwnPropertyNames(globalThis);
  const timers = watchTimers();
  const fetchBefore = globalThis.fetch;
  return {
    check: () => {
      const found = checkFakeTimers();
      found.push(...timers.check(), ...checkGlobals(names));
      if (globalThis.fetch !== fetchBefore) {
        found.push("fetch is still replaced");
      }
      return found;
    },
  };
}

function checkFakeTimers(): string[] {
  if (!vi.isFakeTimers()) {
    return [];
  }
  vi.useRealTimers();
  return ["fake timers are still in use"];
}

function checkGlobals(before: readonly string[]): string[] {
  const names = Object.getOwnPropertyNames(globalThis);
  if (names.every((name, index) => name === before[index])) {
    return [];
  }
  const known = new Set(before);
  const added = names.filter((name) => !known.has(name));
  for (const name of added) {
    Reflect.deleteProperty(globalThis, name);
  }
  return added.map((name) => `the global ${name} is left`);
}

/**
 * Timers that the tested code set through the globals. Those of the test runner, of nock and of
 * Node itself do not pass here, so their number may change as it likes.
 */
function watchTimers(): LeftoverWatch {
  const { setTimeout, setInterval, clearTimeout, clearInterval } = globalThis;
  const open = new Set<NodeJS.Timeout>();
  const replacements: Globals = {
    setTimeout: Object.assign(
      (callback: (...args: unknown[]) => void, milliseconds?: number, ...args: unknown[]) => {
        const timer = setTimeout(() => {
          open.delete(timer);
          callback(...args);
        }, milliseconds);
        open.add(timer);
        return timer;
      },
      setTimeout,
    ),
    setInterval: (
      callback: (...args: unknown[]) => void,
      milliseconds?: number,
      ...args: unknown[]
    ) => {
      const timer = setInterval(callback, milliseconds, ...args);
      open.add(timer);
      return timer;
    },
    clearTimeout: (timer?: NodeJS.Timeout) => {
      if (timer) {
        open.delete(timer);
      }
      clearTimeout(timer);
    },
    clearInterval: (timer?: NodeJS.Timeout) => {
      if (timer) {
        open.delete(timer);
      }
      clearInterval(timer);
    },
  };
  Object.assign(globalThis, replacements);
  return {
    check: () => {
      Object.assign(globalThis, { setTimeout, setInterval, clearTimeout, clearInterval });
      const left = [...open].filter((timer) => timer.hasRef());
      for (const timer of open) {
        clearTimeout(timer);
      }
      return left.map(() => "a timer is left");
    },
  };
}
