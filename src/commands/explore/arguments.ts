import { parseArgs } from "node:util";

import { describeMisuse } from "../../terminal/misuse.ts";
import type { Form } from "../../script/form/form.ts";

/** What `explore` is asked to do. Places are as they were given. */
export interface ExploreCommand {
  readonly subject: string;
  readonly other: string | undefined;
  readonly as: Form | undefined;
  readonly seed: number;
  readonly logins: number;
  /** Of real time. */
  readonly seconds: number;
  readonly answers: string | undefined;
  readonly config: Readonly<Record<string, string>>;
  readonly save: string | undefined;
  readonly show: boolean;
  readonly json: boolean;
}

export const exploreUsage = `Usage: ./build explore <what> [<other>] [options]            in a clone of the repository
       npx rules-templates explore <what> [<other>] [options]

Finds the logins that show what a rule or a post-login action does: the smallest login for each of its outcomes. Given
two, or a template with a rule and an action, it looks for a login on which they differ. Name a script as for try: by
the id of a template, its .md file, or a .js file. Nothing reaches the network, and nothing is written unless you say so.

  --as FORM           rule or action: one form of a template, or what a .js file is
  --logins COUNT      how many logins to try (500)
  --seconds SECONDS   end the search after this time (60); a login that takes more than 2 seconds is ended
  --seed NUMBER       where the search begins (1): the same seed gives the same report
  --config KEY=VALUE  a setting that all logins have; repeatable. Other settings are made up
  --answers FILE      answers for requests, as for try --mock; other answers are made up
  --save DIR          write the logins of the report as files that try takes, without the values of --config
  --show              print the scripts too, with what the logins reached: + a line, ~ not all of its branches, - not
  --json              print JSON
  --help              print this

Exit code: 0 explored, or the same on all logins, 6 different, 4 a script cannot be loaded, 2 wrong usage, or a
file that cannot be read or written.
`;

const options = {
  as: { type: "string" },
  logins: { type: "string" },
  seconds: { type: "string" },
  seed: { type: "string" },
  config: { type: "string", multiple: true },
  answers: { type: "string" },
  save: { type: "string" },
  show: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

const mostLogins = 1_000_000;
const mostSeconds = 86_400;
const mostSeed = 0xff_ff_ff_ff;

/**
 * Reads the words after `explore`: what to do, or a sentence about what is wrong, which is empty
 * for `--help`.
 */
export function readArguments(
  args: readonly string[],
): ExploreCommand | { readonly usage: string } {
  const parsed = parse(args);
  if ("usage" in parsed) {
    return parsed;
  }
  const { values, positionals } = parsed;
  if (values.help) {
    return { usage: "" };
  }
  const [subject, other] = positionals;
  if (subject === undefined) {
    return { usage: "name what to explore: the id of a template, or a file" };
  }
  if (positionals.length > 2) {
    return { usage: "name one thing to explore, or two to compare" };
  }
  const { as, logins = "500", seconds = "60", seed = "1", config = [] } = values;
  if (as !== undefined && as !== "rule" && as !== "action") {
    return { usage: "--as takes rule or action" };
  }
  if (!isWhole(logins, mostLogins) || Number(logins) < 1) {
    return { usage: `--logins takes a whole number from 1 to ${mostLogins}` };
  }
  if (!(Number(seconds) > 0 && Number(seconds) <= mostSeconds)) {
    return { usage: `--seconds takes seconds, more than 0 and at most ${mostSeconds}` };
  }
  if (!isWhole(seed, mostSeed)) {
    return { usage: `--seed takes a whole number from 0 to ${mostSeed}` };
  }
  // The text is not repeated: it may be a secret.
  if (config.some((setting) => setting.indexOf("=") < 1)) {
    return { usage: "--config takes KEY=VALUE" };
  }
  return {
    subject,
    other,
    as,
    seed: Number(seed),
    logins: Number(logins),
    seconds: Number(seconds),
    answers: values.answers,
    config: Object.fromEntries(config.map(splitSetting)),
    save: values.save,
    show: values.show,
    json: values.json,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    return { usage: describeMisuse(error, options) };
  }
}

function isWhole(text: string, most: number): boolean {
  return /^\d+$/.test(text) && Number(text) <= most;
}

function splitSetting(setting: string): [string, string] {
  const at = setting.indexOf("=");
  return [setting.slice(0, at), setting.slice(at + 1)];
}
