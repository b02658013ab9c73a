import { identityEndpoints } from "./identities.ts";
import { mailEndpoints } from "./mails.ts";
import { memberEndpoints } from "./members.ts";
import { organizationEndpoints } from "./organizations.ts";
import { permissionEndpoints } from "./permissions.ts";
import { roleEndpoints } from "./roles.ts";
import { sessionEndpoints } from "./sessions.ts";
import type { Endpoint } from "./types.ts";
import { userEndpoints } from "./users.ts";

/**
 * All endpoints that are emulated. Where two paths fit, the one without a name in that place comes
 * first.
 */
export const endpoints: readonly Endpoint[] = [
  ...userEndpoints,
  ...identityEndpoints,
  ...roleEndpoints,
  ...permissionEndpoints,
  ...organizationEndpoints,
  ...memberEndpoints,
  ...mailEndpoints,
  ...sessionEndpoints,
];

/** An endpoint with the named parts of the path that led to it. */
export interface Route {
  endpoint: Endpoint;
  params: Record<string, string>;
}

const api = "/api/v2/";

/** Finds the endpoint of a request. Ids come encoded or not: rules wrote them as they are. */
export function findRoute(method: string, pathname: string): Route | undefined {
  if (!pathname.startsWith(api)) {
    return undefined;
  }
  const parts = pathname.slice(api.length).replace(/\/$/, "").split("/").map(decode);
  for (const endpoint of endpoints) {
    const params = endpoint.method === method ? matchPath(endpoint.path, parts) : undefined;
    if (params) {
      return { endpoint, params };
    }
  }
  return undefined;
}

function matchPath(path: string, parts: readonly string[]): Record<string, string> | undefined {
  const wanted = path.slice(1).split("/");
  if (wanted.length !== parts.length) {
    return undefined;
  }
  const params: Record<string, string> = {};
  for (const [index, name] of wanted.entries()) {
    const part = parts[index] ?? "";
    if (name.startsWith("{")) {
      params[name.slice(1, -1)] = part;
    } else if (name !== part) {
      return undefined;
    }
  }
  return params;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
