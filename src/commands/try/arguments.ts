import { parseArgs } from "node:util";

import type { Runtime } from "../../emulator/script/loaded.ts";
import { describeMisuse } from "../../terminal/misuse.ts";
import type { SubjectName } from "../../input/subject.ts";

/** What `try` is asked to do. Places are as they were given. */
export interface TryOptions extends SubjectName {
  /** What is compared with it. */
  readonly other: string | undefined;
  readonly keywords: string | undefined;
  /** The Node that rules run on. */
  readonly runtime: Runtime;
  readonly user: string | undefined;
  readonly context: string | undefined;
  readonly event: string | undefined;
  /** The title of an example. */
  readonly example: string | undefined;
  readonly config: Readonly<Record<string, string>>;
  readonly env: string | undefined;
  /** Names of npm packages. */
  readonly packages: readonly string[];
  /** A folder all of whose npm packages are given. */
  readonly installed: string | undefined;
  readonly mock: string | undefined;
  readonly resume: string | undefined;
  readonly record: string | undefined;
  readonly network: boolean;
  readonly watch: boolean;
  readonly json: boolean;
  /** Milliseconds of real time. */
  readonly limit: number;
}

export const tryUsage = `Usage: ./build try <what> [<other>] [options]            in a clone of the repository
       npx rules-templates try <what> [<other>] [options]

Runs one login of an emulated tenant through a template (its id or .md file), the .js file of any rule or action, or a
folder of rules or actions, and shows how the login ends. Given two, it runs the same login through each and compares
them, as it does with the rule and the action of a template. Nothing reaches the network unless you say so. A template
plays its first example unless you describe the login.

  --example TITLE     another example of the template: its login, settings and answers; what you give overrides them
  --user FILE         the user who logs in, JSON; user_metadata and app_metadata are what is stored for the user
  --context FILE      the login as a rule sees it: its context, JSON
  --event FILE        the login as an action sees it: its event, JSON; user and secrets in it count too
  --config KEY=VALUE  a setting: configuration.KEY of a rule, event.secrets.KEY of an action; repeatable
  --env FILE          settings, one KEY=VALUE per line
  --rules DIR         a folder of rules or actions, the same as naming it: name.js, and name.json beside it, as the
                      Auth0 Deploy CLI and the source control extensions have them, or the folder of a whole export
  --keywords FILE     the configuration of the Deploy CLI, whose keywords replace @@KEY@@ and ##KEY## in scripts
  --packages DIR      all npm packages that are installed in a folder, for scripts to load
  --package NAME      an npm package that scripts can load, as it is installed for their folder; repeatable
  --runtime RUNTIME   the Node version of rules: node22 (the default), or node12 with its globals such as request
  --as FORM           rule or action: run one form of a template or an export, or say what a .js file is
  --mock FILE         answers for requests: a JSON list of { method, url, status, headers, body }
  --resume FILE       how the user comes back from a redirect or a form: JSON, { query, body, prompt, token }
  --network           send requests that have no such answer to the network; time is then real
  --record FILE       save the requests that went to the network, with their answers, for --mock
  --limit SECONDS     end the run after less than 20 seconds of real time
  --watch             run again when a file changes
  --json              print JSON: runs, differences and notes, or problems if the exit code is 2
  --help              print this

Exit code: 0 allowed or redirected, 3 denied, 4 failed, 5 timed out, 6 the two that were compared differ, 2 wrong usage
or unreadable input.
`;

/** Seconds that the platform gives a pipeline, and the longest that a run can take here. */
const mostSeconds = 20;

