import { inputOf, type Json, type Trial } from "../../explore/trial.ts";
import { isRecord } from "../../text/plain-data.ts";

/** What the action reads as its secrets, and what the tenant knows of the application. */
const clientId = "management-client";
const clientSecret = "management-secret";
/** Those that a rule's own token has. Source: https://auth0.com/docs/customize/rules/use-management-api */
const scopes = "read:users update:users";

/** Where an application gets its token. */
export const tokenPath = "/oauth/token";

/**
 * A login whose tenant has the machine-to-machine application with which an action gets the token
 * that a rule had anyway, and whose settings name it.
 */
export function withApplication(trial: Trial): Trial {
  const { login, settings } = trial;
  const tenant = (isRecord(login["tenant"]) ? login["tenant"] : {}) as Record<string, Json>;
  const { id } = tenant;
  const domain = `${typeof id === "string" ? id : "example"}.auth0.com`;
  const application = { client_id: clientId, client_secret: clientSecret, scopes: scopes };
  return {
    ...trial,
    // Answers for whatever is asked would be given for the token as well.
    answers: inputOf(trial).answers.length > 0 ? [tokenOf(domain), ...trial.answers] : [],
    login: { ...login, tenant: { ...tenant, applications: [application] } },
    settings: {
      ...settings,
      AUTH0_DOMAIN: domain,
      AUTH0_CLIENT_ID: clientId,
      AUTH0_CLIENT_SECRET: clientSecret,
    },
  };
}

/** What the application is given in place of the token of a rule. */
export const givenToken = "a-token-of-the-application";

function tokenOf(domain: string): Json {
  const url = `https://${domain}${tokenPath}`;
  return { method: "POST", url, body: { access_token: givenToken, token_type: "Bearer" } };
}
