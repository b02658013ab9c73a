import { keyword } from "../script/form/detect.ts";
import { isRecord } from "../text/plain-data.ts";
import type { FormText } from "../run/job.ts";
import { findJsonError } from "../text/json.ts";
import { positionAt } from "../text/places.ts";
import { tokensOf } from "../script/syntax/parser.ts";
import { InputError } from "./input-error.ts";
import { parseJsonObject } from "./json.ts";
import { plainText, type TextFile, type TextFiles } from "./text-files.ts";

/** What the Deploy CLI puts in place of words in the files it deploys, by keyword. */
export type Keywords = Readonly<Record<string, unknown>>;

const mappings = "AUTH0_KEYWORD_REPLACE_MAPPINGS";

/**
 * The keywords of a configuration of the Auth0 Deploy CLI.
 *
 * @throws InputError if the file has none
 */
export function parseKeywords(file: TextFile): Keywords {
  const keywords = parseJsonObject(file)[mappings];
  if (isRecord(keywords)) {
    return keywords;
  }
  throw new InputError({
    message: `${file.shown} has no keywords`,
    hint: `write them as the Deploy CLI reads them: { "${mappings}": { "KEY": "value" } }`,
  });
}

/**
 * Puts values in place of keywords: `@@KEY@@`, in quotes or not, becomes JSON, and `##KEY##` the
 * value as it is.
 * Source: https://github.com/auth0/auth0-deploy-cli (docs/keyword-replacement.md,
 * src/tools/utils.ts)
 */
export function fillKeywords(text: string, keywords: Keywords): string {
  const fill =
    (render: (value: unknown) => string) => (found: string, _quote: string, key: string) =>
      Object.hasOwn(keywords, key) ? render(keywords[key]) : found;
  return text
    .replace(/(['"]?)@@(.+?)@@\1/g, fill(JSON.stringify))
    .replace(/()##(.+?)##/g, fill(String));
}

/**
 * A script or a rule's JSON as the Deploy CLI sends it: filled, and with the same line ends
 * everywhere.
 */
export function readFilled(
  place: string,
  { files, keywords }: { readonly files: TextFiles; readonly keywords: Keywords },
): TextFile {
  const { shown, text } = files.read(place);
  return { shown, text: fillKeywords(plainText(text), keywords) };
}

/** What is left to fill, a sentence for each keyword. */
export function noteKeywords({ shown, text }: TextFile): string[] {
  return [...new Set(text.match(keyword))].map((word) => noteKeyword(shown, word));
}

/** The same for the keyword at an offset; none if there is something else. */
export function noteKeywordAt({ shown, text }: TextFile, offset: number): string | undefined {
  for (const { 0: word, index } of text.matchAll(keyword)) {
    if (index <= offset && offset < index + word.length) {
      return noteKeyword(shown, word);
    }
  }
  return undefined;
}

/**
 * Holds a script against what is left to fill in it: a keyword in quotes is text, and one outside
 * is no JavaScript.
 *
 * @throws InputError at each keyword that stands where a name or a value would
 */
export function checkFilled({
  form,
  file: shown,
  line: first,
  code,
}: Pick<FormText, "form" | "file" | "line" | "code">): void {
  const text = "\n".repeat(first - 1) + code;
  const open = keywordsOutsideText(text);
  if (open.length === 0) {
    return;
  }
  const problems = open.map(({ word, start }) => {
    const { line, column } = positionAt(text, start);
    return {
      ...{ file: shown, line, column, endLine: line, endColumn: column + word.length },
      message: `the ${form} is not JavaScript until the keyword ${word} is filled in`,
      hint: noteKeyword(shown, word),
    };
  });
  throw new InputError(problems, new Map([[shown, text]]));
}

interface FoundKeyword {
  readonly word: string;
  /** An offset. */
  readonly start: number;
}

/**
 * The keywords that are part of no string, comment or regular expression; each word once, where it
 * is first.
 */
function keywordsOutsideText(text: string): FoundKeyword[] {
  const left = new Map([...text.matchAll(keyword)].map(({ 0: word, index }) => [index, word]));
  const found = new Map<string, FoundKeyword>();
  if (left.size === 0) {
    return [];
  }
  // A name of the same length can stand wherever a keyword can.
  const names = text.replace(keyword, (word) => "_".repeat(word.length));
  try {
    for (const { start, end, type } of tokensOf(names)) {
      if (type.label !== "name") {
        continue;
      }
      for (const [at, word] of left) {
        if (start <= at && at < end && !found.has(word)) {
          found.set(word, { word, start: at });
        }
      }
    }
  } catch {
    // What else is wrong is said where the script is loaded.
  }
  return [...found.values()];
}

/**
 * The object of a JSON file whose keywords are filled.
 *
 * @throws InputError at what is no JSON, such as a keyword
 */
export function parseFilledObject(file: TextFile): Record<string, unknown> {
  try {
    return parseJsonObject(file);
  } catch (error) {
    const { shown, text } = file;
    const at = findJsonError(text);
    const hint = noteKeywordAt(file, at);
    const [word = ""] = /@@\w+@@|##\w+##/.exec(hint ?? "") ?? [];
    if (hint === undefined) {
      throw error;
    }
    const message = `the file is not JSON until the keyword ${word} is filled in`;
    throw new InputError({ ...positionAt(text, at), file: shown, message, hint });
  }
}

function noteKeyword(shown: string, word: string): string {
  return `${shown} has the keyword ${word}: fill it with --keywords FILE`;
}
