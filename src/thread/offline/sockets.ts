import dgram from "node:dgram";
import net from "node:net";

import type { Refuse } from "./refuse.ts";

/** Refuses the sockets of `net`, `tls`, `http2` and of packages, those of `dgram`, and servers. */
export function refuseSockets(refuse: Refuse): void {
  net.Socket.prototype.connect = function (this: net.Socket, ...args: unknown[]) {
    const error = refuse("CONNECT", addressOf(args), "ECONNREFUSED");
    process.nextTick(() => this.destroy(error));
    return this;
  };
  net.Server.prototype.listen = function (this: net.Server, ...args: unknown[]) {
    const error = refuse("LISTEN", addressOf(args), "EACCES");
    process.nextTick(() => this.emit("error", error));
    return this;
  };
  for (const name of ["bind", "connect", "send", "addMembership"] as const) {
    const method = name === "bind" ? "LISTEN" : "UDP";
    Object.assign(dgram.Socket.prototype, {
      [name]: function (this: dgram.Socket, ...args: unknown[]) {
        const error = refuse(method, datagramOf(args), name === "bind" ? "EACCES" : "ECONNREFUSED");
        const callback = name === "send" ? args.at(-1) : undefined;
        process.nextTick(() => {
          if (typeof callback === "function") {
            Reflect.apply(callback, this, [error]);
          } else {
            this.emit("error", error);
          }
        });
        return this;
      },
    });
  }
}

/**
 * What `connect` and `listen` were called with: options or a port, or, from within Node, a list of
 * both and a callback.
 */
function addressOf([first, second]: unknown[]): string {
  const given: unknown = Array.isArray(first) ? first[0] : first;
  if (typeof given !== "object" || given === null) {
    return `${typeof second === "string" ? second : "localhost"}:${String(given)}`;
  }
  const { host, port, path } = given as { host?: unknown; port?: unknown; path?: unknown };
  return typeof path === "string" && port === undefined
    ? path
    : `${typeof host === "string" ? host : "localhost"}:${String(port)}`;
}

/** Where a datagram was to go: the last number is its port, and a text behind it the host. */
function datagramOf(args: readonly unknown[]): string {
  const at = args.findLastIndex((value) => typeof value === "number");
  if (at === -1) {
    return addressOf([...args]);
  }
  const host = args[at + 1];
  return `${typeof host === "string" ? host : "localhost"}:${String(args[at])}`;
}
