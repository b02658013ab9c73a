import type { Played } from "../../explore/play.ts";
import type { RequestLog, Result, RunOutcome } from "../../run/job.ts";
import { noCallback } from "../translation.ts";
import { givenToken, tokenPath } from "./application.ts";
import type { Both } from "./pair.ts";

/** How an action may end. */
export interface LevelOptions {
  /** Whether an action may end while a request is under way that its rule makes as well. */
  readonly leavesRequests: boolean;
  /** Whether an action asks for a token of the Management API that its rule has anyway. */
  readonly getsToken: boolean;
}

/**
 * The two without what is no difference: what a rule left under way and its action came to the end
 * of, how they refuse a login on a path where the rule never calls back, and what the engine calls
 * an expression that made both fail.
 */
export function levelForms({ rule, action }: Both, options: LevelOptions): Both {
  const others = legsOf(action);
  const pairs = legsOf(rule).map((leg, index) => levelLeg(leg, others[index], options));
  const rest = others.slice(pairs.length);
  const actionLegs = [...pairs.flatMap(([, other]) => (other ? [other] : [])), ...rest];
  return {
    rule: withLegs(
      rule,
      pairs.map(([leg]) => leg),
    ),
    action: withLegs(action, actionLegs),
  };
}

function legsOf({ legs, result }: Played): readonly Result[] {
  return [...legs, result];
}

function withLegs(played: Played, all: readonly Result[]): Played {
  return { ...played, legs: all.slice(0, -1), result: all.at(-1) ?? played.result };
}

function levelLeg(
  rule: Result,
  action: Result | undefined,
  { leavesRequests, getsToken }: LevelOptions,
): [Result, Result | undefined] {
  if (!action) {
    return [rule, action];
  }
  if (getsToken) {
    const own = new Set(rule.requests.map(nameOf));
    const requests = action.requests.filter((asked) => isOther(asked) || own.has(nameOf(asked)));
    const options = { leavesRequests, getsToken: false };
    return levelLeg(withoutToken(rule), withoutToken({ ...action, requests }), options);
  }
  const requests = leavesRequests ? rule.requests.map(nameOf) : [];
  const one = withoutExpression(rule.outcome);
  const other = withoutExpression(withoutSilence(action.outcome));
  const kept = withoutUnderWay(other, new Set(requests));
  return [
    { ...rule, outcome: withUnderWayOf(one, kept) },
    { ...action, outcome: kept },
  ];
}

function isOther({ method, url }: RequestLog): boolean {
  return method !== "POST" || !url.endsWith(tokenPath);
}

/**
 * Without the token in what a package is given, and perhaps says again, which is another in each
 * form.
 */
function withoutToken(result: Result): Result {
  const level = (text: string) => text.replace(token, "token");
  return {
    ...result,
    outcome: withTexts(result.outcome, level),
    requests: result.requests.map((request) =>
      request.body === undefined ? request : { ...request, body: level(request.body) },
    ),
  };
}

const token = new RegExp(String.raw`\beyJ[\w-]*\.[\w-]+\.[\w-]*|\b${givenToken}\b`, "g");

/**
 * An action that throws where its rule never calls back refuses the login as the end of its time
 * does.
 */
function withoutSilence(outcome: RunOutcome): RunOutcome {
  if (outcome.result !== "failed" || outcome.error?.message !== noCallback) {
    return outcome;
  }
  const silent: RunOutcome = { ...outcome, result: "timed-out" };
  delete silent.error;
  return silent;
}

/**
 * Without requests that the rule leaves as well, and without late calls of the API: what they set
 * shows if it counts.
 */
function withoutUnderWay(outcome: RunOutcome, requests: ReadonlySet<string>): RunOutcome {
  const { underWay = [], ...rest } = outcome;
  const left = underWay.filter(
    (what) => !requests.has(requestOf(what)) && !what.startsWith("a call of api."),
  );
  return left.length > 0 ? { ...rest, underWay: left } : rest;
}

/**
 * Of what an action leaves under way, what its rule left as well: be it the request or, by then,
 * its answer.
 */
function withUnderWayOf(outcome: RunOutcome, other: RunOutcome): RunOutcome {
  const { underWay = [], ...rest } = outcome;
  const left = new Set(underWay.map(requestOf));
  const both = (other.underWay ?? []).filter((what) => left.has(requestOf(what)));
  return both.length > 0 ? { ...rest, underWay: both } : rest;
}

function requestOf(what: string): string {
  return what.replace(/^(?:a request to|the answer of) /, "");
}

/** A request as `requestOf` names it. */
function nameOf({ method, url }: RequestLog): string {
  return `${method} ${url.replace(/[?#].*$/, "")}`;
}

/**
 * What V8 says of an expression begins with its text, in which the user has another name and
 * branches are told of.
 */
const expression = /(?:^|(?<=: ))[^:]*(?= is not (?:a function|iterable|a constructor))/;

function withoutExpression(outcome: RunOutcome): RunOutcome {
  return withTexts(outcome, (text) => text.replace(expression, "it"));
}

/** The end of a login with other texts of what was refused. */
function withTexts(outcome: RunOutcome, level: (text: string) => string): RunOutcome {
  const { error, reason } = outcome;
  return {
    ...outcome,
    ...(error && { error: { ...error, message: level(error.message) } }),
    ...(reason !== undefined && { reason: level(reason) }),
  };
}
