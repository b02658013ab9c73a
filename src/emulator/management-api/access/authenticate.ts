import { ManagementError } from "../../users/user-metadata.ts";
import { readJwt, type Grant } from "./tokens.ts";
import type { Endpoint, TenantData } from "../types.ts";

/** A refusal of a token. */
class TokenError extends ManagementError {
  constructor(message: string) {
    super(401, message);
  }
}

/**
 * What the token of a request allows. Source of the messages: https://github.com/auth0/node-auth0/issues/118 and
 * https://github.com/auth0/laravel-auth0/issues/455
 *
 * @throws ManagementError if it allows nothing
 */
export function authenticate(
  header: string | null,
  { tokens }: Pick<TenantData, "tokens">,
  { now, isAudience }: { now: number; isAudience: (audience: string) => boolean },
): Grant {
  if (header === null || header.trim() === "") {
    throw new TokenError("Missing authentication");
  }
  const [, token] = /^Bearer +(\S+)$/i.exec(header.trim()) ?? [];
  const grant = token === undefined ? undefined : tokens.find(token);
  if (!grant) {
    throw refuseToken(token);
  }
  if (grant.audience !== undefined && !isAudience(grant.audience)) {
    throw new TokenError(`Bad audience: ${grant.audience}`);
  }
  if (grant.expiresAt <= now) {
    throw new TokenError("Expired token received for JSON Web Token validation");
  }
  return grant;
}

/** What is no JWT at all is refused before anyone looks into it. */
function refuseToken(token: string | undefined): ManagementError {
  if (token !== undefined && readJwt(token)) {
    return new TokenError("Invalid signature received for JSON Web Token validation");
  }
  const message = "Bad HTTP authentication header format";
  return new ManagementError(400, message, "Bearer");
}

/** Whether the refusal is one of a token. */
export function isTokenError(error: ManagementError): boolean {
  return error instanceof TokenError;
}

/**
 * One of an endpoint's scopes is enough; those of the current user are for that user only. Source
 * of the message: https://github.com/auth0/auth0-cli/pull/538
 *
 * @throws ManagementError if the token has none of them
 */
export function authorize(grant: Grant, { scopes }: Endpoint, subject: string | undefined): void {
  const held = scopes.filter((scope) => grant.scopes.includes(scope));
  if (held.length === 0) {
    throw new ManagementError(
      403,
      `Insufficient scope, expected any of: ${scopes.join(",")}`,
      "insufficient_scope",
    );
  }
  const isOwn = held.every((scope) => scope.includes(":current_user"));
  if (isOwn && (grant.userId === undefined || grant.userId !== subject)) {
    throw new ManagementError(403, "User to be acted on does not match subject in bearer token.");
  }
}
