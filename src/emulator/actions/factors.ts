import { isRecord } from "../copy.ts";
import { LOGIN_REQUIRED } from "../errors.ts";
import { hasBrowser, isSilent } from "../login.ts";
import type { Session, Stop } from "../session.ts";
import type { Factor, FactorOptions, PostLoginApi } from "./api-types.ts";
import type { Commands, FactorRequest } from "./commands.ts";

type FactorMethods = Pick<
  PostLoginApi["authentication"],
  "challengeWith" | "challengeWithAny" | "enrollWith" | "enrollWithAny"
>;

/** The methods that ask for a factor; the last call of an action counts. */
export function factorApi(commands: Commands): FactorMethods {
  const ask = (kind: FactorRequest["kind"], factors: unknown) => {
    commands.factor = { kind, factors: factorTypes(factors) };
  };
  const withMore = (factor: Factor, options?: FactorOptions) => [
    factor,
    ...(options?.additionalFactors ?? []),
  ];
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

function factorTypes(factors: unknown): string[] {
  const types = Array.isArray(factors)
    ? factors.map((factor: unknown) => (isRecord(factor) ? factor["type"] : undefined))
    : [];
  if (types.length === 0 || !types.every((type) => typeof type === "string"))
    throw new TypeError('A factor is an object such as { type: "otp" }.');
  return types.map((type) => (type === "push" ? "push-notification" : type));
}

/**
 * Has the user pass a factor. One that is not enabled or, for a challenge, not enrolled is ignored; if none is left
 * the login fails. Source: https://auth0.com/docs/customize/actions/reference/post-login/post-login-api-object
 */
export function passFactor({ kind, factors }: FactorRequest, session: Session): Stop | undefined {
  const { login, transaction } = session;
  if (factors.some((factor) => transaction.passedFactors.includes(factor))) return undefined;
  if (!hasBrowser(login)) return failure("mfa_required", "the user cannot be asked for a factor");
  if (isSilent(login)) return failure(LOGIN_REQUIRED.name, LOGIN_REQUIRED.message);
  const enrolled = enrolledFactors(session);
  const usable = factors.filter(
    (factor) =>
      (login.factors?.includes(factor) ?? true) &&
      enrolled.includes(factor) === (kind === "challenge"),
  );
  const [first] = usable;
  if (first === undefined)
    return failure("Error", `no factor of ${factors.join(", ")} can be used for the ${kind}`);
  transaction.challenges.push({ kind, factors: usable });
  if (login.challenge === "fails") return { kind: "denied", reason: `the ${kind} was not passed` };
  notePassed(first, { kind, session });
  return undefined;
}

function notePassed(
  factor: string,
  { kind, session }: { kind: FactorRequest["kind"]; session: Session },
): void {
  const { clock, login, management, transaction, userId } = session;
  transaction.passedFactors.push(factor);
  if (kind === "enrollment") management.store.enroll(userId, factor);
  const timestamp = new Date(clock.now()).toISOString();
  const { methods = [], ...others } = login.authentication ?? {};
  login.authentication = {
    ...others,
    methods: [...methods, { name: "mfa", timestamp, type: factor }],
  };
}

/** A verified address counts as an enrolled factor. */
function enrolledFactors({ management, userId }: Session): string[] {
  const user = management.store.get(userId);
  const list: unknown[] = Array.isArray(user?.["enrolledFactors"]) ? user["enrolledFactors"] : [];
  const types = list.map((item) => (isRecord(item) ? String(item["type"]) : ""));
  return user?.email_verified === true ? [...types, "email"] : types;
}

function failure(name: string, message: string): Stop {
  return { kind: "failed", error: Object.assign(new Error(message), { name }) };
}
