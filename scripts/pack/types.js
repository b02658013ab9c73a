import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { compiler } from "./compiler.js";

/** @import ts from "typescript" */

/** Types are not checked here: that is what `npm run types` is for. */
const compilerOptions = {
  target: compiler.ScriptTarget.ES2023,
  module: compiler.ModuleKind.NodeNext,
  declaration: true,
  isolatedDeclarations: true,
  verbatimModuleSyntax: true,
};

/**
 * The declarations of a module in one file that imports nothing: what it exports, and what that
 * refers to. What the compiler writes is spread over a file for each source, and half of it is
 * nobody's business outside.
 *
 * @param {string} entry path of a TypeScript module
 * @returns {string}
 */
export function renderTypes(entry) {
  const files = emitDeclarations(entry);
  const main = entry.replace(/\.ts$/, ".d.ts");
  const host = compiler.createCompilerHost({});
  const readFile = host.readFile.bind(host);
  host.fileExists = (path) => files.has(path);
  host.readFile = (path) => files.get(path) ?? readFile(path);
  host.getSourceFile = (path, options) => {
    const text = files.get(path);
    return text === undefined ? undefined : compiler.createSourceFile(path, text, options, true);
  };
  // Without any library: a name that is declared in none of these files is the language's own.
  const program = compiler.createProgram([main], { noLib: true, types: [] }, host);
  return joinDeclarations(program, main);
}

/**
 * What the compiler declares of a module and of all that the declarations import, by path. Each file is looked at
 * alone, which takes a fifth of the time; what it exports has to have types that can be read there.
 *
 * @param {string} path
 * @param {Map<string, string>} [files] takes the declarations
 * @returns {Map<string, string>}
 */
function emitDeclarations(path, files = new Map()) {
  const { outputText, diagnostics = [] } = compiler.transpileDeclaration(
    readFileSync(path, "utf8"),
    {
      compilerOptions,
      fileName: path,
      reportDiagnostics: true,
    },
  );
  diagnostics.forEach(fail);
  files.set(path.replace(/\.ts$/, ".d.ts"), outputText);
  for (const { fileName } of compiler.preProcessFile(outputText).importedFiles) {
    // What packages declare is no part of the result: whatever needs it is refused below.
    if (!fileName.startsWith(".")) continue;
    const source = join(dirname(path), fileName);
    if (!files.has(source.replace(/\.ts$/, ".d.ts"))) emitDeclarations(source, files);
  }
  return files;
}

/**
 * @param {ts.Diagnostic} diagnostic
 * @returns {never}
 */
function fail({ messageText }) {
  throw new Error(compiler.flattenDiagnosticMessageText(messageText, "\n"));
}

/**
 * @param {ts.Program} program
 * @param {string} main the module whose exports are the exports of the result
 * @returns {string}
 */
function joinDeclarations(program, main) {
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(main);
  const module = file && checker.getSymbolAtLocation(file);
  if (!module) throw new Error(`${main} declares nothing`);
  const symbols = checker.getExportsOfModule(module);
  const exported = new Set(
    symbols
      .filter(({ name }) => name !== "default")
      .map((symbol) => declarationOf(checker, symbol).statement),
  );
  const reached = reachDeclarations(checker, symbols);
  const texts = [...reached.values()].map((statement) => print(statement, exported.has(statement)));
  const standard = symbols.find(({ name }) => name === "default");
  if (standard) texts.push(`export default ${declarationOf(checker, standard).name};`);
  return `${texts.join("\n\n")}\n`;
}

/**
 * The statements that declare these symbols and all they refer to, by name.
 *
 * @param {ts.TypeChecker} checker
 * @param {readonly ts.Symbol[]} symbols
 * @returns {Map<string, ts.Statement>}
 */
function reachDeclarations(checker, symbols) {
  /** @type {Map<string, ts.Statement>} */
  const reached = new Map();
  /** @param {ts.Symbol} symbol */
  const add = (symbol) => {
    const { name, statement } = declarationOf(checker, symbol);
    const known = reached.get(name);
    if (known === statement) return;
    if (known) throw new Error(`two declarations are named ${name}: rename one of them`);
    reached.set(name, statement);
    visit(statement);
  };
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (compiler.isImportTypeNode(node))
      throw new Error(`${node.getText()}: export the type by its name`);
    const symbol = compiler.isIdentifier(node) ? checker.getSymbolAtLocation(node) : undefined;
    if (symbol && isTopLevel(symbol)) add(symbol);
    compiler.forEachChild(node, visit);
  };
  symbols.forEach(add);
  return reached;
}

/**
 * Whether a symbol is declared or imported by a statement of a file: a property, a parameter and what
 * no file declares are not.
 *
 * @param {ts.Symbol} symbol
 * @returns {boolean}
 */
function isTopLevel(symbol) {
  const isAlias = (symbol.flags & compiler.SymbolFlags.Alias) !== 0;
  return isAlias || (symbol.declarations?.some((node) => isStatement(statementOf(node))) ?? false);
}

/**
 * The name and the statement that a symbol has where it is declared.
 *
 * @param {ts.TypeChecker} checker
 * @param {ts.Symbol} symbol
 * @returns {{ name: string, statement: ts.Statement }}
 */
function declarationOf(checker, symbol) {
  const isAlias = (symbol.flags & compiler.SymbolFlags.Alias) !== 0;
  const { name, declarations = [] } = isAlias ? checker.getAliasedSymbol(symbol) : symbol;
  const [statement, ...others] = declarations.map(statementOf);
  if (!isStatement(statement) || others.length > 0) {
    throw new Error(`${symbol.name} is declared outside of src/, or more than once`);
  }
  if (symbol.name !== "default" && symbol.name !== name) {
    throw new Error(`${name} is renamed ${symbol.name}: give it one name`);
  }
  return { name, statement };
}

/**
 * A declaration itself, or the statement around a variable's.
 *
 * @param {ts.Declaration} node
 * @returns {ts.Node}
 */
function statementOf(node) {
  return compiler.isVariableDeclaration(node) ? node.parent.parent : node;
}

/**
 * @param {ts.Node | undefined} node
 * @returns {node is ts.Statement}
 */
function isStatement(node) {
  return node !== undefined && compiler.isStatement(node) && compiler.isSourceFile(node.parent);
}

/**
 * A statement with its comment, exported or not.
 *
 * @param {ts.Statement} statement
 * @param {boolean} exported
 * @returns {string}
 */
function print(statement, exported) {
  const start = statement.getStart();
  const comment = statement.getFullText().slice(0, start - statement.getFullStart());
  const code = statement.getText().replace(/^export /, "");
  return `${comment}${exported ? "export " : ""}${code}`.trim();
}
