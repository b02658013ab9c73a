import { parseArgs } from "node:util";

import { targets, type Target } from "../../export/deployment.ts";
import type { Format } from "../../export/deploy-cli/files.ts";
import { describeMisuse } from "../../terminal/misuse.ts";

/** What `export` is asked to do. Places are as they were given. */
export interface ExportCommand {
  /** Ids of templates, files or folders, in the order in which the actions run. */
  readonly subjects: readonly string[];
  readonly out: string;
  readonly to: Target;
  readonly format: Format;
  readonly config: Readonly<Record<string, string>>;
  readonly env: string | undefined;
  readonly json: boolean;
}

export const exportUsage = `Usage: ./build export <what…> --out DIR [options]            in a clone of the repository
       npx rules-templates export <what…> --out DIR [options]

Writes actions as files that a tenant is deployed with: for the Auth0 Deploy CLI, Terraform or the Management API. Name
templates by their ids, .md or .js files of your own, or a folder of actions, in the order in which they are to run.
Nothing in the files deletes or unbinds anything unless you say so, and the README among them tells you what to do next.

  --out DIR           the folder to write: a new or empty one, or one that this command wrote and nobody has changed
  --to TARGET         deploy-cli (the default), terraform or api
  --yaml              the YAML format of the Deploy CLI instead of its directory format
  --config KEY=VALUE  the value of a setting that is not a secret; repeatable. Secrets are named and never written
  --env FILE          settings, one KEY=VALUE per line
  --json              print JSON: the files that were written, and notes
  --help              print this

Exit code: 0 done; 2 wrong usage, or a file or folder that cannot be read or written.
`;

const options = {
  out: { type: "string" },
  to: { type: "string" },
  yaml: { type: "boolean", default: false },
  config: { type: "string", multiple: true },
  env: { type: "string" },
  json: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

/**
 * Reads the words after `export`: what to do, or a sentence about what is wrong, which is empty for
 * `--help`.
 */
export function readArguments(args: readonly string[]): ExportCommand | { readonly usage: string } {
  const parsed = parse(args);
  if ("usage" in parsed) {
    return parsed;
  }
  const { values, positionals: subjects } = parsed;
  if (values.help) {
    return { usage: "" };
  }
  const { out = "", yaml, env, json } = values;
  const to = targets.find((target) => target === (values.to ?? targets[0]));
  const config = readSettings(values.config ?? []);
  if (subjects.length === 0) {
    return { usage: "name what to export: the id of a template, a file, or a folder" };
  }
  if (out === "") {
    return { usage: "name the folder to write: --out DIR" };
  }
  if (to === undefined) {
    return { usage: `--to takes ${targets.slice(0, -1).join(", ")} or ${targets.at(-1) ?? ""}` };
  }
  if (yaml && to !== "deploy-cli") {
    return { usage: "--yaml is a format of the Deploy CLI: leave out --to" };
  }
  if (config === undefined) {
    // The text is not repeated: it may be a secret.
    return { usage: "--config takes KEY=VALUE" };
  }
  return { subjects, out, to, format: yaml ? "yaml" : "directory", config, env, json };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    return { usage: describeMisuse(error, options) };
  }
}

function readSettings(config: readonly string[]): Record<string, string> | undefined {
  if (config.some((setting) => setting.indexOf("=") < 1)) {
    return undefined;
  }
  return Object.fromEntries(
    config.map((setting): [string, string] => {
      const at = setting.indexOf("=");
      return [setting.slice(0, at), setting.slice(at + 1)];
    }),
  );
}
