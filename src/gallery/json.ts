const indent = "      ";

/** A template as it appears in `rules.json`, indented for its place there. */
export function renderJson(template: object): Uint8Array {
  const json = JSON.stringify(template, null, 2).replaceAll("\n", `\n${indent}`);
  return new TextEncoder().encode(indent + json);
}
