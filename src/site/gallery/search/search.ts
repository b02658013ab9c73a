import MiniSearch, { type MatchInfo, type Query, type SearchResult } from "minisearch";

import type { ShownTemplate } from "../../model/read-template.ts";
import { joinPhrases, synonymsOf } from "./synonyms.ts";
import { codeWordsOf, textOfHtml, wordsAndParts, wordsOf } from "./words.ts";

/** Where words are looked for. */
export type Field =
  "title" | "id" | "service" | "categories" | "overview" | "settings" | "description" | "code";

/** A template that a search has found. */
export interface Hit {
  readonly id: string;
  /** The words of the template that were found. */
  readonly words: ReadonlySet<string>;
  readonly fields: ReadonlySet<Field>;
}

/** Looks words up in all templates. */
export interface Search {
  /** Whether all templates have been read. */
  readonly complete: boolean;
  /**
   * Templates that have all the words or words like them, the best first, as far as they have been
   * read.
   */
  find(query: string): readonly Hit[];
  /** Queries that find something, for one that does not. */
  suggest(query: string): readonly string[];
  /** Reads on for so many milliseconds. */
  readFor(milliseconds: number): void;
}

/** What a word counts where it stands. */
const boosts: Readonly<Record<Field, number>> = {
  title: 8,
  id: 6,
  service: 6,
  categories: 4,
  overview: 4,
  settings: 3,
  description: 2,
  code: 1,
};

const names: Field[] = ["title", "id", "service"];
const texts: Field[] = [...names, "categories", "overview", "settings", "description"];

/** Characters of a field that are read: nobody writes more, and no gallery may hold up the page. */
const mostCharacters = 50_000;

/**
 * How many letters may be wrong: of a short word two make another one, such as “route” of “brute”.
 */
const fuzzy = (word: string) => {
  if (word.length > 6) {
    return 2;
  }
  return word.length > 3 ? 1 : false;
};

/** The same where code is read, too, in which there is a word like any other. */
const fuzzyInCode = (word: string) => (word.length > 5 ? 1 : false);

export function createSearch(templates: readonly ShownTemplate[]): Search {
  const index = new MiniSearch<Record<Field, string>>({
    fields: Object.keys(boosts),
    tokenize: (text, field) => (field === "code" ? codeWordsOf(text) : wordsAndParts(text)),
    processTerm: (term) => term,
    searchOptions: {
      tokenize: wordsOf,
      boost: boosts,
      combineWith: "AND",
      prefix: true,
      weights: { prefix: 0.6, fuzzy: 0.25 },
      boostDocument: (id) => (deprecated.has(String(id)) ? 0.2 : 1),
    },
  });
  const deprecated = new Set(templates.filter((one) => one.deprecated).map(({ id }) => id));
  const titles = new Map(templates.map(({ id, title }) => [id, new Set(wordsAndParts(title))]));
  const current = templates.filter(({ deprecated: isOld }) => !isOld);
  const wholeTitles = new Map(current.map(({ id, title }) => [id, wordsOf(title).join(" ")]));
  /** Whoever types all of a title wants that template, however often others have its words. */
  const titledFirst = (hits: readonly SearchResult[], words: readonly string[]) => {
    const rankOf = ({ id }: SearchResult) => {
      if (wholeTitles.get(String(id)) === words.join(" ")) {
        return 0;
      }
      return words.every((word) => titles.get(String(id))?.has(word) === true) ? 1 : 2;
    };
    return hits.toSorted((a, b) => rankOf(a) - rankOf(b));
  };
  let read = 0;
  const find = (query: string): readonly Hit[] => {
    const words = withoutBegun(wordsOf(joinPhrases(query)));
    const text = words.join(" ");
    const hits = findFirst([
      // A letter or two begin many words: names are enough to begin with.
      () => (text.length < 3 ? index.search(text, { fields: names }) : []),
      () =>
        index
          .search(queryOf(words))
          .filter(({ match }) => words.every((word) => hasWord(match, word))),
      () => index.search(swappedQueryOf(words)),
      // Words that are only alike would get in the way of the ones that were meant.
      () => index.search(text, { fields: texts, fuzzy }),
      () => index.search(text, { fuzzy: fuzzyInCode }),
    ]);
    const found = withoutCommonCode(titledFirst(hits, words), templates.length);
    return found.map(({ id, match }) => ({
      id: String(id),
      words: new Set(Object.keys(match)),
      fields: new Set(Object.values(match).flat() as Field[]),
    }));
  };
  return {
    get complete() {
      return read === templates.length;
    },
    find,
    suggest(query) {
      const words = wordsOf(joinPhrases(query));
      if (words.length > 1) {
        return suggestFewer(words, (part) => find(part).length > 0);
      }
      const found = index.autoSuggest(query, { fields: texts, fuzzy });
      return found.slice(0, 3).map(({ suggestion }) => suggestion);
    },
    readFor(milliseconds) {
      const end = performance.now() + milliseconds;
      do {
        const template = templates[read];
        if (!template) {
          return;
        }
        index.add(textsOf(template));
        read++;
      } while (performance.now() < end);
    },
  };
}

