import { hasBrowser } from "../../login/login.ts";
import type { ApiTarget, Chain } from "./target.ts";
import type { PostLoginApi } from "../types/api-types.ts";
import { signToken, verifyToken } from "./token.ts";

const tokenLife = 900;

type RedirectApi = PostLoginApi["redirect"];

/** Source: https://auth0.com/docs/customize/actions/explore-triggers/signup-and-login-triggers/login-trigger/redirect-with-actions */
export function redirectApi(target: ApiTarget, chain: Chain): RedirectApi {
  const { commands, event, session } = target;
  return {
    // Auth0's own code believes a `prompt=none` in the query of any protocol.
    canRedirect: () =>
      event.request.query["prompt"] !== "none" &&
      hasBrowser({ protocol: event.transaction?.protocol ?? "" }),
    encodeToken: ({ payload, secret, expiresInSeconds }) => {
      const iat = Math.floor(session.runtime.clock.now() / 1000);
      const { hostname: iss, ip } = event.request;
      const sub = event.user.user_id;
      const exp = iat + checkSeconds(expiresInSeconds ?? tokenLife);
      return signToken({ iat, iss, sub, exp, ip, ...payload }, secret);
    },
    sendUserTo: (url, options) =>
      chain(() => {
        if (commands.prompt) {
          throw new Error("Redirect and render commands cannot be used in the same action.");
        }
        commands.redirect = { url: addQuery(url, options?.query) };
      }),
    validateToken: (options) => validateToken(target, options),
  };
}

/** A token whose end is not a time is accepted by nobody. */
function checkSeconds(seconds: unknown): number {
  if (typeof seconds !== "number" || !Number.isFinite(seconds)) {
    throw new Error("expiresInSeconds must be a number of seconds.");
  }
  return seconds;
}

function validateToken(
  { event, session }: ApiTarget,
  options: Parameters<RedirectApi["validateToken"]>[0],
): Record<string, unknown> {
  // As at Auth0, the options have the default afterwards.
  const name = (options.tokenParameterName ||= "session_token");
  const parameters = { ...event.request.query, ...event.request.body };
  const token = parameters[name];
  if (!token) {
    throw new Error(
      `There is no parameter called '${name}' available in either the POST body or query string.`,
    );
  }
  const verified = verifyToken(token, options.secret, session.runtime.clock.now());
  const reason = typeof verified === "string" ? verified : whyForeign(verified, parameters, event);
  if (reason !== undefined) {
    throw new Error(`The session token is invalid: ${reason}`);
  }
  return verified as Record<string, unknown>;
}

/** A token proves something only for this transaction, this user and this tenant. */
function whyForeign(
  payload: Record<string, unknown>,
  { state }: Record<string, unknown>,
  { request, user }: ApiTarget["event"],
): string | undefined {
  if (state === undefined || payload["state"] !== state) {
    return "its state is not the one of the transaction";
  }
  if (payload["sub"] !== user.user_id) {
    return "its subject is not the user";
  }
  return payload["iss"] === request.hostname
    ? undefined
    : "its issuer is not the tenant's hostname";
}

/**
 * The query replaces parameters of the same name; what counts as nothing, such as null, is no
 * query.
 */
function addQuery(url: string, query: Record<string, unknown> | null | undefined): string {
  const target = new URL(url);
  if (!query) {
    return target.href;
  }
  // Inherited parameters count, too. Whatever a value is, `set` makes a text of it, or throws.
  for (const key in query) {
    target.searchParams.set(key, query[key] as string);
  }
  return target.href;
}
