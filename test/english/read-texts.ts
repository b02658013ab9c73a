import type ts from "typescript";

import { compiler } from "../../scripts/pack/compiler.js";

/** Something that people read, and the line where it starts. */
export interface Text {
  readonly line: number;
  readonly text: string;
}

/** The texts of a file, by the ending of its name. Code that a page shows is not among them. */
export function readTexts(file: string, content: string): Text[] {
  if (file.endsWith(".md")) {
    return [{ line: 1, text: readMarkdown(content) }];
  }
  if (file.endsWith(".html")) {
    return [{ line: 1, text: blank(content, /<[^>]*>/g) }];
  }
  if (file.endsWith(".json")) {
    return readJson(content);
  }
  return readScript(file, content);
}

/** A page without its code and the targets of its links, each character in its place. */
function readMarkdown(content: string): string {
  return [/^ *(`{3,})[^]*?^ *\1$/gm, /`[^`]*`/g, /\]\([^)]*\)|^\[[^\]]*\]: .*/gm].reduce(
    blank,
    content,
  );
}

/** Replaces everything but line ends, so that lines stay the same and words do not meet. */
function blank(content: string, pattern: RegExp): string {
  return content.replaceAll(pattern, (found) => found.replaceAll(/[^\n]/g, "·"));
}

function readJson(content: string): Text[] {
  return [...content.matchAll(/"(?:[^"\\]|\\.)*"/g)].map(({ 0: text, index }) => ({
    line: content.slice(0, index).split("\n").length,
    text,
  }));
}

/** The strings, templates and JSX texts of a script, without the modules that it imports. */
function readScript(file: string, content: string): Text[] {
  const source = compiler.createSourceFile(file, content, compiler.ScriptTarget.Latest);
  const texts: Text[] = [];
  const visit = (node: ts.Node): void => {
    if (compiler.isImportDeclaration(node) || compiler.isExportDeclaration(node)) {
      return;
    }
    const text = textOf(node);
    if (text !== undefined) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      texts.push({ line: line + 1, text });
    }
    compiler.forEachChild(node, visit);
  };
  visit(source);
  return texts;
}

function textOf(node: ts.Node): string | undefined {
  if (compiler.isStringLiteralLike(node) || compiler.isJsxText(node)) {
    return node.text;
  }
  if (!compiler.isTemplateExpression(node)) {
    return undefined;
  }
  return node.templateSpans.reduce(
    (text, { literal }) => `${text}…${literal.text}`,
    node.head.text,
  );
}
