import type ts from "typescript";

import { compiler } from "../../scripts/pack/compiler.js";

/** The properties and methods of declarations that no comment explains, by path. */
export function findUnexplained(declarations: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node, path: string) => {
    let here = path;
    if (compiler.isInterfaceDeclaration(node) || compiler.isTypeAliasDeclaration(node)) {
      here = node.name.text;
    }
    if (compiler.isPropertySignature(node) || compiler.isMethodSignature(node)) {
      here = `${path}.${node.name.getText()}`;
      if (!/\.\s*\*\/$/.test(commentOf(node))) {
        found.push(here);
      }
    }
    compiler.forEachChild(node, (child) => {
      visit(child, here);
    });
  };
  visit(parse(declarations), "");
  return found;
}

/** Those of the types of these names whose comment names no source. */
export function findUnsourced(declarations: string, names: readonly string[]): string[] {
  const types = parse(declarations).statements.filter(
    (node) => compiler.isInterfaceDeclaration(node) || compiler.isTypeAliasDeclaration(node),
  );
  return names.filter((name) => {
    const type = types.find((node) => node.name.text === name);
    return !type || !/\bSource: /.test(commentOf(type).replace(/\s+\*?\s*/g, " "));
  });
}

function parse(declarations: string): ts.SourceFile {
  return compiler.createSourceFile("types.d.ts", declarations, compiler.ScriptTarget.ES2023, true);
}

function commentOf(node: ts.Node): string {
  return compiler
    .getJSDocCommentsAndTags(node)
    .map((comment) => comment.getText())
    .join("\n");
}
