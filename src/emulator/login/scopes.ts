import { isOwnApi } from "./audience.ts";
import { refresh, requestedScopes, splitScopes, type Login } from "./login.ts";
import type { Session } from "./session.ts";
import type { Effects } from "../outcome/effects.ts";

/** Scopes that no API has, so that no policy of one is about them. */
const openidScopes = new Set(["openid", "profile", "email", "address", "phone", "offline_access"]);

/** Source: https://auth0.com/docs/customize/actions/handling-scopes-in-actions ("Supported flows") */
const ignoringProtocols = new Set([
  "samlp",
  "wsfed",
  "wstrust-usernamemixed",
  "oidc-ciba",
  "delegation",
  "oauth2-access-token",
  "oauth2-resource-owner",
  "oauth2-resource-owner-jwt-bearer",
]);

/** Tokens that need a scope to be issued. */
const tokens = [
  ["idToken", "openid", "no ID token is issued"],
  ["refreshToken", "offline_access", "no refresh token is issued"],
] as const;

/** The scopes of a login at its start: those of the request, or of the token that is exchanged. */
export function firstTargetScopes(login: Login): string[] {
  const { target_scopes: given } = login.transaction;
  if (given) {
    return [...given];
  }
  if (login.protocol !== refresh) {
    return [...requestedScopes(login)];
  }
  return splitScopes(login.request?.body?.["scope"]) ?? scopesOfToken(login);
}

/** What the refresh token is good for: for the API in question, if it says so. */
function scopesOfToken(login: Login): string[] {
  const servers = login.refresh_token?.resource_servers ?? [];
  const audience = login.resource_server?.identifier;
  const scopes = servers
    .filter((server) => audience === undefined || server.audience === audience)
    .flatMap((server) => splitScopes(server.scopes) ?? []);
  return scopes.length > 0 ? scopes : [...requestedScopes(login)];
}

/**
 * The scopes that a login ends with, if its pipelines or the policies changed them. Policies filter
 * the target scopes; what a rule or an action does to the access token itself comes after them.
 * Source: https://auth0.com/docs/customize/actions/handling-scopes-in-actions
 */
export function scopeEffects(session: Session): Pick<Effects, "scope" | "notIssued"> {
  const { rulesEffects, firstTargetScopes: first } = session.transaction;
  const target = finalTarget(session);
  const granted = grantedScopes(target, session);
  const changes = accessTokenChanges(session);
  const scopes = new Set(rulesEffects?.scope ?? granted);
  for (const [scope, change] of changes) {
    if (change === "add") {
      scopes.add(scope);
    } else {
      scopes.delete(scope);
    }
  }
  const isChanged =
    rulesEffects?.scope !== undefined || changes.length > 0 || !isSame(first, granted);
  return { ...(isChanged && { scope: [...scopes] }), ...tokensNotIssued(granted, session) };
}

function isSame(first: readonly string[], second: readonly string[]): boolean {
  // As nearly every login leaves them: sets would cost it a thirtieth of its time.
  if (first.length === second.length && first.every((scope, index) => scope === second[index])) {
    return true;
  }
  const left = new Set(first);
  return left.size === new Set(second).size && second.every((scope) => left.has(scope));
}

/** The target scopes as the actions leave them, where they can be changed. */
function finalTarget({
  facts: { login },
  transaction,
  record: { warnings },
}: Session): readonly string[] {
  const { firstTargetScopes: first, rulesEffects } = transaction;
  const { protocol = login.protocol, target_scopes: target = first } = login.transaction;
  if (isSame(first, target)) {
    return first;
  }
  if (ignoringProtocols.has(protocol)) {
    warnings.push(`the target scopes stay as they were: a login by ${protocol} ignores changes`);
    return first;
  }
  if (rulesEffects?.scope) {
    warnings.push("the target scopes do not reach the access token: a rule has set its scopes");
  }
  return target;
}

/** What a policy does not grant is dropped silently. */
function grantedScopes(
  target: readonly string[],
  { facts: { login }, record: { warnings } }: Session,
): string[] {
  const { client, user } = login.granted_scopes;
  return target.filter((scope) => {
    if (openidScopes.has(scope)) {
      return true;
    }
    const without =
      client?.includes(scope) === false
        ? "the application"
        : user?.includes(scope) === false
          ? "the user"
          : undefined;
    if (without !== undefined) {
      warnings.push(`the scope ${scope} is dropped: ${without} is not granted it`);
    }
    return without === undefined;
  });
}

/**
 * Access tokens for Auth0's own APIs take no more scopes.
 * Source: https://community.auth0.com/t/125437
 */
function accessTokenChanges({
  facts: { login },
  transaction,
  record: { warnings },
}: Session): [string, string][] {
  const { resource_server: api, custom_domain: domain } = login;
  const isOwn = api !== undefined && isOwnApi(api.identifier, domain?.domain);
  return [...transaction.commands.scopes].filter(([scope, change]) => {
    const isIgnored = change === "add" && isOwn;
    if (isIgnored) {
      warnings.push(`the scope ${scope} is not added: the API is Auth0's own and takes no more`);
    }
    return !isIgnored;
  });
}

function tokensNotIssued(
  granted: readonly string[],
  { transaction, record: { warnings } }: Session,
): Pick<Effects, "notIssued"> {
  const without = tokens.filter(
    ([, scope]) => transaction.firstTargetScopes.includes(scope) && !granted.includes(scope),
  );
  for (const [, scope, consequence] of without) {
    warnings.push(`${consequence}: ${scope} is not among the target scopes any more`);
  }
  return without.length > 0 ? { notIssued: without.map(([token]) => token) } : {};
}
