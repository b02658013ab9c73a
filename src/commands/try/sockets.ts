import dns from "node:dns";
import net from "node:net";

import type { RequestLog } from "../../run/job.ts";

/**
 * Keeps this thread's sockets and name lookups from the network: those of `net`, `tls` and of packages, which send
 * no HTTP that could be answered. This stops what is not meant to go out. It does not stop code that is out to get round it.
 */
export function refuseSockets(onRequest: (request: RequestLog) => void): void {
  net.Socket.prototype.connect = function (this: net.Socket, ...args: unknown[]) {
    const address = addressOf(args);
    const reason = "the network is off";
    onRequest({ method: "CONNECT", url: address, by: "nobody", error: reason });
    const error = Object.assign(new Error(`${reason}: ${address}`), {
      code: "ECONNREFUSED",
    });
    process.nextTick(() => this.destroy(error));
    return this;
  };
  refuseLookups(dns);
  refuseLookups(dns.promises);
}

/** What `connect` was called with: options or a port, or, from within Node, a list of both and a callback. */
function addressOf([first, second]: unknown[]): string {
  const given: unknown = Array.isArray(first) ? first[0] : first;
  if (typeof given !== "object" || given === null)
    return `${typeof second === "string" ? second : "localhost"}:${String(given)}`;
  const { host, port, path } = given as { host?: unknown; port?: unknown; path?: unknown };
  return typeof path === "string" && port === undefined
    ? path
    : `${typeof host === "string" ? host : "localhost"}:${String(port)}`;
}

function refuseLookups(names: object): void {
  const isPromised = names === dns.promises;
  for (const name of Object.keys(names)) {
    if (!/^(?:lookup|resolve|reverse)/.test(name)) continue;
    const refuse = (...args: unknown[]) => {
      const error = Object.assign(new Error(`the network is off: ${name}`), { code: "EAI_FAIL" });
      if (isPromised) return Promise.reject(error);
      const callback = args.at(-1);
      if (typeof callback !== "function") throw error;
      process.nextTick(callback, error);
      return undefined;
    };
    Object.assign(names, { [name]: refuse });
  }
}
