import { cwd } from "node:process";

import type { Names } from "../../emulator/outcome/diff.ts";
import type { ExploreReport } from "../../explore/report/report.ts";
import type { Answer } from "../../run/answers.ts";
import type { FormText } from "../../run/job.ts";
import { detectForm } from "../../script/form/detect.ts";
import type { Form } from "../../script/form/form.ts";
import { searchInThreads } from "./search.ts";

/** How logins are searched. */
export interface ExploreScriptOptions {
  /** Where the search begins: the same seed gives the same logins. 1 unless given. */
  seed?: number;
  /** How many logins are tried; 500 unless given. */
  logins?: number;
  /** Seconds of real time after which the search ends with what it has; 60 unless given. */
  seconds?: number;
  /** Settings that every login has: `configuration` of a rule, `event.secrets` of an action. */
  settings?: Readonly<Record<string, string>>;
  /** Answers to requests, which go before those that the search makes up. */
  answers?: readonly Answer[];
  /** The folder whose packages the scripts get; the working directory unless given. */
  folder?: string;
}

/**
 * Searches the logins that show what a rule or a post-login action does, in a thread without a
 * network.
 *
 * @param code the text of a rule or an action
 * @returns the outcomes, each with the smallest login that shows it, and the branches that no login
 *   reached
 * @throws InputError if the script cannot be loaded
 */
export function exploreScript(
  code: string,
  options: ExploreScriptOptions = {},
): Promise<ExploreReport> {
  const text = aText(code, "");
  return search([text], [text.file, text.file], options);
}

/**
 * Searches a login on which two scripts differ, each in a thread without a network: in how it ends,
 * what is stored, what the tokens say or what others are asked.
 *
 * @param one the text of a rule or an action
 * @param other the text of another one, which may have the other form
 * @returns `difference` with the smallest login on which they differ; without it they did the same
 *   on all logins that were tried
 * @throws InputError if a script cannot be loaded
 */
export function comparePair(
  one: string,
  other: string,
  options: ExploreScriptOptions = {},
): Promise<ExploreReport> {
  const isSameForm = detectForm(one) === detectForm(other);
  const texts = isSameForm
    ? [aText(one, "1"), aText(other, "2")]
    : [aText(one, ""), aText(other, "")];
  const [first, second] = texts.map(({ form, file }) => (isSameForm ? file : `the ${form}`));
  return search(texts, [first ?? "", second ?? ""], options);
}

async function search(
  texts: readonly FormText[],
  names: Names,
  options: ExploreScriptOptions,
): Promise<ExploreReport> {
  const { seed = 1, logins = 500, seconds = 60, settings = {}, answers = [] } = options;
  const { folder = cwd() } = options;
  const { report } = await searchInThreads({
    scripts: texts.map((text) => ({ texts: [text], folder })),
    ...{ names, seed, logins, seconds, settings, answers },
  });
  return report;
}

/** @param number tells two scripts of the same form apart */
function aText(code: string, number: string): FormText {
  const form: Form = detectForm(code);
  return { form, file: `${form}${number}.js`, line: 1, code, enabled: true };
}
