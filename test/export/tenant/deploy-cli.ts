import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

import type { Files } from "../../../src/export/deployment.ts";

const client = createRequire(import.meta.url).resolve("auth0-deploy-cli");

/**
 * Sends what goes to the tenant's domain to the stand-in: the real one is always asked by https.
 * And has the client hold what it reads against the schemas of that alone: to compile those of all
 * that a tenant has takes it eight seconds.
 */
const preload = `data:text/javascript,${encodeURIComponent(`
  import { createRequire } from "node:module";
  const real = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    const address = new URL(typeof input === "string" ? input : input.url ?? String(input));
    if (address.host !== "tenant.example") throw new Error("no other host: " + address.host);
    return real(process.env.STAND_IN + address.pathname + address.search, init);
  };
  const { prototype } = createRequire(${JSON.stringify(client)})("ajv/lib/ajv");
  const { validate } = prototype;
  prototype.validate = function (schema, assets) {
    if (schema.properties?.actions === undefined) return validate.call(this, schema, assets);
    const read = Object.entries(schema.properties).filter(([name]) => name in assets);
    return validate.call(this, { ...schema, properties: Object.fromEntries(read) }, assets);
  };`)}`;

/** How a run of the client ended. */
export interface Run {
  readonly code: number;
  /** Of both streams. */
  readonly output: string;
}

/** Runs the real client of Auth0, against a stand-in at an origin. */
export function runClient(
  cwd: string,
  args: readonly string[],
  { origin, variables = {} }: { readonly origin: string; readonly variables?: NodeJS.ProcessEnv },
): Promise<Run> {
  const { PATH: searchPath, HOME: homeFolder } = process.env;
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ["--import", preload, client, ...args],
      { cwd, env: { PATH: searchPath, HOME: homeFolder, ...variables, STAND_IN: origin } },
      (error, stdout, stderr) => {
        resolve({ code: error ? Number(error.code ?? 1) : 0, output: stdout + stderr });
      },
    );
  });
}

export const credentials = {
  AUTH0_DOMAIN: "tenant.example",
  AUTH0_CLIENT_ID: "client",
  AUTH0_CLIENT_SECRET: "secret",
};

/** The configuration of an export, filled in as its README says. */
export function fillConfig(files: Files, keywords: Readonly<Record<string, string>>): Files {
  const name = nameOf(files, /^config\./);
  const config = JSON.parse(files[name] ?? "") as object;
  const filled = { ...config, ...credentials, AUTH0_KEYWORD_REPLACE_MAPPINGS: keywords };
  return { ...files, [name]: JSON.stringify(filled) };
}

/** The commands of the README of an export, as they are written there. */
export function commandsOf(files: Files): string[][] {
  const readme = files[nameOf(files, /^README\./)] ?? "";
  return [...readme.matchAll(/^ {4}a0deploy (.*)$/gm)].map(([, command = ""]) =>
    command.split(" "),
  );
}

function nameOf(files: Files, pattern: RegExp): string {
  return Object.keys(files).find((name) => pattern.test(name)) ?? "";
}

export function writeFiles(folder: string, files: Files): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
}
