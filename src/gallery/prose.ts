import { kindOf } from "../template/body/body.ts";
import { renderDescription } from "../template/body/description.ts";
import { parseDocument } from "../template/body/document.ts";
import { findFences } from "../template/body/excerpt.ts";
import { splitFrontmatter } from "../template/head/frontmatter.ts";
import { isProblem } from "../template/problem.ts";
import { decodeSource } from "../template/source.ts";
import type { Entry, GalleryTemplate } from "./entry.ts";
import { renderJson } from "./json.ts";

/** A file that compiled, and what it gave. */
export interface Before {
  readonly bytes: Uint8Array;
  readonly entry: Entry;
}

/**
 * Compiles a file of which nothing but the prose has changed since it compiled before. Most changes
 * are such, and what reads heads and code is not even loaded for them. The answer is what the whole
 * compiler gives, or nothing: if more has changed, or there is a problem, the compiler has to tell.
 */
export function compileProse(file: string, bytes: Uint8Array, before: Before): Entry | undefined {
  const [old, source] = [decodeSource(file, before.bytes), decodeSource(file, bytes)];
  if (isProblem(old) || isProblem(source)) {
    return undefined;
  }
  const [oldSplit, split] = [splitFrontmatter(old), splitFrontmatter(source)];
  if (isProblem(oldSplit) || isProblem(split)) {
    return undefined;
  }
  if (old.text.slice(0, oldSplit.body) !== source.text.slice(0, split.body)) {
    return undefined;
  }

  // What was kept is what was compiled.
  const template = JSON.parse(new TextDecoder().decode(before.entry.json)) as GalleryTemplate;
  const codes = [template.code, template.action?.code];
  if (!codes.every((code) => code === undefined || source.text.includes(code))) {
    return undefined;
  }
  const document = parseDocument(source, split.body);
  if (isProblem(document) || document.problems.length > 0 || !document.title) {
    return undefined;
  }
  const { title, rule, action, examples } = document;
  if (rule?.code !== template.code || action?.code !== template.action?.code) {
    return undefined;
  }
  const blocks = examples.map((block) => block.code);
  if (JSON.stringify(blocks) !== JSON.stringify(examplesIn(old.text, oldSplit.body))) {
    return undefined;
  }
  const description = renderDescription(source, document);
  if (typeof description !== "string") {
    return undefined;
  }
  return {
    ...before.entry,
    title: title.text,
    titlePlace: source.place(title.range),
    json: renderJson({ ...template, title: title.text, description }),
  };
}

/** The examples of a file that compiled: without a problem, its blocks are where its lines say. */
function examplesIn(text: string, body: number): string[] {
  return findFences(text, body)
    .filter(({ info }) => kindOf(info) === "example")
    .map(({ content }) => text.slice(content.start, content.end));
}
