import type { Login } from "../../login/login.ts";

/** Where a tenant is reached. */
export interface Domains {
  /** The tenant's own domain. */
  main: string;
  /** Its others. */
  custom: ReadonlySet<string>;
  /** The name of the tenant, which is also reached with the name of its region. */
  tenant: string;
}

interface DomainFacts {
  login: Login;
  domain: string;
  custom: readonly string[];
}

/** The domains of a login's tenant. Source: https://auth0.com/docs/get-started/auth0-overview/create-tenants */
export function domainsOf({ login, domain, custom }: DomainFacts): Domains {
  const { tenant, request, custom_domain: own } = login;
  return {
    main: domain,
    custom: new Set(
      [request?.hostname, own?.domain, ...custom].filter((name) => name !== undefined),
    ),
    tenant: tenant.id,
  };
}

/** Whether a host is the tenant's. */
export function isOwnHost(host: string, domains: Domains): boolean {
  return isMain(host, domains) || domains.custom.has(host);
}

/** Of a custom domain there is no API: the audience names the tenant's own domain. */
export function isApiAudience(audience: string, domains: Domains): boolean {
  const [, host] = /^https:\/\/([^/]+)\/api\/v2\/$/.exec(audience) ?? [];
  if (host === undefined) {
    return false;
  }
  return isMain(host, domains) || (domains.custom.has(host) && host.endsWith(".auth0.com"));
}

/** `example.auth0.com` and `example.eu.auth0.com` are one to whoever describes no domain. */
function isMain(host: string, { main, tenant }: Domains): boolean {
  if (host === main) {
    return true;
  }
  const labels = host.split(".");
  return (
    host.endsWith(".auth0.com") &&
    labels[0] === tenant &&
    (labels.length === 3 || (labels.length === 4 && /^[a-z]{2}(?:-\d+)?$/.test(labels[1] ?? "")))
  );
}
