import type { ModuleHost, ModuleSource, ScriptModule } from "../../emulator/host/require.ts";
import { axiosPackage } from "./axios.ts";
import { requestPackage } from "./request.ts";

type Make = (host: ModuleHost) => unknown;

const clients: ReadonlyMap<string, ScriptModule> = new Map(
  Object.entries<Make>({
    request: (host) => requestPackage(host, false),
    "request-promise": (host) => requestPackage(host, true),
    "request-promise-native": (host) => requestPackage(host, true),
    axios: axiosPackage,
    "node-fetch": fetchPackage,
    "isomorphic-fetch": fetchPackage,
    "cross-fetch": fetchPackage,
  }).map(([name, make]) => [name, { exports: make, waits: false, make }]),
);

function fetchPackage({ fetch }: ModuleHost): unknown {
  const send = (input: string, init?: RequestInit) => fetch(input, init);
  return Object.assign(send, { default: send, fetch: send, Headers, Request, Response });
}

/**
 * A source with the npm packages that send requests, in any version. Each sends them as the
 * script's own `fetch` does, so the login's answers are for them too.
 */
export function withClients(source: ModuleSource): ModuleSource {
  const find: ModuleSource = (name, version) => clients.get(name) ?? source(name, version);
  return Object.assign(find, source.versionsOf && { versionsOf: source.versionsOf });
}
