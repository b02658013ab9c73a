import { guess } from "../../text/nearest.ts";
import type { LoginDescription } from "./login.ts";
import type { TenantOptions } from "../tenant-options.ts";
import type { LoginOptions, PipelineLogin } from "./pipeline-login.ts";
import type { Return, SessionToken } from "./transaction.ts";

/** The names of all properties of a type. */
type NamesOf<T> = Readonly<Record<keyof T, true>>;

const descriptionOptions: NamesOf<LoginDescription> = {
  agent: true,
  anonymous_session: true,
  authentication: true,
  authorization: true,
  challenge: true,
  client: true,
  connection: true,
  connection_options: true,
  custom_domain: true,
  experiment: true,
  factors: true,
  granted_scopes: true,
  groups: true,
  organization: true,
  prompt: true,
  protocol: true,
  refresh_token: true,
  request: true,
  resource_server: true,
  security_context: true,
  session: true,
  session_transfer_token: true,
  sso: true,
  stats: true,
  tenant: true,
  transaction: true,
};

const commonOptions: NamesOf<LoginOptions> = {
  ...descriptionOptions,
  management: true,
  managementApi: true,
  modules: true,
  now: true,
  strict: true,
  user: true,
  userId: true,
};

/** The options of `tenant.login`. */
export const loginOptions: NamesOf<PipelineLogin> = {
  ...commonOptions,
  actions: true,
  actionSecrets: true,
  configuration: true,
  rules: true,
  secrets: true,
};

/** The options of `createTenant`. */
export const tenantOptions: NamesOf<TenantOptions> = {
  applications: true,
  clock: true,
  connections: true,
  custom_domains: true,
  domain: true,
  host: true,
  keepsRuleEdits: true,
  management: true,
  managementApi: true,
  now: true,
  onBegin: true,
  onConsole: true,
  organizations: true,
  permissions: true,
  roles: true,
  sessions: true,
  strict: true,
  targetScopes: true,
  tokens: true,
  users: true,
};

/** The options of `tenant.resume`. */
export const returnOptions: NamesOf<Return> = {
  body: true,
  now: true,
  prompt: true,
  query: true,
  token: true,
};

/** What is known of the token that comes with a return. */
export const tokenOptions: NamesOf<SessionToken> = { name: true, payload: true, secret: true };

/** What people take for the place of a login's description, whose parts are options themselves. */
const wholes = new Set(["login", "event", "context", "options"]);

/**
 * Refuses options that nothing reads: a misspelt one would change nothing, and a test would pass by
 * it.
 *
 * @param of what takes the options, such as `tenant.login`
 * @throws TypeError that names the first unknown option, and what may be meant
 */
export function checkOptions(
  options: object,
  known: Readonly<Record<string, true>>,
  of: string,
): void {
  // Keys first, because each login does this.
  for (const name of Object.keys(options)) {
    if (!Object.hasOwn(known, name) && Reflect.get(options, name) !== undefined) {
      throw new TypeError(`${of} has no option ${name}${hintFor(name, known)}`);
    }
  }
}

function hintFor(name: string, known: Readonly<Record<string, true>>): string {
  const describesLogin = known === loginOptions && wholes.has(name);
  if (describesLogin) {
    return ": what describes the login is an option itself, such as request";
  }
  return guess(name, Object.keys(known));
}

/** The same for the return of a user, and the token that comes with it. */
export function checkReturn(back: Return): void {
  checkOptions(back, returnOptions, "tenant.resume");
  if (back.token) {
    checkOptions(back.token, tokenOptions, "the token of tenant.resume");
  }
}
