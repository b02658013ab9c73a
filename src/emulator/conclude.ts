import { CLAIMS_LIMIT, filterClaims } from "./claims.ts";
import { copy } from "./copy.ts";
import { describeFailure } from "./errors.ts";
import { canRedirect, isSaml } from "./login.ts";
import type { Failure, Outcome } from "./outcome.ts";
import type { Effects, Ending, Session } from "./session.ts";

type Verdict = Omit<Outcome, "userMetadata" | "appMetadata" | "console" | "warnings">;

const NOTHING = { idToken: {}, accessToken: {} };

/** What the platform makes of how a pipeline ended; tokens are issued only for an allowed login. */
export function judge(ending: Ending, session: Session): Verdict {
  if (ending.kind === "denied") return { result: "denied", reason: ending.reason, ...NOTHING };
  if (ending.kind === "failed") return fail(describeFailure(ending.error));
  if (ending.redirect && session.login.protocol !== "redirect-callback")
    return redirect(ending.redirect, session);
  return allow(ending, session);
}

/** The whole run took too long. Source: https://auth0.com/docs/customize/actions/limitations */
export function timedOut(): Verdict {
  return { result: "timed-out", ...NOTHING };
}

/** Adds what is stored for the user by now, and what the scripts left behind. */
export function completeOutcome(verdict: Verdict, session: Session): Outcome {
  const user = session.management.store.get(session.userId);
  return {
    ...verdict,
    userMetadata: user?.user_metadata ?? {},
    appMetadata: user?.app_metadata ?? {},
    console: session.console,
    warnings: session.warnings,
  };
}

function fail(error: Failure): Verdict {
  return { result: "failed", error, ...NOTHING };
}

/**
 * A redirect is acted on after the pipeline, and only where there is a browser to send.
 * Source: https://auth0.com/docs/customize/rules/redirect-users
 */
function redirect({ url }: { url: string }, session: Session): Verdict {
  if (!canRedirect(session.login))
    return fail({
      name: "interaction_required",
      message: "the login cannot be interrupted by a redirect",
    });
  return {
    result: "redirected",
    redirect: { url: URL.canParse(url) ? new URL(url).href : url },
    ...NOTHING,
  };
}

function allow(effects: Effects, session: Session): Verdict {
  const idToken = filterClaims(effects.idToken, "ID token");
  const accessToken = filterClaims(effects.accessToken, "access token");
  session.warnings.push(...idToken.warnings, ...accessToken.warnings);
  for (const [token, { size }] of Object.entries({
    "ID token": idToken,
    "access token": accessToken,
  }))
    if (size > CLAIMS_LIMIT)
      return fail({
        name: "Error",
        message: `the custom claims of the ${token} take ${size} bytes, more than ${CLAIMS_LIMIT}`,
      });
  const verdict: Verdict = {
    result: "allowed",
    idToken: idToken.claims,
    accessToken: accessToken.claims,
  };
  if (effects.scope) verdict.scope = effects.scope;
  if (effects.multifactor) verdict.multifactor = effects.multifactor;
  if (effects.primaryUser !== undefined) verdict.primaryUser = effects.primaryUser;
  if (effects.saml && isSaml(session.login) && Object.keys(effects.saml).length > 0)
    verdict.saml = copy(effects.saml);
  return verdict;
}
