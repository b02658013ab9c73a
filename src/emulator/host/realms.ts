// Values may come from another realm than this module: what Node has of its own does under test
// runners such as Jest.

/**
 * Whether a value is a promise of the language, whose `then` starts nothing, as that of a query
 * would.
 */
export function isPromise(value: unknown): value is Promise<unknown> {
  return value instanceof Promise || tagOf(value) === "Promise";
}

/** Whether a value is an error. */
export function isError(value: unknown): value is Error {
  return value instanceof Error || ["Error", "DOMException"].includes(tagOf(value));
}

function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice("[object ".length, -1);
}
