import { isRecord } from "../../../text/plain-data.ts";
import { loginRequired } from "../../host/errors.ts";
import { hasBrowser, isCustomExchange, isSilent } from "../../login/login.ts";
import type { Session } from "../../login/session.ts";
import type { Stop } from "../../outcome/effects.ts";
import type { Factor, FactorOptions, PostLoginApi } from "../types/api-types.ts";
import type { Commands, FactorRequest } from "./commands.ts";

type FactorMethods = Pick<
  PostLoginApi["authentication"],
  "challengeWith" | "challengeWithAny" | "enrollWith" | "enrollWithAny"
>;

/** Source: https://auth0.com/docs/customize/actions/reference/post-login/post-login-api-object */
const factors = `otp email phone push-notification webauthn-platform webauthn-roaming
  recovery-code`.split(/\s+/);
/** By factor, the options that it has, and what they can be. Source: https://github.com/auth0/auth0-actions */
const optionsByFactor: Record<string, Record<string, readonly unknown[]>> = {
  phone: { preferredMethod: ["sms", "voice", "both"] },
  "push-notification": { otpFallback: [true, false] },
};

/**
 * The methods that ask for a factor; the last call of an action counts. Nothing is refused at once:
 * what is not a factor is ignored as one that is not enabled is.
 */
export function factorApi(commands: Commands, warnings: string[]): FactorMethods {
  const ask = (kind: FactorRequest["kind"], factors: unknown) => {
    commands.factor = readFactors(kind, factors, warnings);
  };
  const withMore = (factor: Factor, options?: FactorOptions) => {
    for (const key of Object.keys(options ?? {})) {
      if (key !== "additionalFactors") {
        warnings.push(`${key} is ignored: options of a factor belong into its own options`);
      }
    }
    const more: unknown = options?.additionalFactors;
    return [factor, ...(Array.isArray(more) ? (more as unknown[]) : [])];
  };
  return {
    challengeWith: (factor, options) => {
      ask("challenge", withMore(factor, options));
    },
    challengeWithAny: (factors) => {
      ask("challenge", factors);
    },
    enrollWith: (factor, options) => {
      ask("enrollment", withMore(factor, options));
    },
    enrollWithAny: (factors) => {
      ask("enrollment", factors);
    },
  };
}

function readFactors(
  kind: FactorRequest["kind"],
  given: unknown,
  warnings: string[],
): FactorRequest {
  const request: FactorRequest = { kind, factors: [], options: {} };
  for (const factor of Array.isArray(given) ? (given as unknown[]) : []) {
    const type = typeOf(factor);
    if (type === undefined || !factors.includes(type)) {
      warnings.push(`${type ?? "what is not { type }"} is ignored: it is not a factor`);
    } else if (kind === "enrollment" && type === "email") {
      warnings.push("email is ignored: it cannot be enrolled");
    } else {
      request.factors.push(type);
      const options = isRecord(factor) ? factor["options"] : undefined;
      if (isRecord(options)) {
        request.options[type] = options;
      }
    }
  }
  return request;
}

function typeOf(factor: unknown): string | undefined {
  const type = isRecord(factor) ? factor["type"] : undefined;
  if (typeof type !== "string") {
    return undefined;
  }
  return type === "push" ? "push-notification" : type;
}

/**
 * Has the user pass a factor. One that is not enabled or, for a challenge, not enrolled is ignored;
 * if none is left the login fails. Source:
 * https://auth0.com/docs/customize/actions/reference/post-login/post-login-api-object
 */
export function passFactor(request: FactorRequest, session: Session): Stop | undefined {
  const { kind, factors, options } = request;
  const { facts, transaction } = session;
  const { login } = facts;
  if (isCustomExchange(login)) {
    return failure("Error", `a custom token exchange cannot ask for the ${kind} of a factor`);
  }
  if (factors.some((factor) => transaction.passedFactors.includes(factor))) {
    return undefined;
  }
  if (!hasBrowser(login)) {
    return failure("mfa_required", "the user cannot be asked for a factor");
  }
  if (isSilent(login)) {
    return failure(loginRequired.name, loginRequired.message);
  }
  const enrolled = enrolledFactors(session);
  const usable = factors.filter(
    (factor) =>
      (login.factors?.includes(factor) ?? true) &&
      enrolled.includes(factor) === (kind === "challenge"),
  );
  const [first] = usable;
  if (first === undefined) {
    return failure(
      "Error",
      `no factor of ${factors.join(", ") || "none"} can be used for the ${kind}`,
    );
  }
  const given = Object.entries(options).filter(([type]) => usable.includes(type));
  for (const [type, values] of given) {
    warnOfOptions(type, values, session.record.warnings);
  }
  transaction.challenges.push({
    kind,
    factors: usable,
    ...(given.length > 0 && { options: Object.fromEntries(given) }),
  });
  if (login.challenge === "fails") {
    return { kind: "denied", reason: `the ${kind} was not passed` };
  }
  notePassed(first, { kind, session });
  return undefined;
}

/** What is not known of a phone or of push notifications; other factors have any options. */
function warnOfOptions(type: string, options: Record<string, unknown>, warnings: string[]): void {
  const known = optionsByFactor[type];
  for (const [key, value] of Object.entries(options)) {
    if (known && known[key]?.includes(value) !== true) {
      warnings.push(`${key}: ${JSON.stringify(value)} is not an option of ${type}`);
    }
  }
}

function notePassed(
  factor: string,
  { kind, session }: { kind: FactorRequest["kind"]; session: Session },
): void {
  const { facts, runtime, transaction } = session;
  const { login, userId } = facts;
  const { clock, management } = runtime;
  transaction.passedFactors.push(factor);
  if (kind === "enrollment") {
    management.store.enroll(userId, factor);
  }
  const timestamp = new Date(clock.now()).toISOString();
  const { methods = [], ...others } = login.authentication ?? {};
  login.authentication = {
    ...others,
    methods: [...methods, { name: "mfa", timestamp, type: factor }],
  };
}

/** A verified address counts as an enrolled factor. */
function enrolledFactors({ facts, runtime }: Session): string[] {
  const user = runtime.management.store.get(facts.userId);
  const list: unknown[] = Array.isArray(user?.["enrolledFactors"]) ? user["enrolledFactors"] : [];
  const types = list.map((item) => (isRecord(item) ? String(item["type"]) : ""));
  return user?.email_verified === true ? [...types, "email"] : types;
}

function failure(name: string, message: string): Stop {
  return { kind: "failed", error: Object.assign(new Error(message), { name }) };
}