/** The words that find something together, or else each of them alone. */
function suggestFewer(words: readonly string[], finds: (query: string) => boolean): string[] {
  const known = words.filter(finds);
  const together = known.join(" ");
  if (known.length < words.length && finds(together)) {
    return [together];
  }
  return known.slice(0, 3);
}

/**
 * Without a last word of which there is but a letter: beside other words it narrows nothing down
 * yet.
 */
function withoutBegun(words: readonly string[]): readonly string[] {
  return words.length > 1 && /^\w$/.test(words.at(-1) ?? "") ? words.slice(0, -1) : words;
}

/** What the first of these searches finds that finds something. */
function findFirst<Found>(searches: readonly (() => Found[])[]): Found[] {
  for (const search of searches) {
    const found = search();
    if (found.length > 0) {
      return found;
    }
  }
  return [];
}

/** Hits in code alone beside which there are others, at most: all code has much in common. */
const mostInCode = 5;

/** Leaves out what is found in code alone, where that is a large part of the gallery. */
function withoutCommonCode(hits: readonly SearchResult[], count: number): SearchResult[] {
  const isInCodeAlone = ({ match }: SearchResult) =>
    Object.values(match).every((fields) => fields.every((field) => field === "code"));
  const others = hits.filter((hit) => !isInCodeAlone(hit));
  const isCommon = hits.length - others.length > Math.max(mostInCode, count / 4);
  return isCommon && others.length > 0 ? others : [...hits];
}

/** Asks for each word, or for another one that means the same. */
function queryOf(words: readonly string[]): Query {
  return {
    combineWith: "AND",
    queries: words.map((word) => ({ combineWith: "OR", queries: [...synonymsOf(word)] })),
  };
}

/** Asks for each word, or for what it is with two neighboring letters exchanged. */
function swappedQueryOf(words: readonly string[]): Query {
  return {
    combineWith: "AND",
    prefix: false,
    queries: words.map((word) => ({ combineWith: "OR", queries: [word, ...swapsOf(word)] })),
  };
}

/** A word with each two neighboring letters exchanged in turn. */
function swapsOf(word: string): string[] {
  const letters = Array.from(word);
  return letters.slice(1).map((letter, index) => {
    const swapped = [...letters];
    [swapped[index], swapped[index + 1]] = [letter, letters[index] ?? ""];
    return swapped.join("");
  });
}

/**
 * Whether a text has this word or one that begins with it, or code has it as a whole: all code has
 * much in common.
 */
function hasWord(match: MatchInfo, word: string): boolean {
  return Object.entries(match).some(([found, fields]) =>
    synonymsOf(word).some(
      (name) =>
        found === name || (found.startsWith(name) && fields.some((field) => field !== "code")),
    ),
  );
}

function textsOf(template: ShownTemplate): Record<Field, string> {
  const { id, title, service, categories, overview } = template;
  const { configuration, description, code, action } = template;
  const settings = configuration.map((one) => `${one.key} ${one.description}`);
  const cut = (text: string) => text.slice(0, mostCharacters);
  return {
    id,
    title,
    service: service?.name ?? "",
    categories: cut(categories.join(" ")),
    overview: cut(overview),
    settings: cut(settings.join(" ")),
    description: textOfHtml(cut(description)),
    code: cut(`${code}\n${action?.code ?? ""}`),
  };
}
