import { printable } from "../text/printable.ts";
import { guess } from "../text/nearest.ts";

/** What is wrong with a command line, for people. `help` is what prints the usage. */
export function renderMisuse(reason: string, help: string): string {
  return `${reason.split("\n").map(printable).join("\n")}\nhint: ${help} prints the usage\n`;
}

/** What is wrong with a command line that `parseArgs` refused, given the options that there are. */
export function describeMisuse(error: unknown, options: Readonly<Record<string, unknown>>): string {
  const isOurs =
    error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS_");
  if (!isOurs) {
    throw error;
  }
  const { message } = error;
  const [, unknown] = /^Unknown option '([^']*)'/.exec(message) ?? [];
  if (unknown !== undefined) {
    const known = Object.keys(options).map((name) => `--${name}`);
    return `there is no option ${unknown}${guess(unknown, known)}`;
  }
  for (const [pattern, describe] of mistakes) {
    const [, word] = pattern.exec(message) ?? [];
    if (word !== undefined) {
      return describe(word);
    }
  }
  return message;
}

/** What Node says, whose words go on with what no command here takes, and what it means. */
const mistakes: readonly (readonly [RegExp, (word: string) => string])[] = [
  [/^Option '([^ ']*)[^']*' argument missing/, (option) => `${option} needs a value`],
  [
    /^Option '([^']*)' argument is ambiguous/,
    (option) => `${option} needs a value; one that begins with a hyphen is written ${option}=-…`,
  ],
  [/^Option '([^']*)' does not take an argument/, (option) => `${option} takes no value`],
  [
    /^Unexpected argument '([^']*)'/,
    (word) => `${word} is not an option, and nothing else is accepted`,
  ],
];
