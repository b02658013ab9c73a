import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";

import { isRecord } from "../../../text/plain-data.ts";

const header = encodeText(JSON.stringify({ alg: "HS256", typ: "JWT" }));

/** A JWT signed with HS256. @throws Error without a secret */
export function signToken(payload: Record<string, unknown>, secret: unknown): string {
  const content = `${header}.${encodeText(JSON.stringify(payload))}`;
  return `${content}.${sign(content, secret)}`;
}

/**
 * The payload of a JWT, or a sentence on what is wrong with it. `now` is in milliseconds since
 * 1970.
 */
export function verifyToken(
  token: unknown,
  secret: unknown,
  now: number,
): Record<string, unknown> | string {
  const parts = typeof token === "string" ? token.split(".") : [];
  const [header = "", body = "", signature = ""] = parts;
  const { alg } = parsePart(header) ?? {};
  const payload = parsePart(body);
  if (parts.length !== 3 || !payload) {
    return "it is not a JWT";
  }
  if (alg !== "HS256") {
    return "its algorithm is not HS256";
  }
  if (!isSame(signature, sign(`${header}.${body}`, secret))) {
    return "its signature is invalid";
  }
  const { exp, nbf } = payload;
  if (!isTime(exp) || !isTime(nbf)) {
    return "its times are not numbers";
  }
  if (typeof exp === "number" && exp * 1000 <= now) {
    return "it has expired";
  }
  if (typeof nbf === "number" && nbf * 1000 > now) {
    return "it is not valid yet";
  }
  return payload;
}

/** Whether a claim is a time, or is not there. Source: RFC 7519, section 4.1.4 */
function isTime(claim: unknown): boolean {
  return claim === undefined || typeof claim === "number";
}

function sign(content: string, secret: unknown): string {
  if (typeof secret !== "string" || secret === "") {
    throw new Error("The secret must have a value.");
  }
  const bytes = new TextEncoder();
  return encodeBytes(hmac(sha256, bytes.encode(secret), bytes.encode(content)));
}

/** Takes the same time wherever the two differ. */
function isSame(one: string, other: string): boolean {
  let difference = one.length ^ other.length;
  for (let index = 0; index < other.length; index++) {
    difference |= one.charCodeAt(index) ^ other.charCodeAt(index);
  }
  return difference === 0;
}

function encodeText(text: string): string {
  return encodeBytes(new TextEncoder().encode(text));
}

function encodeBytes(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** What a part of a JWT says, whoever wrote it; undefined if it is no JSON object. */
export function parsePart(part: string): Record<string, unknown> | undefined {
  try {
    const binary = atob(part.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
