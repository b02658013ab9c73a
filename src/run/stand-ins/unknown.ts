import type { ModuleHost } from "../../emulator/host/require.ts";
import { ask, parseIfJson } from "./ask.ts";

type Callback = (...args: unknown[]) => unknown;

/**
 * A package of which nothing is known. Whatever is read of it can be called, made with `new` and
 * read further. A call with a callback, and one that is awaited, asks an address that says what was
 * called, and gets what the login's answers say; any other call gives something that says what it
 * came from. So a rule and its action, which call the same, get the same, and what they call is
 * seen.
 */
export function unknownPackage(host: ModuleHost, name: string): unknown {
  return new Part(host, name, { path: name }).proxy();
}

/** What a part of a package came from. */
interface Origin {
  readonly path: string;
  /** Of the call that gave it. */
  readonly args?: readonly unknown[];
}

class Part {
  readonly #host: ModuleHost;
  readonly #package: string;
  readonly #origin: Origin;

  constructor(host: ModuleHost, name: string, origin: Origin) {
    this.#host = host;
    this.#package = name;
    this.#origin = origin;
  }

  proxy(): unknown {
    return new Proxy(constructible, {
      get: (_target, key) => this.#read(key),
      apply: (_target, _self, given: unknown[]) => this.#call(given),
      construct: (_target, given: unknown[]) =>
        this.#part({ path: `new ${this.#text()}(${textOf(given)})` }) as object,
    });
  }

  #part(origin: Origin): unknown {
    return new Part(this.#host, this.#package, origin).proxy();
  }

  #read(key: string | symbol): unknown {
    const { args } = this.#origin;
    if (key === "then") {
      return args && this.#then(args);
    }
    if (key === Symbol.toPrimitive || key === "toString" || key === "toJSON") {
      return () => this.#text();
    }
    return typeof key === "symbol" ? undefined : this.#part({ path: `${this.#text()}.${key}` });
  }

  #call(given: readonly unknown[]): unknown {
    const callback = given.at(-1);
    const isListener = given[0] === "error" && given.length === 2;
    if (typeof callback === "function" && !isListener) {
      void this.#callBack(given.slice(0, -1), callback as Callback);
    }
    return this.#part({ path: this.#text(), args: given });
  }

  #then(args: readonly unknown[]): Promise<unknown>["then"] {
    const answer = this.#send(args);
    return answer.then.bind(answer);
  }

  /**
   * On a turn of its own, so that what the callback throws is an uncaught exception of the login.
   */
  async #callBack(args: readonly unknown[], callback: Callback): Promise<void> {
    let told: unknown[];
    try {
      told = [null, await this.#send(args)];
    } catch (error) {
      told = [error];
    }
    this.#host.soon(() => {
      callback(...told);
    });
  }

  async #send(args: readonly unknown[]): Promise<unknown> {
    const { path } = this.#origin;
    const host = this.#package.replace(/[^a-z\d.-]+/gi, "-").replace(/^-+/, "");
    const url = `https://${host}.package.invalid/`;
    const body = JSON.stringify({ call: path, with: args });
    const { status, text } = await ask(this.#host, { method: "POST", url, headers: {}, body });
    if (status >= 400) {
      throw Object.assign(new Error(`${path} failed`), { status, statusCode: status });
    }
    return parseIfJson(text);
  }

  #text(): string {
    const { path, args } = this.#origin;
    return args ? `${path}(${textOf(args)})` : path;
  }
}

/** An arrow function could not be called with `new`. */
function constructible(): void {
  // Never called: its proxy answers.
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
