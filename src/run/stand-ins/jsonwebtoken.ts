import { textOf } from "../../emulator/host/errors.ts";
import type { ModuleHost } from "../../emulator/host/require.ts";
import { parsePart, signToken, verifyToken } from "../../emulator/actions/api/token.ts";
import { isRecord } from "../../text/plain-data.ts";

type Options = Record<string, unknown>;
type Callback = (error: unknown, value?: unknown) => void;

/**
 * The npm package `jsonwebtoken` for the algorithm HS256, which is the one that rules use.
 * Source: https://github.com/auth0/node-jsonwebtoken (README)
 */
export function jsonwebtokenPackage(host: ModuleHost): unknown {
  const now = () => Math.floor(host.now() / 1000);
  const sign = (payload: unknown, secret: unknown, ...more: unknown[]) =>
    give(host, more, (options) => signToken(claimsOf(payload, options, now()), secret));
  const verify = (token: unknown, secret: unknown, ...more: unknown[]) =>
    give(host, more, (options) => verified(token, secret, { options, now: host.now() }));
  const exports = { sign, verify, decode, JsonWebTokenError, TokenExpiredError };
  return Object.assign(exports, { default: exports });
}

class JsonWebTokenError extends Error {
  override readonly name: string = "JsonWebTokenError";
}

class TokenExpiredError extends JsonWebTokenError {
  override readonly name = "TokenExpiredError";
}

/** Gives a value, or calls back with it. */
function give(host: ModuleHost, more: unknown[], make: (options: Options) => unknown): unknown {
  const callback = more.find((value): value is Callback => typeof value === "function");
  const options = more.find(isRecord) ?? {};
  if (!callback) {
    return make(options);
  }
  let result: [error: unknown, value?: unknown];
  try {
    result = [null, make(options)];
  } catch (error) {
    result = [error];
  }
  host.soon(() => {
    callback(...result);
  });
  return undefined;
}

const claims = { issuer: "iss", subject: "sub", audience: "aud", jwtid: "jti" } as const;

function claimsOf(payload: unknown, options: Options, now: number): Record<string, unknown> {
  const { algorithm = "HS256", expiresIn, notBefore, noTimestamp } = options;
  if (algorithm !== "HS256") {
    throw new Error(`a stand-in for jsonwebtoken signs with HS256 only, not ${String(algorithm)}`);
  }
  if (!isRecord(payload)) {
    throw new Error('Expected "payload" to be a plain object.');
  }
  const given = Object.entries(claims)
    .filter(([name]) => options[name] !== undefined)
    .map(([name, claim]) => [claim, options[name]]);
  return {
    ...(noTimestamp !== true && { iat: now }),
    ...payload,
    ...(expiresIn !== undefined && { exp: now + secondsOf(expiresIn) }),
    ...(notBefore !== undefined && { nbf: now + secondsOf(notBefore) }),
    ...(Object.fromEntries(given) as object),
  };
}

const units: Readonly<Record<string, number>> = {
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
  y: 31_557_600,
};

/**
 * Numbers are seconds, texts such as `2h` say their unit, and without one they are milliseconds.
 */
function secondsOf(span: unknown): number {
  if (typeof span === "number") {
    return span;
  }
  const [, count = "", unit = ""] = /^\s*(-?[\d.]+)\s*([a-z]*)/i.exec(String(span)) ?? [];
  if (unit === "" || unit === "ms") {
    return Math.floor(Number(count) / 1000);
  }
  return Math.floor(Number(count) * (units[unit.charAt(0).toLowerCase()] ?? 1));
}

/** @throws JsonWebTokenError or TokenExpiredError */
function verified(
  token: unknown,
  secret: unknown,
  { options, now }: { readonly options: Options; readonly now: number },
): unknown {
  const payload = verifyToken(token, secret, options["ignoreExpiration"] === true ? 0 : now);
  if (typeof payload === "string") {
    throw payload === "it has expired"
      ? new TokenExpiredError("jwt expired")
      : new JsonWebTokenError(payload);
  }
  for (const [name, claim] of Object.entries(claims)) {
    const wanted: unknown = options[name];
    if (wanted !== undefined && !meets(payload[claim], wanted)) {
      throw new JsonWebTokenError(`jwt ${name} invalid. expected: ${textOf(wanted)}`);
    }
  }
  return payload;
}

function meets(claim: unknown, wanted: unknown): boolean {
  const [given, allowed] = [claim, wanted].map((value): unknown[] =>
    Array.isArray(value) ? (value as unknown[]) : [value],
  );
  return (given ?? []).some((value) => allowed?.includes(value));
}

function decode(token: unknown, options?: unknown): unknown {
  const [header = "", body = "", signature = ""] =
    typeof token === "string" ? token.split(".") : [];
  const payload = parsePart(body);
  if (!payload) {
    return null;
  }
  const isWhole = isRecord(options) && options["complete"] === true;
  return isWhole ? { header: parsePart(header), payload, signature } : payload;
}
