import { aUser } from "../../emulator/login/samples.ts";
import type { Setting } from "../../template/compile.ts";

/** What a description says, and a value that fits it. */
const GUESSES: readonly (readonly [about: RegExp, example: string])[] = [
  [/\baddress(?:es)? (?:to mail|that may)\b|\bemail address/i, aUser().email ?? ""],
  [/\bhttps address\b|\bURL\b|\bwebhook\b/i, "https://example.com/"],
  [/\bclient ids?\b/i, "0a1b2c3d4e5f6a7b8c9d"],
  [/\bnumber\b|\bpercent\b|\b(?:days|hours|minutes|seconds)\b/i, "10"],
  [/\broles?\b/i, "admin"],
];

/** A value to try a template with, as far as its own words tell: nothing is sent anywhere. */
export function exampleOf({ key, description, values, default: standard }: Setting): string {
  const [first] = values ?? [];
  return (
    standard ??
    first ??
    quotedIn(description) ??
    GUESSES.find(([about]) => about.test(description))?.[1] ??
    // Long enough for what has to be random, like no other text, and one word for what has to be one.
    `example_${key.toLowerCase()}_0123456789abcdef`
  );
}

/** What stands behind "such as", or is put in braces or brackets as a whole. */
function quotedIn(description: string): string | undefined {
  const [, json] =
    /\((\{.*\}|https:.*)\)/.exec(description) ?? /\. (\{.*\})$/.exec(description) ?? [];
  const [, text] = /\bsuch as (.+?)(?:[;,] (?=[a-z])|\. |\.?$)/.exec(description) ?? [];
  return json ?? text?.replace(/^`(.*)`$/, "$1");
}
