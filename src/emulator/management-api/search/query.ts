import { ManagementError } from "../../users/user-metadata.ts";

/**
 * What a query asks for. A field is a path with dots; undefined stands for any field of the
 * profile.
 */
export type Query =
  | { kind: "and" | "or"; parts: Query[] }
  | { kind: "not"; part: Query }
  | { kind: "all" }
  | { kind: "exists"; field: string }
  | { kind: "term"; field: string | undefined; text: string; isPattern: boolean }
  | { kind: "range"; field: string | undefined; from: Bound; to: Bound };

/** An end of a range; undefined text is open. */
export interface Bound {
  text: string | undefined;
  isIncluded: boolean;
}

interface Token {
  kind: "(" | ")" | "AND" | "OR" | "NOT" | "+" | "-" | "field" | "term" | "phrase" | "range";
  text: string;
}

const tokens = [
  ["space", /\s+/y],
  ["(", /\(/y],
  [")", /\)/y],
  ["AND", /(?:AND(?![\w:])|&&)/y],
  ["OR", /(?:OR(?![\w:])|\|\|)/y],
  ["NOT", /(?:NOT(?![\w:])|!)/y],
  ["+", /\+/y],
  ["-", /-/y],
  ["phrase", /"(?:[^"\\]|\\.)*"/y],
  ["range", /[[{][^\]}]*?\s+TO\s+[^\]}]*?[\]}]/y],
  ["range", /[<>]=?(?:"[^"]*"|[^\s()]+)/y],
  ["field", /(?:[^\s()"[\]{}:\\<>]|\\.)+:/y],
  ["term", /(?:[^\s()"[\]{}\\]|\\.)+/y],
] as const;

/** A refusal of a query that cannot be read. */
function unreadable(query: string, why: string): ManagementError {
  return new ManagementError(
    400,
    `Failed to parse query [${query}]: ${why}`,
    "invalid_query_string",
  );
}

/**
 * Reads a query of the user search, which is written in the syntax of Lucene. Terms without an
 * operator between them are joined by OR. Source:
 * https://auth0.com/docs/manage-users/user-search/user-search-query-syntax
 *
 * @throws ManagementError if it cannot be read
 */
export function parseQuery(query: string): Query {
  if (query.trim() === "" || query.trim() === "*") {
    return { kind: "all" };
  }
  return new Parser(query).parse();
}

function tokenize(query: string): Token[] {
  const tokens: Token[] = [];
  let index = 0;
  while (index < query.length) {
    const token = readToken(query, index, tokens.at(-1));
    if (!token) {
      throw unreadable(query, `unexpected ${JSON.stringify(query[index])}`);
    }
    index += token.text.length;
    if (token.kind !== "space") {
      tokens.push({ kind: token.kind, text: token.text });
    }
  }
  return tokens;
}

/** What can be a value. */
const values = new Set(["space", "(", "phrase", "range", "term"]);

/** After a field comes its value, which may look like an operator or have a colon, as times do. */
function readToken(query: string, index: number, before: Token | undefined) {
  for (const [kind, pattern] of tokens) {
    if (before?.kind === "field" && !values.has(kind)) {
      continue;
    }
    pattern.lastIndex = index;
    const text = pattern.exec(query)?.[0];
    if (text !== undefined) {
      return { kind, text };
    }
  }
  return undefined;
}

class Parser {
  readonly #query: string;
  readonly #tokens: Token[];

  constructor(query: string) {
    this.#query = query;
    this.#tokens = tokenize(query);
  }

  parse(): Query {
    const query = this.#parseOr(undefined);
    const [rest] = this.#tokens;
    if (rest) {
      throw this.#fail(`unexpected ${JSON.stringify(rest.text)}`);
    }
    return query;
  }

  /**
   * `a OR b`, and `a b`, which is the same. `+a` has to be there whatever else is, `-a` must not
   * be.
   */
  #parseOr(field: string | undefined): Query {
    const required: Query[] = [];
    const excluded: Query[] = [];
    const optional: Query[] = [];
    do {
      const sign = this.#take("+", "-")?.kind;
      const part = this.#parseAnd(field);
      if (sign === "+") {
        required.push(part);
      } else if (sign === "-") {
        excluded.push({ kind: "not", part });
      } else {
        optional.push(part);
      }
    } while (this.#take("OR") ?? this.#startsClause());
    if (required.length === 0 && optional.length > 0) {
      required.push(join("or", optional));
    }
    return join("and", [...required, ...excluded]);
  }

  #parseAnd(field: string | undefined): Query {
    const parts = [this.#parseNot(field)];
    while (this.#take("AND")) {
      parts.push(this.#parseNot(field));
    }
    return join("and", parts);
  }

  #parseNot(field: string | undefined): Query {
    if (this.#take("NOT", "-")) {
      return { kind: "not", part: this.#parseNot(field) };
    }
    this.#take("+");
    return this.#parseClause(field);
  }

  #parseClause(field: string | undefined): Query {
    const token = this.#tokens.shift();
    switch (token?.kind) {
      case "(": {
        const query = this.#parseOr(field);
        if (!this.#take(")")) {
          throw this.#fail("a parenthesis is not closed");
        }
        return query;
      }
      case "field":
        return this.#parseClause(unescape(token.text.slice(0, -1)));
      case "phrase":
        return termOf(field, unescape(token.text.slice(1, -1)), false);
      case "range":
        return { kind: "range", field, ...boundsOf(token.text) };
      case "term":
        return this.#parseTerm(field, token.text);
      default:
        throw this.#fail(token ? `unexpected ${token.text}` : "it ends too early");
    }
  }

  #parseTerm(field: string | undefined, text: string): Query {
    const isPattern = /(?<!\\)[*?]/.test(text);
    const [, tail] = /^\*([^*?]+)$/.exec(text) ?? [];
    if (tail !== undefined && tail.length < 3) {
      throw this.#fail("a search by the end of a text needs 3 characters or more");
    }
    // A pattern keeps what is escaped, because a star may be.
    return termOf(field, isPattern ? text : unescape(text), isPattern);
  }

  #startsClause(): boolean {
    const [next] = this.#tokens;
    return next !== undefined && next.kind !== ")";
  }

  #take(...kinds: readonly Token["kind"][]): Token | undefined {
    const [next] = this.#tokens;
    return next && kinds.includes(next.kind) ? this.#tokens.shift() : undefined;
  }

  #fail(why: string): ManagementError {
    return unreadable(this.#query, why);
  }
}

function join(kind: "and" | "or", parts: Query[]): Query {
  const [only] = parts;
  return parts.length === 1 && only ? only : { kind, parts };
}

function termOf(field: string | undefined, text: string, isPattern: boolean): Query {
  if (field === "_exists_") {
    return { kind: "exists", field: text };
  }
  if (field === "_missing_") {
    return { kind: "not", part: { kind: "exists", field: text } };
  }
  if (field !== undefined && isPattern && text === "*") {
    return { kind: "exists", field };
  }
  return { kind: "term", field, text, isPattern };
}

function boundsOf(text: string): { from: Bound; to: Bound } {
  const [, sign, value = ""] = /^([<>]=?)(.*)$/.exec(text) ?? [];
  const open = { text: undefined, isIncluded: true };
  if (sign !== undefined) {
    const bound = { text: bare(value), isIncluded: sign.endsWith("=") };
    return sign.startsWith(">") ? { from: bound, to: open } : { from: open, to: bound };
  }
  const [from = "", to = ""] = text.slice(1, -1).split(/\s+TO\s+/);
  return {
    from: { text: bare(from), isIncluded: text.startsWith("[") },
    to: { text: bare(to), isIncluded: text.endsWith("]") },
  };
}

function bare(text: string): string | undefined {
  const trimmed = text.trim();
  return trimmed === "*" ? undefined : unescape(trimmed.replace(/^"(.*)"$/, "$1"));
}

function unescape(text: string): string {
  return text.replace(/\\(.)/g, "$1");
}
