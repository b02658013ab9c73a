import matter from "gray-matter";
import { Composer, isMap, isNode, isPair, isScalar, Parser, type CST, type Document } from "yaml";

import { findErrors, findHiddenValues } from "./errors.ts";
import { findUnwanted, type Finding } from "./syntax.ts";
import type { PlacedData } from "../placed-data.ts";
import type { Problem } from "../problem.ts";
import type { Source } from "../source.ts";
import type { Range } from "../../text/places.ts";

/** The YAML of a head: its value, and the place of each part of it. */
export type Head = PlacedData;

/** Reads an accepted head, YAML 1.2 core schema. */
export function parseHead(source: Source, range: Range): Head | Problem[] {
  const text = source.text.slice(range.start, range.end);
  const tokens = splitHead(text);
  const unwanted = findUnwanted(tokens);
  if (unwanted) {
    return [locate(source, range, unwanted)];
  }
  const document = composeHead(tokens, text.length);
  const findings = findErrors(document, tokens);
  // Only escapes can write what the file itself may not hold.
  if (findings.length === 0 && text.includes("\\")) {
    findings.push(...findHiddenValues(document));
  }
  if (findings.length > 0) {
    return findings.map((finding) => locate(source, range, finding));
  }
  return new PlacedHead(source, document, range);
}

function locate(source: Source, head: Range, { range, description }: Finding): Problem {
  const place = { start: head.start + range.start, end: head.start + range.end };
  return source.locate(place, description);
}

function refuse(): never {
  throw new Error("a head is YAML");
}

/**
 * Takes a head apart with gray-matter.
 *
 * Every other engine of gray-matter is replaced by one that throws: its own would evaluate code.
 */
function splitHead(text: string): CST.Token[] {
  const tokens: CST.Token[] = [];
  const yaml = (head: string): object => {
    // gray-matter hands over the line break before the head, too.
    tokens.push(...new Parser().parse(head.slice(1)));
    return {};
  };
  // Passing options switches off a cache that answers a second parse of a bad head with {}.
  matter(`---\n${text}\n---\n`, {
    language: "yaml",
    engines: { yaml, json: refuse, javascript: refuse, js: refuse, coffee: refuse, cson: refuse },
  });
  return tokens;
}

function composeHead(tokens: readonly CST.Token[], length: number): Document.Parsed {
  const composer = new Composer({
    version: "1.2",
    schema: "core",
    stringKeys: true,
    logLevel: "error",
    prettyErrors: false,
  });
  for (const document of composer.compose(tokens, true, length)) {
    return document;
  }
  throw new Error("a document that is asked for is not there");
}

class PlacedHead implements PlacedData {
  readonly source: Source;
  readonly value: unknown;
  readonly #document: Document.Parsed;
  readonly #range: Range;

  constructor(source: Source, document: Document.Parsed, range: Range) {
    this.source = source;
    // A head without any field is a mapping without keys.
    this.value = document.toJS() ?? {};
    this.#document = document;
    this.#range = range;
  }

  valueAt(path: readonly (string | number)[]): Range {
    for (let length = path.length; length > 0; length--) {
      const node = this.#document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) {
        return this.#at(node.range[0], node.range[1]);
      }
    }
    return this.#range;
  }

  keyAt(path: readonly (string | number)[]): Range {
    const parent = this.#document.getIn(path.slice(0, -1), true);
    const last = String(path.at(-1));
    for (const pair of isMap(parent) ? parent.items : []) {
      if (!isPair(pair) || !isScalar(pair.key) || !pair.key.range) {
        continue;
      }
      if (pair.key.value === last) {
        return this.#at(pair.key.range[0], pair.key.range[1]);
      }
    }
    return this.valueAt(path);
  }

  #at(start: number, end: number): Range {
    return { start: this.#range.start + start, end: this.#range.start + end };
  }
}
