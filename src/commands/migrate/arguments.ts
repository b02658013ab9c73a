import { parseArgs } from "node:util";

import { targets, type Target } from "../../export/deployment.ts";
import type { Format } from "../../export/deploy-cli/files.ts";
import { describeMisuse } from "../../terminal/misuse.ts";

/** What `migrate` is asked to do. Places are as they were given. */
export interface MigrateCommand {
  readonly subject: string;
  /** A file, or for the rules of a tenant a folder. */
  readonly out: string | undefined;
  /** What the files of a tenant are for. */
  readonly to: Target;
  readonly format: Format;
  readonly keywords: string | undefined;
  readonly report: string | undefined;
  readonly tests: string | undefined;
  readonly level: "adapter" | undefined;
  readonly explain: boolean;
  readonly json: boolean;
  readonly seed: number;
  readonly logins: number;
  /** Whether somebody has said how many. */
  readonly loginsGiven: boolean;
  /** Of real time, if somebody has said how many. */
  readonly seconds: number | undefined;
}

export const migrateUsage = `Usage: ./build migrate <rule or folder> [options]            in a clone of the repository
       npx rules-templates migrate <rule or folder> [options]

Makes a post-login action of a rule, and searches for a login on which the two differ. Name a .js file with one
function (user, context, callback), or the id or the .md file of a template. The action goes to standard output unless
you name a file, and what was found to standard error. Nothing reaches the network. The packages that the rule requires
are those of its folder; for others, and for HTTP clients, something is used that answers both forms alike.

Name a folder to migrate all rules of a tenant: an export of the Deploy CLI, its YAML file, the folder of a source
control extension, a folder of .js files, or the answer of GET /api/v2/rules as a .json file. Rules that share something
stay together, and all rules are compared with all actions.

  --out FILE          write the action to this file; for a folder of rules, the folder to write: new, empty, or
                      written by this command and unchanged
  --to TARGET         for a folder of rules: deploy-cli (the default), terraform or api
  --yaml              for a folder of rules: the YAML format of the Deploy CLI
  --keywords FILE     for a folder of rules: the configuration of the Deploy CLI, whose keywords replace @@KEY@@ and
                      ##KEY## in scripts
  --report FILE       write what was found as Markdown
  --tests FILE        write tests that play the logins found through rule and action, for node --test and vitest; needs
                      --out, and a name that ends in .mjs
  --level adapter     put the rule into an adapter as it is, instead of translating it
  --explain           show rule and action side by side, with a sentence for each rewrite
  --logins COUNT      how many logins to try (500; for a folder 120 for each rule and 300 for all of them together)
  --seconds SECONDS   end the search after this time (60; for a folder 300); a login that takes more than 2 seconds is ended
  --seed NUMBER       where the search begins (1): the same seed gives the same result
  --json              print JSON, with the action in it
  --help              print this

Exit code: 0 the action does the same, perhaps under conditions, or that is not proved; 6 it differs on a login; 7 the
rule cannot be an action, or of a folder one cannot or could not be read; 4 the rule cannot be loaded; 2 wrong usage, or a file that cannot be read or written.
`;

const options = {
  out: { type: "string" },
  to: { type: "string" },
  yaml: { type: "boolean", default: false },
  keywords: { type: "string" },
  report: { type: "string" },
  tests: { type: "string" },
  level: { type: "string" },
  explain: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
  logins: { type: "string" },
  seconds: { type: "string" },
  seed: { type: "string" },
  help: { type: "boolean", default: false },
} as const;

const mostLogins = 1_000_000;
const mostSeconds = 86_400;
const mostSeed = 0xff_ff_ff_ff;

type Values = Extract<ReturnType<typeof parse>, { values: unknown }>["values"];

/**
 * Reads the words after `migrate`: what to do, or a sentence about what is wrong, which is empty
 * for `--help`.
 */
export function readArguments(
  args: readonly string[],
): MigrateCommand | { readonly usage: string } {
  const parsed = parse(args);
  if ("usage" in parsed) {
    return parsed;
  }
  const { values, positionals } = parsed;
  if (values.help) {
    return { usage: "" };
  }
  const [subject] = positionals;
  if (subject === undefined) {
    return {
      usage: "name what to migrate: a .js file, a folder of rules, or the id of a template",
    };
  }
  if (positionals.length > 1) {
    return { usage: "name one rule to migrate, or one folder" };
  }
  const usage = findMisuse(values);
  if (usage !== undefined) {
    return { usage };
  }
  const { out, report, tests, level, explain, json, logins, seconds, seed, yaml, keywords } =
    values;
  return {
    to: targets.find((target) => target === values.to) ?? "deploy-cli",
    format: yaml ? "yaml" : "directory",
    keywords,
    loginsGiven: logins !== undefined,
    ...{ subject, out, report, tests, explain, json },
    level: level === "adapter" ? level : undefined,
    seed: Number(seed ?? 1),
    logins: Number(logins ?? 500),
    seconds: seconds === undefined ? undefined : Number(seconds),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    return { usage: describeMisuse(error, options) };
  }
}

function findMisuse(values: Values): string | undefined {
  const { level, tests, out, logins, seconds, seed, to, yaml } = values;
  if (to !== undefined && !targets.some((target) => target === to)) {
    return `--to takes ${targets.slice(0, -1).join(", ")} or ${targets.at(-1) ?? ""}`;
  }
  if (yaml && to !== undefined && to !== "deploy-cli") {
    return "--yaml is a format of the Deploy CLI: leave out --to";
  }
  if (level !== undefined && level !== "adapter") {
    return "--level takes adapter";
  }
  if (tests !== undefined && out === undefined) {
    return "--tests needs --out: the tests read the action from its file";
  }
  if (tests !== undefined && !tests.endsWith(".mjs")) {
    return "--tests takes a name that ends in .mjs, such as rule.test.mjs";
  }
  if (logins !== undefined && (!isWhole(logins, mostLogins) || Number(logins) < 1)) {
    return `--logins takes a whole number from 1 to ${mostLogins}`;
  }
  if (seconds !== undefined && !(Number(seconds) > 0 && Number(seconds) <= mostSeconds)) {
    return `--seconds takes seconds, more than 0 and at most ${mostSeconds}`;
  }
  if (seed !== undefined && !isWhole(seed, mostSeed)) {
    return `--seed takes a whole number from 0 to ${mostSeed}`;
  }
  return undefined;
}

function isWhole(text: string, most: number): boolean {
  return /^\d+$/.test(text) && Number(text) <= most;
}
