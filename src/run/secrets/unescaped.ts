import type { Range } from "../../text/places.ts";

/** A text as it reads without escapes, and where its parts stand in the text that has them. */
export interface View {
  readonly text: string;
  /** The part of the original text that these characters of the view come from. */
  readonly origin: (start: number, end: number) => Range;
}

/**
 * Escapes in escapes, as in a URL in JSON in a form: no text is looked at in more views than these.
 */
const mostViews = 20;

/**
 * The views of a text that lead to what it says without escapes: the text itself first, and then
 * each with the escapes of one kind undone, in any order. What only looks like an escape of one
 * kind may stand beside those of another.
 */
export function* viewsOf(text: string): Generator<View> {
  const views: View[] = [{ text, origin: (start, end) => ({ start, end }) }];
  const known = new Set([text]);
  // It grows meanwhile.
  for (const view of views) {
    yield view;
    for (const kind of kinds) {
      const inner = undo(view, kind);
      if (!inner || known.has(inner.text) || views.length === mostViews) {
        continue;
      }
      known.add(inner.text);
      views.push(inner);
    }
  }
}

/** What a text says without escapes of URLs, HTML and code. */
export function unescapeFully(text: string): string {
  let view: View = { text, origin: (start, end) => ({ start, end }) };
  for (let depth = 0; depth < mostViews; depth++) {
    const inner = [urls, html, strings].map((kind) => undo(view, kind)).find(Boolean);
    if (!inner) {
      break;
    }
    view = inner;
  }
  return view.text;
}

/** Escapes that are undone together. */
interface Escapes {
  /** What a text has that has one of them. */
  readonly sign: RegExp;
  readonly pattern: RegExp;
  /** What an escape stands for, a piece for each part of it. */
  readonly read: (escape: string) => readonly Piece[];
}

/** Characters, and the length of what stands for them. */
interface Piece {
  readonly text: string;
  readonly length: number;
}

/** The view with one level of these escapes less; undefined if it has none. */
function undo(view: View, { sign, pattern, read }: Escapes): View | undefined {
  if (!sign.test(view.text)) {
    return undefined;
  }
  const made = new Made();
  let from = 0;
  for (const { 0: escape, index } of view.text.matchAll(pattern)) {
    made.copy(view.text, from, index);
    let at = index;
    for (const { text, length } of read(escape)) {
      made.replace(text, at, at + length);
      at += length;
    }
    from = index + escape.length;
  }
  if (from === 0) {
    return undefined;
  }
  made.copy(view.text, from, view.text.length);
  if (made.text === view.text) {
    return undefined;
  }
  return {
    text: made.text,
    origin: (start, end) => {
      const outer = made.origin(start, end);
      return view.origin(outer.start, outer.end);
    },
  };
}

/** A text that is put together from another one, part by part. */
class Made {
  text = "";
  /** Where each part begins here, and where it begins and ends there. */
  readonly #parts: { at: number; start: number; end: number; isCopy: boolean }[] = [];

  copy(source: string, start: number, end: number): void {
    if (start === end) {
      return;
    }
    this.#parts.push({ at: this.text.length, start, end, isCopy: true });
    this.text += source.slice(start, end);
  }

  replace(text: string, start: number, end: number): void {
    if (text === "") {
      return;
    }
    this.#parts.push({ at: this.text.length, start, end, isCopy: false });
    this.text += text;
  }

  /** From where characters come: all of an escape, if they are a part of what it stands for. */
  origin(start: number, end: number): Range {
    const first = this.#partAt(start);
    const last = this.#partAt(end - 1);
    if (!first || !last) {
      return { start: 0, end: 0 };
    }
    return {
      start: first.isCopy ? first.start + (start - first.at) : first.start,
      end: last.isCopy ? last.start + (end - last.at) : last.end,
    };
  }

  #partAt(position: number) {
    let low = 0;
    let high = this.#parts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#parts[middle]?.at ?? 0) <= position) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return this.#parts[low];
  }
}

/** `%41`, `%u0041` */
const urls: Escapes = {
  sign: /%/,
  pattern: /(?:%[\da-f]{2})+|%u[\da-f]{4}/gi,
  read: (escape) =>
    /^%u/i.test(escape)
      ? [{ text: characterOf(escape), length: escape.length }]
      : decodeBytes(escape.slice(1).split("%"), "%XX".length),
};

