import type { ModuleHost } from "../../emulator/host/require.ts";
import { ask, parseIfJson } from "./ask.ts";

type Callback = (...args: unknown[]) => unknown;

/**
 * A package of which nothing is known. Whatever is read of it can be called, made with `new` and read further. A call
 * with a callback, and one that is awaited, asks an address that says what was called, and gets what the login's answers
 * say; any other call gives something that says what it came from. So a rule and its action, which call the same, get
 * the same, and what they call is seen.
 */
export function unknownPackage(host: ModuleHost, name: string): unknown {
  return part(name, undefined);

  function part(path: string, args: readonly unknown[] | undefined): unknown {
    const call = (given: readonly unknown[]) => {
      const callback = given.at(-1);
      if (typeof callback === "function" && !(given[0] === "error" && given.length === 2)) {
        callBack(path, given.slice(0, -1), callback as Callback);
      }
      return part(path, given);
    };
    return new Proxy(constructible, {
      get: (_target, key) => {
        if (key === "then") {
          return args && thenOf(path, args);
        }
        if (key === Symbol.toPrimitive || key === "toString" || key === "toJSON") {
          return () => describe(path, args);
        }
        return typeof key === "symbol"
          ? undefined
          : part(`${describe(path, args)}.${key}`, undefined);
      },
      apply: (_target, _self, given: unknown[]) => call(given),
      construct: (_target, given: unknown[]) =>
        part(`new ${describe(path, args)}(${textOf(given)})`, undefined) as object,
    });
  }

  function thenOf(path: string, args: readonly unknown[]): Promise<unknown>["then"] {
    const answer = send(path, args);
    return answer.then.bind(answer);
  }

  function callBack(path: string, args: readonly unknown[], callback: Callback): void {
    send(path, args).then(
      (value) => {
        host.soon(() => {
          callback(null, value);
        });
      },
      (error: unknown) => {
        host.soon(() => {
          callback(error);
        });
      },
    );
  }

  async function send(path: string, args: readonly unknown[]): Promise<unknown> {
    const url = `https://${name.replace(/[^a-z\d.-]+/gi, "-").replace(/^-+/, "")}.package.invalid/`;
    const body = JSON.stringify({ call: path, with: args });
    const { status, text } = await ask(host, { method: "POST", url, headers: {}, body });
    if (status >= 400) {
      throw Object.assign(new Error(`${path} failed`), { status, statusCode: status });
    }
    return parseIfJson(text);
  }
}

/** An arrow function could not be called with `new`. */
function constructible(): void {
  // Never called: its proxy answers.
}

function describe(path: string, args: readonly unknown[] | undefined): string {
  return args ? `${path}(${textOf(args)})` : path;
}

function textOf(args: readonly unknown[]): string {
  return args.map((value) => plain(value)).join(", ");
}

function plain(value: unknown): string {
  try {
    return typeof value === "function" ? "…" : JSON.stringify(value ?? null);
  } catch {
    return "…";
  }
}
