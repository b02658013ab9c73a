/**
 * The URL that a text is, if it is one. `URL.canParse` does not tell for certain: in Node 20 and 22
 * it refuses a text with letters such as `ü` as soon as V8 has optimized the call.
 */
export function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
