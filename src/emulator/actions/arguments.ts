import type { Commands } from "./commands.ts";

/** Source: https://github.com/auth0/auth0-actions (what it checks of scopes and of forms). */
const LIMITS = { scopeCharacters: 280, scopes: 1_000, promptBytes: 24 * 1024 };

/** @throws Error for the one name that is refused at once; other reserved ones are dropped from the token */
export function checkSettable(claim: string): string {
  if (claim === "scope") throw new Error('The "scope" claim cannot be set.');
  return claim;
}

/** The scope without blanks around it. @throws TypeError or Error if it is none, or one too many */
export function checkScope(scope: unknown, { scopes }: Commands): string {
  if (typeof scope !== "string") throw new TypeError("The value for the scope must be a string.");
  const trimmed = scope.trim();
  if (trimmed === "") throw new Error("The value for the scope is required.");
  if (trimmed.length > LIMITS.scopeCharacters)
    throw new Error(
      `The value for the scope exceeds the allowed maximum of ${LIMITS.scopeCharacters} characters.`,
    );
  if (/\s/.test(trimmed)) throw new Error("The value for the scope must not have whitespace.");
  if (scopes.size >= LIMITS.scopes && !scopes.has(trimmed))
    throw new Error(`The number of scopes exceeds the allowed maximum of ${LIMITS.scopes}.`);
  return trimmed;
}

/** @throws Error if the form cannot be rendered beside what the action asked for, or is too big */
export function checkPrompt(commands: Commands, id: unknown, options: object): void {
  if (commands.redirect)
    throw new Error("Redirect and render commands cannot be used in the same action.");
  if (commands.prompt) throw new Error("Only 1 render command per action is allowed.");
  if (typeof id !== "string" || id === "") throw new Error("promptId must be string");
  const size = new TextEncoder().encode(JSON.stringify(options)).length;
  if (size > LIMITS.promptBytes)
    throw new Error(
      `The total size of the prompt options exceeds the limit of ${LIMITS.promptBytes} bytes.`,
    );
}

/** @throws Error unless it is an `http:` or `https:` URL */
export function checkUrl(url: unknown): string {
  const isUrl = typeof url === "string" && URL.canParse(url);
  if (!isUrl || !/^https?:$/.test(new URL(url).protocol))
    throw new Error("The URL of a method must be an http: or https: URL.");
  return url;
}

/** @throws Error unless the code is a name of at most 50 characters, and the message a string */
export function checkValidation(code: unknown, message: unknown): void {
  if (typeof code !== "string" || !/^[a-zA-Z_][a-zA-Z0-9_]{0,49}$/.test(code))
    throw new Error('errorCode must match pattern "^[a-zA-Z_][a-zA-Z0-9_]{0,49}$"');
  if (typeof message !== "string") throw new Error("errorMessage must be string");
}
