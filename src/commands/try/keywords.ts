import { isRecord } from "../../emulator/copy.ts";
import { InputError } from "./input-error.ts";
import { parseJsonObject } from "./json.ts";
import type { TextFile, TextFiles } from "./text-files.ts";

/** What the Deploy CLI puts in place of words in the files it deploys, by keyword. */
export type Keywords = Readonly<Record<string, unknown>>;

const MAPPINGS = "AUTH0_KEYWORD_REPLACE_MAPPINGS";

/**
 * The keywords of a configuration of the Auth0 Deploy CLI.
 *
 * @throws InputError if the file has none
 */
export function parseKeywords(file: TextFile): Keywords {
  const keywords = parseJsonObject(file)[MAPPINGS];
  if (isRecord(keywords)) return keywords;
  throw new InputError({
    message: `${file.shown} has no keywords`,
    hint: `write them as the Deploy CLI reads them: { "${MAPPINGS}": { "KEY": "value" } }`,
  });
}

/**
 * Puts values in place of keywords: `@@KEY@@`, in quotes or not, becomes JSON, and `##KEY##` the value as it is.
 * Source: https://github.com/auth0/auth0-deploy-cli (docs/keyword-replacement.md, src/tools/utils.ts)
 */
export function fillKeywords(text: string, keywords: Keywords): string {
  const fill =
    (render: (value: unknown) => string) => (found: string, _quote: string, key: string) =>
      Object.hasOwn(keywords, key) ? render(keywords[key]) : found;
  return text
    .replace(/(['"]?)@@(.+?)@@\1/g, fill(JSON.stringify))
    .replace(/()##(.+?)##/g, fill(String));
}

/** A script or a rule's JSON as the Deploy CLI sends it: filled, and with the same line ends everywhere. */
export function readFilled(
  place: string,
  { files, keywords }: { readonly files: TextFiles; readonly keywords: Keywords },
): TextFile {
  const { shown, text } = files.read(place);
  const plain = text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  return { shown, text: fillKeywords(plain, keywords) };
}

/** A word that the Deploy CLI would have filled. */
export const KEYWORD = /@@\w+@@|##\w+##/g;

/** What is left to fill, a sentence for each keyword. */
export function noteKeywords({ shown, text }: TextFile): string[] {
  return [...new Set(text.match(KEYWORD))].map((word) => noteKeyword(shown, word));
}

/** The same for the keyword at an offset; none if there is something else. */
export function noteKeywordAt({ shown, text }: TextFile, offset: number): string | undefined {
  for (const { 0: word, index } of text.matchAll(KEYWORD))
    if (index <= offset && offset < index + word.length) return noteKeyword(shown, word);
  return undefined;
}

function noteKeyword(shown: string, word: string): string {
  return `${shown} has the keyword ${word}: fill it with --keywords FILE`;
}
