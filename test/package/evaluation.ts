import { parse, type Token } from "acorn";

/**
 * The places of a script, as "line:column", where text may become code: each use of the names `eval`
 * and `Function`, and of properties so named, but for `Function.prototype` and `instanceof Function`.
 * Other strings, and comments, do not count.
 */
export function findEvaluation(code: string): string[] {
  const tokens: Token[] = [];
  parse(code, { ecmaVersion: "latest", sourceType: "module", locations: true, onToken: tokens });
  const textOf = (token?: Token) => (token ? code.slice(token.start, token.end) : "");
  return tokens
    .filter((token, index) => {
      const [before, next, last] = [index - 1, index + 1, index + 2].map((at) =>
        textOf(tokens[at]),
      );
      return isEvaluator(textOf(token), String(before), String(next) + String(last));
    })
    .map(({ loc }) => `${loc?.start.line ?? 0}:${(loc?.start.column ?? 0) + 1}`);
}

/** Whether a token evaluates text, by the token before it and the two after it. */
function isEvaluator(token: string, before: string, after: string): boolean {
  if (token === "eval" || token === "Function") {
    return before !== "instanceof" && after !== ".prototype";
  }
  return /^(["'])(?:eval|Function)\1$/.test(token) && before === "[" && after.startsWith("]");
}
