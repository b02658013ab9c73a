import { textOf } from "../../emulator/host/errors.ts";
import type { ModuleHost } from "../../emulator/host/require.ts";

/** A request as HTTP clients describe it. */
export interface Asking {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /** In milliseconds on the login's clock. */
  readonly timeout?: number | undefined;
}

/** What came back, read to its end. */
export interface Answered {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/**
 * Asks as the script's own `fetch` does.
 *
 * @throws Error with the `code` of a system error, as clients built on Node's `http` give it
 */
export async function ask(host: ModuleHost, asking: Asking): Promise<Answered> {
  const { method, url, headers, body, timeout } = asking;
  const controller = new AbortController();
  const timer =
    timeout === undefined || timeout <= 0
      ? undefined
      : host.setTimer(timeout, () => {
          controller.abort(Object.assign(new Error("ETIMEDOUT"), { code: "ETIMEDOUT" }));
        });
  try {
    const hasBody = body !== undefined && !/^(?:GET|HEAD)$/i.test(method);
    const { signal } = controller;
    const response = await host.fetch(url, { method, headers, signal, ...(hasBody && { body }) });
    const { status, statusText } = response;
    const text = await response.text();
    return { status, statusText, headers: Object.fromEntries(response.headers), text };
  } catch (error) {
    throw causeOf(error);
  } finally {
    if (timer !== undefined) {
      host.clearTimer(timer);
    }
  }
}

/** `fetch` wraps the error of the system; clients built on `http` do not. */
function causeOf(error: unknown): unknown {
  return error instanceof TypeError && error.cause instanceof Error ? error.cause : error;
}

/** An address with more of a query. */
export function withQuery(url: string, query: string): string {
  return query === "" ? url : `${url}${url.includes("?") ? "&" : "?"}${query}`;
}

/** How a client writes what is in a field: `a[0]=b` or `a[]=b`, and `a=` or nothing for null. */
export interface FieldStyle {
  readonly hasIndices: boolean;
  readonly hasNull: boolean;
}

/** Fields as a form or a query has them, with what is nested in brackets. */
export function renderFields(values: unknown, style: FieldStyle): string {
  return pairsOf(values, "", style)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join("&");
}

function pairsOf(values: unknown, under: string, style: FieldStyle): [string, string][] {
  if (typeof values !== "object" || values === null) {
    return [];
  }
  const isNamed = style.hasIndices || !Array.isArray(values);
  return Object.entries(values).flatMap(([key, value]: [string, unknown]): [string, string][] => {
    const name = under === "" ? key : `${under}[${isNamed ? key : ""}]`;
    if (value === undefined || (value === null && !style.hasNull)) {
      return [];
    }
    if (typeof value === "object" && value !== null && !(value instanceof Date)) {
      return pairsOf(value, name, style);
    }
    return [[name, value instanceof Date ? value.toISOString() : textOf(value ?? "")]];
  });
}

/** The header for a user and a password. */
export function basic(user: unknown, password: unknown): string {
  const bytes = new TextEncoder().encode(`${textOf(user ?? "")}:${textOf(password ?? "")}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}

/** What a text says as JSON, or the text. */
export function parseIfJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Headers as texts, with small letters. */
export function plainHeaders(headers: unknown): Record<string, string> {
  if (typeof headers !== "object" || headers === null) {
    return {};
  }
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}
