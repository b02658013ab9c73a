import type { Values } from "../../model/settings-store.ts";

/** Settings as lines KEY=VALUE, as `--env` of the command and other programs take them. */
export function renderEnv(keys: readonly string[], values: Values): string {
  return keys
    .flatMap((key) => (values[key] === undefined ? [] : [`${key}=${quote(values[key])}\n`]))
    .join("");
}

/** A value in quotes where it would be read as something else without them. */
function quote(value: string): string {
  if (/^[^\s"'`#\\]+(?:[^\n"'`#\\]*[^\s"'`#\\])?$/.test(value)) {
    return value;
  }
  return `"${value.replace(/["\\]/g, "\\$&").replaceAll("\n", "\\n")}"`;
}
