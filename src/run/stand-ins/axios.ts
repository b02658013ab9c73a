import { textOf } from "../../emulator/host/errors.ts";
import type { ModuleHost } from "../../emulator/host/require.ts";
import { isRecord } from "../../text/plain-data.ts";
import { ask, basic, parseIfJson, plainHeaders, renderFields, withQuery } from "./ask.ts";

type Config = Record<string, unknown>;

/**
 * The npm package `axios`, as far as rules use it.
 * Source: https://axios-http.com/docs/req_config
 */
export function axiosPackage(host: ModuleHost): unknown {
  const axios = instance({});
  return Object.assign(axios, { default: axios });

  function instance(defaults: Config): object {
    const request = (config: Config) => send(host, merge(defaults, config));
    const call = (first: unknown, second?: unknown) =>
      request(typeof first === "string" ? { ...configOf(second), url: first } : configOf(first));
    const bare = ["get", "delete", "head", "options"].map((method) => [
      method,
      (url: unknown, config?: unknown) => request({ ...configOf(config), url, method }),
    ]);
    const full = ["post", "put", "patch"].map((method) => [
      method,
      (url: unknown, data?: unknown, config?: unknown) =>
        request({ ...configOf(config), url, data, method }),
    ]);
    const create = (config?: unknown) => instance(merge(defaults, configOf(config)));
    const isAxiosError = (error: unknown) => isRecord(error) && error["isAxiosError"] === true;
    const methods = Object.fromEntries([...bare, ...full]) as object;
    return Object.assign(call, methods, { request, create, isAxiosError, defaults });
  }
}

function configOf(value: unknown): Config {
  return isRecord(value) ? value : {};
}

function merge(defaults: Config, config: Config): Config {
  const headers = { ...plainHeaders(defaults["headers"]), ...plainHeaders(config["headers"]) };
  return { ...defaults, ...config, headers };
}

async function send(host: ModuleHost, config: Config): Promise<unknown> {
  const { method = "get", timeout, validateStatus } = config;
  const { body, type } = readBody(config["data"]);
  const answered = await ask(host, {
    method: String(method).toUpperCase(),
    url: withQuery(addressOf(config), readQuery(config)),
    headers: {
      accept: "application/json",
      ...type,
      ...readAuth(config),
      ...plainHeaders(config["headers"]),
    },
    body,
    timeout: typeof timeout === "number" ? timeout : undefined,
  }).catch((error: unknown) => {
    throw error instanceof Error ? Object.assign(error, { isAxiosError: true, config }) : error;
  });
  const { status, statusText, headers, text } = answered;
  const data = config["responseType"] === "text" ? text : parseIfJson(text);
  const response = { data, status, statusText, headers, config };
  const isValid =
    typeof validateStatus === "function"
      ? (validateStatus as (given: number) => unknown)(status)
      : validateStatus === null || (status >= 200 && status < 300);
  if (isValid) {
    return response;
  }
  const error = new Error(`Request failed with status code ${status}`);
  const code = status < 500 ? "ERR_BAD_REQUEST" : "ERR_BAD_RESPONSE";
  throw Object.assign(error, { name: "AxiosError", isAxiosError: true, code, config, response });
}

function addressOf({ baseURL, url }: Config): string {
  const address = textOf(url ?? "");
  if (typeof baseURL !== "string" || /^[a-z]+:\/\//i.test(address)) {
    return address;
  }
  return `${baseURL.replace(/\/+$/, "")}/${address.replace(/^\/+/, "")}`;
}

function readQuery({ params }: Config): string {
  return params instanceof URLSearchParams
    ? params.toString()
    : renderFields(params, { hasIndices: false, hasNull: false });
}

function readBody(data: unknown): { body: string | undefined; type: Record<string, string> } {
  if (data === undefined || data === null) {
    return { body: undefined, type: {} };
  }
  if (typeof data === "string" || data instanceof URLSearchParams) {
    return { body: String(data), type: { "content-type": "application/x-www-form-urlencoded" } };
  }
  return { body: JSON.stringify(data), type: { "content-type": "application/json" } };
}

function readAuth({ auth }: Config): Record<string, string> {
  return isRecord(auth) ? { authorization: basic(auth["username"], auth["password"]) } : {};
}