/** Reads the words after `try`: what to do, "help", or a sentence about what is wrong. */
export function readArguments(args: readonly string[]): TryOptions | { readonly usage: string } {
  const parsed = parse(args);
  if ("usage" in parsed) {
    return parsed;
  }
  if (parsed.values.help) {
    return { usage: "" };
  }
  const { as, runtime = "node22", config = [], limit, network, ...places } = parsed.values;
  const settings = readSettings(config);
  const seconds = limit === undefined ? mostSeconds : Number(limit);
  const wrong =
    checkSubject(parsed.positionals, places.rules) ??
    (typeof settings === "string" ? settings : undefined) ??
    checkForm(as, places.rules) ??
    checkRuntime(runtime, as) ??
    checkPlaces(places, network) ??
    checkLimit(seconds);
  if (wrong !== undefined) {
    return { usage: wrong };
  }
  return {
    ...optionsOf(parsed),
    as: as as TryOptions["as"],
    runtime: runtime as Runtime,
    config: settings as Record<string, string>,
    network,
    limit: seconds * 1000,
  };
}

type Parsed = Exclude<ReturnType<typeof parse>, { usage: string }>;

/** The options that can have any value. */
function optionsOf({ values, positionals }: Parsed) {
  const [subject, other] = positionals;
  return {
    subject,
    other,
    rules: values.rules,
    keywords: values.keywords,
    user: values.user,
    context: values.context,
    event: values.event,
    example: values.example,
    env: values.env,
    packages: values.package ?? [],
    installed: values.packages,
    mock: values.mock,
    resume: values.resume,
    record: values.record,
    watch: values.watch,
    json: values.json,
  };
}

const tryOptions = {
  user: { type: "string" },
  context: { type: "string" },
  event: { type: "string" },
  example: { type: "string" },
  config: { type: "string", multiple: true },
  env: { type: "string" },
  package: { type: "string", multiple: true },
  packages: { type: "string" },
  rules: { type: "string" },
  keywords: { type: "string" },
  as: { type: "string" },
  runtime: { type: "string" },
  mock: { type: "string" },
  resume: { type: "string" },
  record: { type: "string" },
  limit: { type: "string" },
  network: { type: "boolean", default: false },
  watch: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: tryOptions,
    });
  } catch (error) {
    return { usage: describeMisuse(error, tryOptions) };
  }
}

function checkSubject(
  positionals: readonly string[],
  rules: string | undefined,
): string | undefined {
  if (positionals.length > 2) {
    return "name one thing to run, or two to compare";
  }
  if (rules !== undefined && positionals.length > 0) {
    return "name one thing to run, or two to compare, and a folder among two without --rules";
  }
  return positionals.length === 0 && rules === undefined
    ? "name what to run: the id of a template, a file, or a folder"
    : undefined;
}

/** The settings by key, or what is wrong with one. */
function readSettings(config: readonly string[]): Record<string, string> | string {
  const settings: Record<string, string> = {};
  for (const setting of config) {
    const at = setting.indexOf("=");
    // The text is not repeated: it may be a secret.
    if (at < 1) {
      return "--config takes KEY=VALUE";
    }
    settings[setting.slice(0, at)] = setting.slice(at + 1);
  }
  return settings;
}

function checkForm(as: string | undefined, rules: string | undefined): string | undefined {
  if (as !== undefined && as !== "rule" && as !== "action") {
    return "--as takes rule or action";
  }
  return as === "action" && rules !== undefined ? "--rules runs rules, not actions" : undefined;
}

function checkRuntime(runtime: string, as: string | undefined): string | undefined {
  if (runtime !== "node12" && runtime !== "node22") {
    return "--runtime takes node12 or node22";
  }
  return as === "action" && runtime === "node12"
    ? "--runtime node12 is for rules: no action runs on it"
    : undefined;
}

function checkPlaces(
  { context, event, record }: { context?: string; event?: string; record?: string },
  network: boolean,
): string | undefined {
  if (context !== undefined && event !== undefined) {
    return "describe the login once, with --context or with --event";
  }
  return record !== undefined && !network
    ? "--record saves what goes over the network: add --network"
    : undefined;
}

function checkLimit(seconds: number): string | undefined {
  return seconds > 0 && seconds <= mostSeconds
    ? undefined
    : `--limit takes seconds, more than 0 and at most ${mostSeconds}`;
}
