import { isRecord } from "../../../text/plain-data.ts";
import { byteLength, characterLength } from "../../../text/lengths.ts";
import type { Outcome } from "../../outcome/outcome.ts";
import type { Commands } from "./commands.ts";
import { parseUrl } from "../../../text/url.ts";

/** Source: https://github.com/auth0/auth0-actions (what it checks of scopes, forms and errors). */
const limits = {
  scopeCharacters: 280,
  scopes: 1_000,
  scopeChanges: 2_000,
  promptIdCharacters: 48,
  promptKeys: 24,
  promptBytes: 24 * 1024,
  errorCharacters: 100,
};

/** What a form calls a field. Source: https://github.com/auth0/auth0-actions */
const field = /^[a-zA-Z_][a-zA-Z0-9_]{0,49}$/;

/**
 * @throws Error for the one name that is refused at once; other reserved ones are dropped from the
 * token
 */
export function checkSettable(claim: unknown): void {
  if (claim === "scope") {
    throw new Error('The "scope" claim cannot be set.');
  }
}

/** The scope without blanks around it. @throws TypeError or Error if it is not a scope */
export function checkScope(scope: unknown): string {
  if (typeof scope !== "string") {
    throw new TypeError("The value for the scope must be a string.");
  }
  const trimmed = scope.trim();
  if (trimmed === "") {
    throw new Error("The value for the scope is required.");
  }
  if (trimmed.length > limits.scopeCharacters) {
    throw new Error(
      `The value for the scope exceeds the allowed maximum of ${limits.scopeCharacters} characters.`,
    );
  }
  if (/\s/.test(trimmed)) {
    throw new Error("The value for the scope must not have whitespace.");
  }
  return trimmed;
}

/** @throws Error if there are more scopes than an action or a transaction can have */
export function checkScopeCount(count: number): void {
  if (count > limits.scopes) {
    throw new Error(`The number of scopes exceeds the allowed maximum of ${limits.scopes}.`);
  }
}

/**
 * The scope to change. Only added scopes count.
 *
 * @throws TypeError or Error if it is not one, or one too many
 */
export function checkScopeChange(
  scope: unknown,
  change: "add" | "remove",
  { scopes }: Commands,
): string {
  const name = checkScope(scope);
  const others = [...scopes].filter(([other, made]) => made === "add" && other !== name);
  checkScopeCount(others.length + (change === "add" ? 1 : 0));
  if (!scopes.has(name) && scopes.size >= limits.scopeChanges) {
    throw new Error(`An action changes at most ${limits.scopeChanges} scopes.`);
  }
  return name;
}

/**
 * The form as it leaves the action.
 *
 * @throws Error if it cannot be rendered beside what the action asked for, or is not as it has to
 * be; TypeError for
 *   options that JSON cannot hold
 */
export function checkPrompt(
  commands: Commands,
  id: unknown,
  given: unknown,
): NonNullable<Outcome["prompt"]> {
  if (commands.redirect) {
    throw new Error("Redirect and render commands cannot be used in the same action.");
  }
  if (commands.prompt) {
    throw new Error("Only 1 render command per action is allowed.");
  }
  const promptId = checkText("promptId", id, limits.promptIdCharacters);
  // Any falsy value, such as null or an empty text, stands for no options.
  if (given && !isRecord(given)) {
    throw new Error("promptOptions must be an object");
  }
  const options = isRecord(given) ? given : {};
  const { fields, vars } = options;
  // Inherited keys count, too.
  for (const key in options) {
    if (key !== "fields" && key !== "vars") {
      throw new Error(`promptOptions must have fields and vars only, not ${key}`);
    }
  }
  for (const key in checkKeys("fields", fields)) {
    if (!field.test(key)) {
      throw new Error(`fields has the key ${key}, which no field can have`);
    }
  }
  checkKeys("vars", vars);
  return { id: promptId, ...sealPrompt(options) };
}

function checkKeys(name: string, values: unknown): Record<string, unknown> {
  if (values === undefined) {
    return {};
  }
  if (!isRecord(values)) {
    throw new Error(`${name} must be an object`);
  }
  if (Object.keys(values).length > limits.promptKeys) {
    throw new Error(`${name} must not have more than ${limits.promptKeys} keys`);
  }
  return values;
}

function sealPrompt(options: Record<string, unknown>): Omit<NonNullable<Outcome["prompt"]>, "id"> {
  const json = JSON.stringify(options) as string | undefined;
  if (json === undefined) {
    throw new TypeError("promptOptions must be an object");
  }
  if (byteLength(json) > limits.promptBytes) {
    throw new Error(
      `The total size of the prompt options exceeds the limit of ${limits.promptBytes} bytes.`,
    );
  }
  const sealed: unknown = JSON.parse(json);
  const { fields, vars } = isRecord(sealed) ? sealed : {};
  return { ...(isRecord(fields) && { fields }), ...(isRecord(vars) && { vars }) };
}

/** @throws Error unless it is an `http:` or `https:` URL */
export function checkUrl(url: unknown): string {
  const parsed = typeof url === "string" ? parseUrl(url) : undefined;
  if (typeof url !== "string" || !parsed || !/^https?:$/.test(parsed.protocol)) {
    throw new Error("The URL of a method must be an http: or https: URL.");
  }
  return url;
}

/**
 * The message.
 *
 * @throws Error unless code and message are texts of at most 100 characters, empty or not
 */
export function checkValidation(code: unknown, message: unknown): string {
  checkText("errorCode", code, limits.errorCharacters);
  return checkText("errorMessage", message, limits.errorCharacters);
}

/** The text. @throws Error unless it is one, of at most so many code points */
export function checkText(name: string, value: unknown, limit = Infinity): string {
  if (typeof value !== "string") {
    throw new Error(`${name} must be a string`);
  }
  if (characterLength(value) > limit) {
    throw new Error(`${name} must not have more than ${limit} characters`);
  }
  return value;
}
