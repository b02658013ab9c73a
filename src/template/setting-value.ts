/** What a value of a setting is held against. */
export interface ValueLimits {
  readonly values?: readonly string[];
  readonly pattern?: string;
  readonly example?: string;
}

/** What is wrong with a value, without the value: it may be a secret. */
export interface WrongValue {
  /** Follows the name of what has the value, such as `is not one of the values`. */
  readonly what: string;
  readonly hint: string;
}

/**
 * Holds a value of a setting against its `values` and its `pattern`. An empty one counts as not
 * given. A pattern fits the whole value, as in a form.
 * Source: https://html.spec.whatwg.org/multipage/input.html#the-pattern-attribute
 */
export function findWrongValue(
  { values, pattern, example }: ValueLimits,
  value: string,
): WrongValue | undefined {
  if (value === "") {
    return undefined;
  }
  if (values && !values.includes(value)) {
    return { what: "is not one of the values", hint: `use one of ${values.join(", ")}` };
  }
  if (pattern === undefined || compilePattern(pattern)?.test(value) !== false) {
    return undefined;
  }
  const hint =
    example === undefined
      ? `write a value that ${pattern} matches as a whole`
      : `write a value such as ${example}`;
  return { what: "does not match the pattern", hint };
}

/** The regular expression of a pattern; undefined if it is not one. */
export function compilePattern(pattern: string): RegExp | undefined {
  try {
    // By itself first: the group could complete what is not closed.
    new RegExp(pattern, "v");
    return new RegExp(`^(?:${pattern})$`, "v");
  } catch {
    return undefined;
  }
}
