import { claimsLimit, filterClaims } from "./claims.ts";
import { copy } from "../../text/plain-data.ts";
import { describeFailure, loginRequired } from "../host/errors.ts";
import { tellLeftovers } from "./leftovers.ts";
import { canRedirect, hasBrowser, isSaml, isSilent, requestedScopes } from "../login/login.ts";
import type { Failure, Multifactor, Outcome } from "./outcome.ts";
import type { LoginFacts } from "../login/facts.ts";
import type { LoginRecord } from "../login/record.ts";
import type { Session } from "../login/session.ts";
import type { Effects, Stop } from "./effects.ts";
import { parseUrl } from "../../text/url.ts";

/** How a login ended, without what is the same for all ends. */
export type Verdict = Omit<Outcome, "userMetadata" | "appMetadata" | "console" | "warnings">;

const nothing = { idToken: {}, accessToken: {} };

/** A pipeline that was ended by a rule or an action; no tokens are issued. */
export function stopped(stop: Stop, record: LoginRecord): Verdict {
  const verdict: Verdict =
    stop.kind === "denied"
      ? { result: "denied", reason: stop.reason, ...nothing }
      : { ...failed(describeFailure(stop.error)), ...(stop.calledBack && { calledBack: true }) };
  return { ...verdict, ...whoEnded(record) };
}

/** The whole run took too long. Source: https://auth0.com/docs/customize/actions/limitations */
export function timedOut(record: LoginRecord): Verdict {
  return { result: "timed-out", ...nothing, ...whoEnded(record) };
}

function whoEnded({ running }: LoginRecord): Pick<Verdict, "endedBy"> {
  return running === undefined ? {} : { endedBy: running };
}

export function failed(error: Failure): Verdict {
  return { result: "failed", error, ...nothing };
}

/**
 * The user is sent elsewhere, which needs a browser to send.
 * Source: https://auth0.com/docs/customize/rules/redirect-users
 */
export function redirected(
  { redirect, prompt }: { redirect?: { url: string } | undefined; prompt?: Outcome["prompt"] },
  { login }: LoginFacts,
): Verdict {
  if (!canRedirect(login)) {
    return failed({
      name: "interaction_required",
      message: "the login cannot be interrupted by a redirect",
    });
  }
  if (prompt) {
    return { result: "redirected", prompt, ...nothing };
  }
  const url = redirect?.url ?? "";
  return {
    result: "redirected",
    redirect: { url: parseUrl(url)?.href ?? url },
    ...nothing,
  };
}

/** Tokens are issued, unless what was asked for is impossible. */
export function allowed(effects: Effects, session: Session): Verdict {
  const refused = checkFactor(effects.multifactor, session);
  if (refused) {
    return failed(refused);
  }
  const granted = effects.scope ?? requestedScopes(session.facts.login);
  const { resource_server: api, custom_domain: domain } = session.facts.login;
  const hasIdToken = effects.notIssued?.includes("idToken") !== true;
  const idToken = filterClaims(hasIdToken ? effects.idToken : {}, { token: "ID token" });
  const accessToken = filterClaims(effects.accessToken, {
    token: "access token",
    audience: api?.identifier,
    customDomain: domain?.domain,
    granted,
  });
  session.record.warnings.push(...idToken.warnings, ...accessToken.warnings);
  for (const { token, size } of [idToken, accessToken]) {
    if (size > claimsLimit) {
      return failed({
        name: "Error",
        message: `the custom claims of the ${token} take ${size} bytes, more than ${claimsLimit}`,
      });
    }
  }
  if (!isLinked(effects, session)) {
    return failed({
      name: "Error",
      message: "the identity of the login is not among those of the primary user",
    });
  }
  return {
    result: "allowed",
    idToken: idToken.claims,
    accessToken: accessToken.claims,
    ...otherEffects(effects, session.facts),
  };
}

/**
 * What becomes of a factor that nobody can be asked for. In a remembered browser it is not asked
 * for.
 */
function checkFactor(
  multifactor: Multifactor | undefined,
  { facts: { login }, record: { warnings } }: Session,
): Failure | undefined {
  if (!multifactor || multifactor.provider === "none") {
    return undefined;
  }
  if (!hasBrowser(login)) {
    warnings.push("the grant answers mfa_required; the application has to ask for the factor");
  } else if (isSilent(login)) {
    if (!multifactor.allowRememberBrowser) {
      return { ...loginRequired };
    }
    warnings.push("the silent login answers login_required unless the browser is remembered");
  }
  return undefined;
}

function otherEffects(effects: Effects, { login }: LoginFacts): Partial<Verdict> {
  const { scope, notIssued, multifactor, primaryUser, saml } = effects;
  const others: Partial<Verdict> = {};
  if (scope) {
    others.scope = scope;
  }
  if (notIssued) {
    others.notIssued = notIssued;
  }
  if (multifactor) {
    others.multifactor = multifactor;
  }
  if (primaryUser !== undefined) {
    others.primaryUser = primaryUser;
  }
  if (saml && isSaml(login) && Object.keys(saml).length > 0) {
    others.saml = copy(saml);
  }
  return others;
}

/**
 * The identity that logged in has to belong to the primary user, as far as the tenant knows that
 * user.
 * Source: https://auth0.com/docs/customize/actions/reference/post-login/post-login-api-object
 */
function isLinked({ primaryUser }: Effects, { facts, runtime }: Session): boolean {
  const { userId } = facts;
  const { management } = runtime;
  if (primaryUser === undefined || primaryUser === userId) {
    return true;
  }
  const primary = management.store.get(primaryUser);
  return !primary || management.store.find(userId)?.user_id === primaryUser;
}

/** Adds what is stored for the user by now, and what the scripts left behind. */
export function completeOutcome(verdict: Verdict, session: Session): Outcome {
  const { record, transaction } = session;
  const { userId } = session.facts;
  const { management, changes } = session.runtime;
  const { challenges, commands } = transaction;
  const user = management.store.find(userId);
  const tenant = changes.list([userId, user?.user_id ?? userId]);
  const outcome: Outcome = {
    ...verdict,
    userMetadata: user?.user_metadata ?? {},
    appMetadata: user?.app_metadata ?? {},
    console: [],
    warnings: [],
  };
  if (Object.keys(tenant).length > 0) {
    outcome.tenant = tenant;
  }
  const underWay = verdict.result === "timed-out" ? [] : tellLeftovers(record);
  if (underWay.length > 0) {
    outcome.underWay = underWay;
  }
  if (challenges.length > 0) {
    outcome.challenges = copy(challenges);
  }
  if (Object.keys(commands.session).length > 0) {
    outcome.session = copy(commands.session);
  }
  if (Object.keys(commands.refreshToken).length > 0) {
    outcome.refreshToken = copy(commands.refreshToken);
  }
  // What scripts still do after the end is none of it.
  return { ...outcome, console: [...record.console], warnings: [...record.warnings] };
}
