import { scopesOf, type Application } from "../../users/tenant-parts.ts";
import { isApiAudience, type Domains } from "./domains.ts";
import type { Answer, PlayedLogin, TenantData } from "../types.ts";

/** Seconds that a token of an application is good for, unless the API says otherwise. */
const life = 86_400;

/** A request for a token. */
export interface TokenCall {
  tenant: Pick<TenantData, "tokens">;
  login: PlayedLogin;
  domains: Domains;
  body: Readonly<Record<string, unknown>>;
  /** The header of that name, in which an application can prove itself, too. */
  authorization: string | null;
}

/** A refusal in the shape of OAuth. */
function refuse(status: number, error: string, description: string): Answer {
  return { status, body: { error, error_description: description } };
}

/**
 * Gives an application a token for an API. Sources: https://auth0.com/docs/api/authentication#client-credentials-flow,
 * https://github.com/auth0/node-auth0/issues/682 and https://github.com/auth0/ruby-auth0/issues/610
 */
export function answerTokenRequest(call: TokenCall): Answer {
  const { tenant, login, body } = call;
  const { grant_type: kind } = body;
  const { id, secret } = credentialsOf(call);
  if (typeof kind !== "string") {
    return refuse(403, "invalid_request", "Missing required parameter: grant_type");
  }
  if (id === undefined) {
    return refuse(401, "invalid_request", "Missing required parameter: client_id");
  }
  const application = tenant.tokens.application(id);
  if (!application) {
    login.warn(unknownApplication(id));
  }
  if (application?.client_secret !== secret || !application) {
    return refuse(401, "access_denied", "Unauthorized");
  }
  if (kind !== "client_credentials") {
    return refuse(403, "unauthorized_client", `Grant type '${kind}' not allowed for the client.`);
  }
  return grantToken(application, call);
}

/** The token of an application that has proved itself, if it has a grant for what it asks. */
function grantToken(application: Application, { tenant, login, domains, body }: TokenCall): Answer {
  const { audience } = body;
  if (typeof audience !== "string") {
    return refuse(403, "access_denied", "Non-global clients are not allowed access to APIv1");
  }
  const why = whyNotGranted(application, audience, domains);
  if (why !== undefined) {
    return refuse(403, "access_denied", why);
  }
  const granted = scopesOf(application.scopes);
  const scopes = typeof body["scope"] === "string" ? scopesOf(body["scope"]) : granted;
  const missing = scopes.filter((scope) => !granted.includes(scope)).join(", ");
  if (missing !== "") {
    return refuse(403, "access_denied", `Client has not been granted scopes: ${missing}`);
  }
  const token = tenant.tokens.issue({
    clientId: application.client_id,
    audience,
    scopes,
    issuer: `https://${domains.main}/`,
    now: login.now,
    life: life,
  });
  const scope = scopes.join(" ");
  return {
    status: 200,
    body: { access_token: token, scope, expires_in: life, token_type: "Bearer" },
  };
}

/**
 * An application has a grant for one API: the one it names, or the Management API if it has scopes.
 */
function whyNotGranted(
  { audience: own, scopes }: Application,
  audience: string,
  domains: Domains,
): string | undefined {
  const isApi = isApiAudience(audience, domains);
  if (!isApi && audience !== own) {
    return `Service not enabled within domain: ${audience}`;
  }
  if (own === undefined ? scopes !== undefined : own === audience) {
    return undefined;
  }
  return `Client is not authorized to access "${audience}". You need to create a "client-grant" associated to this API. See: https://auth0.com/docs/api/v2#!/Client_Grants/post_client_grants`;
}

function unknownApplication(id: string): string {
  return `the tenant has no application ${id}: describe it as one of tenant.applications, with client_id, client_secret and scopes`;
}

/** From the body or, in the way of HTTP, from the header. */
function credentialsOf({ body, authorization }: TokenCall) {
  const text = (value: unknown) => (typeof value === "string" ? value : undefined);
  const given = { id: text(body["client_id"]), secret: text(body["client_secret"]) };
  const [, basic] = /^Basic +(\S+)$/i.exec(authorization ?? "") ?? [];
  if (basic === undefined) {
    return given;
  }
  const [id = "", ...secret] = decodeBasic(basic).split(":");
  return { id: given.id ?? decodeURIComponent(id), secret: given.secret ?? secret.join(":") };
}

function decodeBasic(text: string): string {
  try {
    return atob(text);
  } catch {
    return "";
  }
}
