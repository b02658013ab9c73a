import { InputError } from "./input-error.ts";
import { positionAt } from "../text/places.ts";
import { plainText, type TextFile } from "./text-files.ts";

const quoted = String.raw`"(?:\\[^]|[^"\\])*"|'[^']*'` + "|`[^`]*`";
const plain = "(?![\"'`])[^\\n#]*";
const line = new RegExp(
  String.raw`[^\S\n]*(?:(?:export[^\S\n]+)?([A-Za-z0-9_@*+:-]+)[^\S\n]*=[^\S\n]*(${quoted}|${plain}))?[^\S\n]*(?:#[^\n]*)?(?:\n|$)`,
  "y",
);

/**
 * The settings of a file with lines KEY=VALUE. Values may stand in quotes, also over several lines;
 * in double quotes `\n` is a line break. `#` begins a comment.
 *
 * @throws InputError at a line that is nothing of this
 */
// `util.parseEnv` passes over such a line, so that a misspelt setting would just be missing.
export function parseEnv({ shown, text }: TextFile): Record<string, string> {
  const settings: Record<string, string> = {};
  const source = plainText(text);
  line.lastIndex = 0;
  while (line.lastIndex < source.length) {
    const start = line.lastIndex;
    const match = line.exec(source);
    // The line is not shown: it may hold a secret.
    if (!match) {
      throw new InputError({
        ...positionAt(source, start),
        file: shown,
        message: "this line is not a setting",
        hint: "write KEY=VALUE, in quotes if the value holds quotes or #, or begin a comment with #",
      });
    }
    const [, key, value = ""] = match;
    if (key !== undefined) {
      settings[key] = unquote(value.trim());
    }
  }
  return settings;
}

function unquote(value: string): string {
  const inner = value.slice(1, -1);
  if (/^"[^]*"$/.test(value)) {
    return inner.replace(/\\([^])/g, (_, character: string) =>
      character === "n" ? "\n" : character === "t" ? "\t" : character,
    );
  }
  return /^(?:'[^]*'|`[^]*`)$/.test(value) ? inner : value;
}
