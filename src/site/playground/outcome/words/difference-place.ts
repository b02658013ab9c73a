import { shortClaim } from "./effects.ts";

/** What the parts of an outcome are called on the page. */
const names: Readonly<Record<string, string>> = {
  result: "Result",
  reason: "Reason",
  error: "Error",
  redirect: "Redirect",
  prompt: "Form",
  idToken: "ID token",
  accessToken: "Access token",
  scope: "Scopes",
  notIssued: "Not issued",
  userMetadata: "user_metadata",
  appMetadata: "app_metadata",
  tenant: "Tenant",
  multifactor: "Second factor",
  challenges: "Second factor",
  saml: "SAML",
  primaryUser: "Linked to",
  session: "Session",
  refreshToken: "Refresh token",
  underWay: "Left under way",
  console: "Console",
  requests: "Request",
  hidden: "The value of a secret, which is not shown",
};

/** Where two outcomes differ, as a reader would call it. */
export function describePlace([first = "", ...rest]: readonly string[]): string {
  const name = names[first] ?? first;
  if (rest.length === 0) {
    return name;
  }
  if (first === "idToken" || first === "accessToken") {
    const [claim = "", ...inner] = rest;
    const short = shortClaim(claim);
    return `${name}, ${[short === claim ? claim : `…/${short}`, ...inner].join(".")}`;
  }
  return /metadata$/i.test(first) ? `${name}.${rest.join(".")}` : `${name}, ${rest.join(".")}`;
}
