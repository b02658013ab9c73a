import { findTwins, findUnreadable } from "../text/characters.ts";
import {
  describeProblem,
  fileProblem,
  placeProblem,
  type Description,
  type Problem,
  type ProblemCode,
  type ProblemValues,
} from "./problem.ts";
import { byteLength } from "../text/lengths.ts";
import { positionsIn, type Place, type Position, type Range } from "../text/places.ts";

/** The largest template, in bytes: the platform's own limit for the code of all rules together. */
export const maxBytes = 100_000;

/** The file among the templates that lists what became of ids that no template has or replaces. */
export const retiredFile = "retired.json";

/** The id of the template in a file: its name without folder and extension. */
export function idOf(file: string): string {
  return file.slice(file.lastIndexOf("/") + 1).replace(/\.md$/, "");
}

/**
 * The text of a template, without a byte order mark. A line ends with LF, also where the file has
 * CRLF.
 */
export class Source {
  readonly file: string;
  readonly text: string;
  readonly #bom: boolean;
  #positions: ((offset: number) => Position) | undefined;

  constructor(file: string, text: string) {
    this.file = file;
    this.#bom = text.startsWith("\uFEFF");
    const body = this.#bom ? text.slice(1) : text;
    this.text = body.includes("\r") ? body.replaceAll("\r\n", "\n") : body;
  }

  get id(): string {
    return idOf(this.file);
  }

  place({ start, end }: Range): Place {
    const from = this.#position(start);
    const to = this.#position(Math.max(start, end));
    return { ...from, endLine: to.line, endColumn: to.column };
  }

  /** A problem of a range: `values` are what its entry wants to know. */
  problem<Code extends ProblemCode>(
    code: Code,
    range: Range,
    ...values: ProblemValues<Code>
  ): Problem {
    return this.locate(range, describeProblem(code, ...values));
  }

  locate(range: Range, description: Description): Problem {
    return placeProblem(this.file, this.place(range), description);
  }

  #position(offset: number): Position {
    const { line, column } = (this.#positions ??= positionsIn(this.text))(offset);
    return { line, column: line === 1 && this.#bom ? column + 1 : column };
  }
}

/** Decodes the bytes of a file, or says why they are no text. */
export function decodeSource(file: string, bytes: Uint8Array): Source | Problem {
  if (bytes.length > maxBytes) {
    return fileProblem(file, "file-large", { limit: maxBytes });
  }
  // The decoder would swallow the byte order mark, which columns of line 1 count.
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const source = new Source(file, text);
  const replaced = text.includes("\uFFFD") ? firstInvalid(text, bytes) : -1;
  if (replaced !== -1) {
    const start = sourceOffset(text, replaced);
    return source.problem("file-encoding", { start, end: start + 1 });
  }
  const unreadable = findUnreadable(source.text) ?? findTwins(source.text);
  if (!unreadable) {
    return source;
  }
  const { code, range, fault, written } = unreadable;
  return source.problem(code, range, { fault, written, isEscaped: false });
}

/** The first replacement character in `text` that does not stand for itself in `bytes`, or -1. */
function firstInvalid(text: string, bytes: Uint8Array): number {
  let byte = 0;
  let from = 0;
  for (let at = text.indexOf("\uFFFD"); at !== -1; at = text.indexOf("\uFFFD", at + 1)) {
    byte += byteLength(text.slice(from, at));
    if (bytes[byte] !== 0xef || bytes[byte + 1] !== 0xbf || bytes[byte + 2] !== 0xbd) {
      return at;
    }
    from = at;
  }
  return -1;
}

/** The offset in a source's text of an offset in what it was made from. */
function sourceOffset(text: string, offset: number): number {
  return text
    .slice(0, offset)
    .replace(/^\uFEFF/, "")
    .replaceAll("\r\n", "\n").length;
}
