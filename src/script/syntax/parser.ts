import {
  parse,
  parseExpressionAt,
  Parser,
  tokenizer,
  type Comment,
  type Expression,
  type Node,
  type Options,
  type Program,
  type Token,
} from "acorn";
import type { Form } from "../form/form.ts";

/** The one language level of scripts: what Node 22, the platform's runtime, can run. */
const languageLevel: Options = { ecmaVersion: 2024, allowHashBang: false };

/** The platform takes scripts, not ES modules. */
const syntax: Options = { ...languageLevel, sourceType: "script" };

/**
 * How many parts of code may be open inside each other. A bracket opens three of them, a function
 * seven, each operator of a chain one: more than people write, and half of what the smallest stack
 * has room for (984 kB, that of Node's main thread), so that no stack decides what is a template.
 */
const maxDepth = 400;

/** Code that is nested too deeply, and the offset at which it is. */
export class DepthError extends Error {
  readonly pos: number;
  constructor(pos: number) {
    super("nested too deeply");
    this.pos = pos;
  }
}

/**
 * Parses a script.
 *
 * @throws SyntaxError with its offset as `pos`, or DepthError
 */
export function parseScript(code: string): Program {
  return guard(() => LimitedParser.parse(code, syntax));
}

/** Parses the expression that a text begins with. @throws as `parseScript` does */
export function parseExpression(code: string): Expression {
  return guard(() => LimitedParser.parseExpressionAt(code, 0, syntax));
}

/**
 * Parses a whole text of any depth. An action is `commonjs`, as which it can `return`.
 *
 * @throws SyntaxError with its offset as `pos`
 */
export function parseProgram(code: string, options: Partial<Options> = {}): Program {
  return parse(code, { ...syntax, ...options });
}

/** Parses the expression that a text begins with, of any depth. @throws as `parseProgram` does */
export function parseFirstExpression(code: string): Expression {
  return parseExpressionAt(code, 0, { ...syntax, preserveParens: true });
}

/**
 * The tokens of a text, one by one, as far as it is JavaScript.
 *
 * @throws SyntaxError where it is not
 */
export function tokensOf(code: string): Iterable<Token> {
  return tokenizer(code, syntax);
}

/** The tokens and comments of code that can be parsed, be it a script or an expression. */
export function readTokens(
  code: string,
  form: Form,
): { readonly tokens: readonly Token[]; readonly comments: readonly Comment[] } {
  const tokens: Token[] = [];
  const comments: Comment[] = [];
  const options = { ...syntax, onToken: tokens, onComment: comments };
  if (form === "rule") {
    LimitedParser.parseExpressionAt(code, 0, options);
  } else {
    LimitedParser.parse(code, options);
  }
  return { tokens, comments };
}

/** Should the stack be too small all the same, the code is too deep for it. */
function guard<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw error instanceof RangeError ? new DepthError(0) : error;
  }
}

declare module "acorn" {
  // What acorn calls to read a part of a text: any part that can hold another is read by one of
  // these.
  interface Parser {
    readonly start: number;
    parseStatement(...options: unknown[]): Node;
    parseMaybeAssign(...options: unknown[]): Node;
    parseMaybeUnary(...options: unknown[]): Node;
    parseExprOp(...options: unknown[]): Node;
    parseExprAtom(...options: unknown[]): Node;
    parseBindingAtom(): Node;
    regexp_disjunction(state: unknown): void;
    regexp_eatNestedClass(state: unknown): unknown;
    catchStackOverflow<T>(read: () => T): T;
  }
}

/** acorn, with a limit to its recursion. */
class LimitedParser extends Parser {
  #depth = 0;

  #enter(): void {
    if (++this.#depth > maxDepth) {
      throw new DepthError(this.start);
    }
  }

  #leave<Part>(part: Part): Part {
    this.#depth--;
    return part;
  }

  override parseStatement(...options: unknown[]): Node {
    this.#enter();
    return this.#leave(super.parseStatement(...options));
  }

  override parseMaybeAssign(...options: unknown[]): Node {
    this.#enter();
    return this.#leave(super.parseMaybeAssign(...options));
  }

  override parseMaybeUnary(...options: unknown[]): Node {
    this.#enter();
    return this.#leave(super.parseMaybeUnary(...options));
  }

  override parseExprOp(...options: unknown[]): Node {
    this.#enter();
    return this.#leave(super.parseExprOp(...options));
  }

  override parseExprAtom(...options: unknown[]): Node {
    this.#enter();
    return this.#leave(super.parseExprAtom(...options));
  }

  override parseBindingAtom(): Node {
    this.#enter();
    return this.#leave(super.parseBindingAtom());
  }

  override regexp_disjunction(state: unknown): void {
    this.#enter();
    super.regexp_disjunction(state);
    this.#leave(state);
  }

  override regexp_eatNestedClass(state: unknown): unknown {
    this.#enter();
    return this.#leave(super.regexp_eatNestedClass(state));
  }

  /**
   * A RangeError is for `guard`: acorn would make a syntax error of it, wherever the stack ends.
   */
  override catchStackOverflow<T>(read: () => T): T {
    return read();
  }
}
