import type { InputError } from "../input/input-error.ts";
import { redactData, type Redact } from "../run/secrets/secrets.ts";
import { printableJson } from "../text/printable.ts";
import { exitCodes } from "./exit-codes.ts";
import { renderInputError } from "./login-report.ts";
import { renderMisuse } from "./misuse.ts";
import { styleOf, type Outputs } from "./output.ts";

/** What a command answers where its words do not say what to do. */
export interface CommandLine {
  readonly args: readonly string[];
  readonly usage: string;
  /** The words that print the usage, such as `try --help`. */
  readonly help: string;
}

/**
 * Prints the usage if that was asked for, which is an empty `reason`, or else what is wrong with a
 * command line. A script reads the JSON that it asked for, also where the rest of the line is
 * wrong. Gives the exit code.
 */
export function answerUsage(
  reason: string,
  { args, usage, help }: CommandLine,
  { stdout, stderr }: Outputs,
): number {
  if (reason === "") {
    stdout.write(usage);
    return exitCodes.done;
  }
  const problems = [{ message: reason, hint: `${help} prints the usage` }];
  if (args.includes("--json")) {
    stdout.write(printableJson({ problems }));
  } else {
    stderr.write(renderMisuse(reason, help));
  }
  return exitCodes.misuse;
}

/** Prints what is wrong with the files and folders that a command was given. */
export function printInputError(
  error: InputError,
  { json, redact }: { readonly json: boolean; readonly redact: Redact },
  { stdout, stderr }: Outputs,
): void {
  if (json) {
    stdout.write(printableJson({ problems: redactData(error.problems, redact) }));
  } else {
    stderr.write(redact(renderInputError(error, styleOf(stderr))));
  }
}