/** `&amp;`, `&#65;`, `&#x41;` */
const html: Escapes = {
  sign: /&/,
  pattern: /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,16}\d{0,2});/gi,
  read: (escape) => [{ text: characterOf(escape), length: escape.length }],
};

/**
 * `\"`, `\x41`, `\u0041`, `\u{41}`, a string that goes on in the next line, and the zeros of
 * UTF-16.
 */
const strings: Escapes = {
  sign: /[\\\0]|['"`]\s*\+/,
  pattern:
    /\\(?:u[\da-f]{4}|u\{[\da-f]{1,6}\}|x[\da-f]{2}|[^a-z\d]|[0bfnrtv])|(['"`])\s*\+\s*\n\s*\1|\0+/gi,
  read: (escape) => [{ text: characterOf(escape), length: escape.length }],
};

/**
 * Quoted-printable, and base64 that is broken into lines. Source: RFC 2045, sections 6.7 and 6.8
 */
const mail: Escapes = {
  sign: /=[\dA-F]{2}|=\r?\n|[\w+/]{60}\r?\n/,
  pattern: /(?:=[\dA-F]{2})+|=\r?\n|(?<=[\w+/]{60})\r?\n/g,
  read: (escape) =>
    escape.endsWith("\n")
      ? [{ text: "", length: escape.length }]
      : decodeBytes(escape.slice(1).split("="), "=XX".length),
};

const kinds = [urls, html, strings, mail];

/** What bytes in UTF-8 say, each a character of its own where they are none. */
function decodeBytes(hex: readonly string[], length: number): Piece[] {
  const bytes = Uint8Array.from(hex, (byte) => parseInt(byte, 16));
  const pieces: Piece[] = [];
  for (let at = 0; at < bytes.length;) {
    const size = sizeOf(bytes[at] ?? 0);
    const text = decode(bytes.subarray(at, at + size));
    const isCharacter = text !== undefined && at + size <= bytes.length;
    const taken = isCharacter ? size : 1;
    pieces.push({
      text: isCharacter ? text : String.fromCharCode(bytes[at] ?? 0),
      length: taken * length,
    });
    at += taken;
  }
  return pieces;
}

/** How many bytes a character has that begins with this one. */
function sizeOf(first: number): number {
  if (first < 0xc0) {
    return 1;
  }
  if (first < 0xe0) {
    return 2;
  }
  return first < 0xf0 ? 3 : 4;
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function characterOf(escape: string): string {
  const [, hex] = /^(?:%u|\\u|\\x|&#x)\{?([\da-f]+)/i.exec(escape) ?? [];
  if (hex !== undefined) {
    return fromCode(parseInt(hex, 16), escape);
  }
  const [, decimal] = /^&#(\d+)/.exec(escape) ?? [];
  if (decimal !== undefined) {
    return fromCode(Number(decimal), escape);
  }
  if (escape.startsWith("&")) {
    return entities.get(escape.slice(1, -1)) ?? escape;
  }
  if (!escape.startsWith("\\")) {
    return "";
  }
  const character = escape.slice(1);
  return letters.get(character) ?? character;
}

function fromCode(code: number, escape: string): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : escape;
}

/** What a letter behind a backslash stands for. */
const letters = new Map([
  ["0", "\0"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
]);

/** Names that HTML has for characters of ASCII, and the first ones beyond. Source: https://html.spec.whatwg.org/entities.json */
const entities: ReadonlyMap<string, string> = new Map([
  ...namesOf(
    'Tab:\t NewLine:\n excl:! quot:" QUOT:" num:# dollar:$ percnt:% amp:& AMP:& apos:\' lpar:( rpar:) ast:* midast:* plus:+ comma:, period:. sol:/ colon:: semi:; lt:< LT:< equals:= gt:> GT:> quest:? commat:@ lsqb:[ lbrack:[ bsol:\\ rsqb:] rbrack:] Hat:^ lowbar:_ UnderBar:_ grave:` lcub:{ lbrace:{ verbar:| vert:| VerticalLine:| rcub:} rbrace:}',
  ),
  ...latinNames(
    "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml",
  ),
]);

function namesOf(list: string): [string, string][] {
  return [...list.matchAll(/([A-Za-z]+):([^]) ?/g)].map(([, name = "", character = ""]) => [
    name,
    character,
  ]);
}

/** The names of the characters from U+00A0 on. */
function latinNames(list: string): [string, string][] {
  return list.split(" ").map((name, index) => [name, String.fromCharCode(0xa0 + index)]);
}
