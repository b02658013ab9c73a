import { printable } from "./printable.ts";
import { nearestWord } from "./template/nearest.ts";

/** What is wrong with a command line, for people. `help` is what prints the usage. */
export function renderMisuse(reason: string, help: string): string {
  return `${reason.split("\n").map(printable).join("\n")}\nhint: ${help} prints the usage\n`;
}

/** What is wrong with a command line that `parseArgs` refused, given the options that there are. */
export function describeMisuse(error: unknown, options: Readonly<Record<string, unknown>>): string {
  const isOurs =
    error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS_");
  if (!isOurs) throw error;
  // Node's message goes on with how to pass it as an argument; no command takes one that begins with a hyphen.
  const [, unknown] = /^Unknown option '([^']*)'/.exec(error.message) ?? [];
  if (unknown === undefined) return error.message;
  const known = Object.keys(options).map((name) => `--${name}`);
  return `there is no option ${unknown}${guess(unknown, known)}`;
}

/** The nearest of the words, as the end of a sentence that says that there is no such word. */
export function guess(written: string, words: readonly string[]): string {
  const nearest = nearestWord(written, words);
  return nearest === undefined ? "" : `, did you mean ${nearest}?`;
}
