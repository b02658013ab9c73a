import { Parser, tokTypes } from "acorn";

/** What Node makes code of text with. */
const names = "compileFunction|runIn(?:This|New)?Context|SourceTextModule";
const nodes = new RegExp(`^(?:${names})$`);

/** A word that may be, or name, what evaluates text: without one there is nothing to look for. */
const suspect = new RegExp(
  String.raw`\b(?:${names})\b|(?<!instanceof )\b(?:eval|Function)\b(?!\.prototype(?![\w$]))`,
);

/**
 * The places of a script, as "line:column name", where text may become code: each use of the names
 * `eval` and `Function`, and of properties so named, but for `Function.prototype` and
 * `instanceof Function`, and of what `node:vm` has for it. Other strings, and comments, do not
 * count. The script has to be one that runs.
 */
export function findEvaluation(code: string): string[] {
  if (!suspect.test(code)) {
    return [];
  }
  // Numbers only: there are a quarter of a million tokens.
  const tokens = TokenReader.tokenizer(code, { ecmaVersion: "latest", sourceType: "module" });
  const places = Array.from(tokens, ({ start, end }): [start: number, end: number] => [start, end]);
  const textAt = (index: number) => code.slice(...(places[index] ?? [0, 0]));
  return places.flatMap(([start], at) =>
    isEvaluator(textAt(at), textAt(at - 1), textAt(at + 1) + textAt(at + 2))
      ? `${placeOf(start, code)} ${textAt(at).replace(/["']/g, "")}`
      : [],
  );
}

declare module "acorn" {
  interface Parser {
    /** Of the token before. */
    readonly type: TokenType;
    readWord(): void;
    readWord1(): string;
    finishToken(type: TokenType, value: string): void;
  }
}

/**
 * Reads the tokens of a script without parsing it, which takes five times as long. A parser knows
 * that a word after a dot is a name; else the slash after `Symbol.for(key)` would begin an
 * expression, as after a loop's head.
 */
class TokenReader extends Parser {
  override readWord(): void {
    const isName = this.type === tokTypes.dot || this.type === tokTypes.questionDot;
    if (isName) {
      this.finishToken(tokTypes.name, this.readWord1());
    } else {
      super.readWord();
    }
  }
}

function placeOf(offset: number, code: string): string {
  const lines = code.slice(0, offset).split("\n");
  return `${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`;
}

/** Whether a token evaluates text, by the token before it and the two after it. */
function isEvaluator(token: string, before: string, after: string): boolean {
  if (token === "eval" || token === "Function") {
    return before !== "instanceof" && after !== ".prototype";
  }
  if (nodes.test(token)) {
    return true;
  }
  return /^(["'])(?:eval|Function)\1$/.test(token) && before === "[" && after.startsWith("]");
}
