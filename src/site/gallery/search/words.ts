/** What a word of a text is: letters and digits of any script. */
const wordPattern = /[\p{L}\p{N}]+/gu;

/** Where a word in camel case has another word in it. */
const humps = /(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;

/** The words of a query, as they are looked for. */
export function wordsOf(text: string): string[] {
  return [...text.matchAll(wordPattern)].map(([word]) => fold(word));
}

/** The words of a text and, of names such as `sendWelcomeMail`, their parts. */
export function wordsAndParts(text: string): string[] {
  return splitNames(text, wordPattern);
}

function splitNames(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].flatMap(([word]) => {
    const parts = word.split(humps);
    return parts.length > 1 ? [word, ...parts].map(fold) : [fold(word)];
  });
}

/** A name in code as a whole; a string such as `redirect-callback` is one, too. */
const namePattern = /[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu;

/** The names in code, and their parts. */
export function codeWordsOf(code: string): string[] {
  return splitNames(code, namePattern);
}

/** A word without what people leave out when they type: capitals and accents. */
function fold(word: string): string {
  return word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** A piece of a text, found by a search or not. */
export interface Piece {
  readonly text: string;
  readonly found: boolean;
}

/** Splits a text at the words that a search has found, so that they can be marked. */
export function splitAtFound(text: string, found: ReadonlySet<string>): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(wordPattern)) {
    const [word] = match;
    if (!wordsAndParts(word).some((part) => found.has(part))) {
      continue;
    }
    if (match.index > at) {
      pieces.push({ text: text.slice(at, match.index), found: false });
    }
    pieces.push({ text: word, found: true });
    at = match.index + word.length;
  }
  if (at < text.length) {
    pieces.push({ text: text.slice(at), found: false });
  }
  return pieces;
}

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  nbsp: " ",
  "#x26": "&",
  "#39": "'",
};

/** The text of HTML, good enough to look words up in it. */
export function textOfHtml(html: string): string {
  return html
    .replace(/<[^<>]*>/g, " ")
    .replace(/&(#?\w{1,6});/g, (whole, name: string) => entities[name.toLowerCase()] ?? whole);
}
