import ts from "typescript";

/** The properties and methods of declarations that no comment explains, by path. */
export function findUnexplained(declarations: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node, path: string) => {
    let here = path;
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) here = node.name.text;
    if (ts.isPropertySignature(node) || ts.isMethodSignature(node)) {
      here = `${path}.${node.name.getText()}`;
      if (!/\.\s*\*\/$/.test(commentOf(node))) found.push(here);
    }
    ts.forEachChild(node, (child) => {
      visit(child, here);
    });
  };
  visit(parse(declarations), "");
  return found;
}

/** Those of the types of these names whose comment names no source. */
export function findUnsourced(declarations: string, names: readonly string[]): string[] {
  const types = parse(declarations).statements.filter(
    (node) => ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node),
  );
  return names.filter((name) => {
    const type = types.find((node) => node.name.text === name);
    return !type || !/\bSource: /.test(commentOf(type).replace(/\s+\*?\s*/g, " "));
  });
}

function parse(declarations: string): ts.SourceFile {
  return ts.createSourceFile("types.d.ts", declarations, ts.ScriptTarget.ES2023, true);
}

function commentOf(node: ts.Node): string {
  return ts
    .getJSDocCommentsAndTags(node)
    .map((comment) => comment.getText())
    .join("\n");
}
