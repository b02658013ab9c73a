import matter from "gray-matter";
import { isMap, isNode, isPair, isScalar, parseDocument, visit, type Document } from "yaml";

import type { Problem } from "./problem.ts";
import type { Range, Source } from "./source.ts";

/** The YAML of a head: its value, and the place of each part of it. */
export interface Head {
  readonly value: unknown;
  /** The range of the value at a path, or of the closest thing above it that is there. */
  valueAt(path: readonly (string | number)[]): Range;
  /** The range of the key at a path. */
  keyAt(path: readonly (string | number)[]): Range;
}

function refuse(): never {
  throw new Error("a head is YAML");
}

/**
 * Reads an accepted head with gray-matter, YAML 1.2 core schema.
 *
 * Every other engine of gray-matter is replaced by one that throws: its own would evaluate code.
 */
export function parseHead(source: Source, range: Range): Head | Problem[] {
  let document: Document.Parsed | undefined;
  let lost: YamlError[] = [];
  let value: unknown = {};
  const yaml = (text: string): object => {
    // gray-matter hands over the line break before the head, too.
    document = parseDocument(text.slice(1), {
      version: "1.2",
      schema: "core",
      logLevel: "error",
      prettyErrors: false,
    });
    lost = findLostAliases(document, text);
    if (document.errors.length > 0 || lost.length > 0) return {};
    // Aliases that expand without bound are refused by toJS, endless ones by JSON.
    value = document.toJS({ maxAliasCount: 100 });
    JSON.stringify(value);
    return {};
  };
  try {
    // Passing options switches off a cache that answers a second parse of a bad head with {}.
    matter(`---\n${source.text.slice(range.start, range.end)}\n---\n`, {
      language: "yaml",
      engines: { yaml, json: refuse, javascript: refuse, js: refuse, coffee: refuse, cson: refuse },
    });
  } catch (error) {
    return [unreadable(source, range, error)];
  }
  if (!document) return { value, valueAt: () => range, keyAt: () => range };
  // What is only a warning to YAML, such as a tag that nothing knows, is a mistake in a head.
  const errors = [...document.errors, ...document.warnings, ...lost];
  const repeated = errors.filter(({ code }) => code === "DUPLICATE_KEY");
  // What follows a first mistake in the syntax is mostly its consequence.
  const first = errors.filter((error) => !repeated.includes(error)).slice(0, 1);
  if (errors.length > 0) {
    return [...repeated, ...first].map((error) => yamlProblem(source, range.start, error));
  }
  return new Places(value, document, range);
}

class Places implements Head {
  readonly value: unknown;
  readonly #document: Document.Parsed;
  readonly #range: Range;

  constructor(value: unknown, document: Document.Parsed, range: Range) {
    this.value = value;
    this.#document = document;
    this.#range = range;
  }

  valueAt(path: readonly (string | number)[]): Range {
    for (let length = path.length; length > 0; length--) {
      const node = this.#document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return this.#at(node.range[0], node.range[1]);
    }
    return this.#range;
  }

  keyAt(path: readonly (string | number)[]): Range {
    const parent = this.#document.getIn(path.slice(0, -1), true);
    const last = String(path.at(-1));
    for (const pair of isMap(parent) ? parent.items : []) {
      if (!isPair(pair) || !isNode(pair.key) || !pair.key.range) continue;
      const name = isScalar(pair.key) ? String(pair.key.value) : String(pair.key);
      if (name === last) return this.#at(pair.key.range[0], pair.key.range[1]);
    }
    return this.valueAt(path);
  }

  #at(start: number, end: number): Range {
    return { start: this.#range.start + start, end: this.#range.start + end };
  }
}

function unreadable(source: Source, range: Range, error: unknown): Problem {
  const message = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
  if (/^(Excessive alias|Converting circular)/.test(message)) {
    return source.problem(
      "head-alias",
      range,
      "the aliases of this head expand without bound",
      "write the values out: a head needs no aliases",
    );
  }
  return source.problem(
    "head-yaml",
    range,
    `the head cannot be read: ${message}`,
    "use the fields that CONTRIBUTING.md lists",
  );
}

interface YamlError {
  readonly code: string;
  readonly message: string;
  readonly pos: readonly [number, number];
}

/** Aliases whose anchor is nowhere, which the parser lets pass. */
function findLostAliases(document: Document.Parsed, text: string): YamlError[] {
  if (!text.includes("*")) return [];
  const lost: YamlError[] = [];
  visit(document, {
    Alias(_key, alias) {
      if (alias.resolve(document) || !alias.range) return;
      const [start, end] = alias.range;
      const message = `there is no anchor ${alias.source}`;
      lost.push({ code: "LOST_ALIAS", message, pos: [start, end] });
    },
  });
  return lost;
}

function yamlProblem(source: Source, offset: number, error: YamlError): Problem {
  const range = { start: offset + error.pos[0], end: offset + error.pos[1] };
  if (error.code === "DUPLICATE_KEY") {
    return source.problem(
      "head-duplicate-key",
      range,
      "this key stands in the head before",
      "keep one of the two",
    );
  }
  return source.problem(
    "head-yaml",
    range,
    `the head is not YAML: ${error.message.split("\n")[0] ?? ""}`,
    "quote a value that holds a colon, a quote or a hash",
  );
}
