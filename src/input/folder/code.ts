import { join, normalize } from "node:path";

import { InputError } from "../input-error.ts";
import { readFilled } from "../keywords.ts";
import type { TextFile } from "../text-files.ts";
import { isCode, type Readable } from "./described.ts";

/** Where the code of an action or of an Actions Module is. */
interface CodePlace {
  /** The name of the JSON file, without the end. */
  readonly base: string;
  readonly file: TextFile;
  /** What the JSON file says. */
  readonly code: string | undefined;
}

/**
 * The code that a JSON file names, from the root of the export or as seen from where it was
 * exported.
 */
export function findCode(
  folder: string,
  { base, file, code }: CodePlace,
  sources: Readable,
): TextFile | undefined {
  const { files } = sources;
  if (code !== undefined && isCode(code)) {
    return { shown: `${file.shown} (code)`, text: code };
  }
  const path = code?.replaceAll("\\", "/") ?? "";
  const tail = path.split("/").slice(-2).join("/");
  const named = [`../${path}`, path, tail].map((inside) => normalize(join(folder, inside)));
  const place =
    (code === undefined ? undefined : named.find((candidate) => files.has(candidate))) ??
    codeBeside(folder, base, files);
  return place === undefined ? undefined : readFilled(place, sources);
}

/** The code that goes by the name of a JSON file. */
export function codeBeside(
  folder: string,
  base: string,
  files: Readable["files"],
): string | undefined {
  return [join(folder, base, "code.js"), join(folder, `${base}.js`)].find((place) =>
    files.has(place),
  );
}

/** What is told where there is none. */
export function withoutCode({ base, file, code }: CodePlace): InputError {
  return new InputError({
    message: `${file.shown} has no code${code ? `: ${code} is not there` : ""}`,
    hint: `put it into ${base}/code.js`,
  });
}
