import { escapePattern } from "../../text/escape-pattern.ts";
import { decodeBase64 } from "./parts.ts";
import { unescapeFully } from "./unescaped.ts";
import { parseUrl } from "../../text/url.ts";

/** Parts of a value that are shorter would be found in words that have nothing to do with it. */
export const shortest = 4;

/**
 * Words and numbers that so many texts have that nobody would know what a mask in their place
 * means.
 */
const common = /^(?:true|false|null|undefined|none|\d{4})$/i;

/** Whether a value is in many texts that have nothing to do with it. */
export function isCommon(value: string): boolean {
  return value.length < shortest || common.test(value);
}

/** Short words and numbers are looked for where they are not a part of longer ones. */
const word = /^(?:[A-Za-z]{4,5}|\d{5})$/;

/**
 * The case of a longer value is not changed as a whole: it is a key in base64, a document, or a
 * text.
 */
const longestInCases = 200;

/**
 * A part of a URL by itself, such as its path, has to be longer: many URLs have `/api` in common.
 */
const shortestPath = 16;

/** Bits of a character of base64, and of a byte. */
const six = 6;
const eight = 8;

/** Bytes and numbers that Node's `inspect` shows of a longer list. */
const mostBytes = 50;
const mostNumbers = 100;

/**
 * Characters of a value that are looked for in one piece: V8 compiles no expression for thousands.
 * A multiple of three, as base64 encodes so many bytes together.
 */
const longestPiece = 120;

/** The sources of regular expressions for what a value can become. */
export interface Spellings {
  /** Of the value, or of the first piece of a long one. */
  readonly heads: readonly string[];
  /** Of each further piece, which is of interest where a head was found. */
  readonly tails: () => readonly (readonly string[])[];
}

/**
 * What a value can become, apart from escapes: itself, what a URL makes of it, and its bytes in
 * hex, base64, or a list.
 */
export function spellingsOf(value: string): Spellings {
  const [first = "", ...others] = piecesOf(value);
  const variants = [value.trim(), ...variantsOf(value)]
    .filter((text) => text.length >= shortest)
    .map(piecesOf);
  const plain = [first, ...variants.map(([head = ""]) => head)].map(literal);
  return {
    heads: [...new Set([...(word.test(value) ? plain.map(alone) : plain), ...encodingsOf(first)])],
    tails: () => [
      ...others.map((piece) => [literal(piece), ...encodingsOf(piece)]),
      ...variants.flatMap(([, ...pieces]) => pieces.map((piece) => [literal(piece)])),
    ],
  };
}

/**
 * A text in pieces, of which none ends within a character, and the last one is no rest of a few
 * characters.
 */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length;) {
    const isWithin = /[\uDC00-\uDFFF]/.test(text[at + longestPiece] ?? "");
    const end = at + longestPiece + (isWithin ? 1 : 0);
    const isLast = text.length - end < longestPiece / 2;
    pieces.push(text.slice(at, isLast ? undefined : end));
    at = isLast ? text.length : end;
  }
  return pieces;
}

/** The bytes of a piece, as they are or encoded before. */
function encodingsOf(piece: string): string[] {
  const bytes = [...new Set([piece, piece.trim()])]
    .filter((text) => text.length >= shortest)
    .map(utf8Of);
  const wide = [utf16Of(piece, true), utf16Of(piece, false)];
  // A key and its secret are escaped, joined and then encoded, for one.
  const inner = innerTexts(piece).map(utf8Of);
  const others = bytesOf(piece);
  return [
    ...[...bytes, ...wide, ...others].flatMap((list) => [inHex(list), inNumbers(list)]),
    ...[inCharacters(piece), inNumbers(unitsOf(piece))],
    inHex(utf8Of(base64Of(piece))),
    ...[...bytes, ...wide, ...others, ...inner].flatMap((list) =>
      [0, 1, 2].map((at) => inBase64(list, at)),
    ),
  ];
}

/** The bytes that a value stands for, and those that it has in Latin-1. */
function bytesOf(value: string): number[][] {
  const isHex = /^(?:[\da-f]{2}){8,}$/i.test(value);
  const hex = isHex ? Array.from(value.match(/../g) ?? [], (pair) => parseInt(pair, 16)) : [];
  const decoded = [...(decodeBase64(value) ?? [])];
  const latin = /[^\0-\x7F]/.test(value) ? unitsOf(value).map((unit) => unit & 0xff) : [];
  return [hex, decoded, latin].filter((bytes) => bytes.length >= shortest);
}

function unitsOf(text: string): number[] {
  return text.split("").map((unit) => unit.charCodeAt(0));
}

function base64Of(value: string): string {
  return btoa(String.fromCharCode(...utf8Of(value).slice(0, 10_000)));
}

/** The source where no letter or digit is next to it. */
function alone(source: string): string {
  return `(?<![A-Za-z\\d])(?:${source})(?![A-Za-z\\d])`;
}

/** One character after the other in quotes, as a list has them. */
function inCharacters(text: string): string {
  const between = "['\"`],\\s*['\"`]";
  const characters = text.split("").map(literal);
  const rest = characters.slice(mostNumbers).map((character) => between + character);
  return `${characters.slice(0, mostNumbers).join(between)}${optional(rest.join(""))}`;
}

/**
 * What a value reads like without escapes of its own, and what hosts, URLs and lines make of it.
 */
function variantsOf(value: string): string[] {
  const lines = value.split(/\r?\n/).filter((line) => !line.startsWith("-----"));
  const variants = [
    unescapeFully(value),
    ...(value.length <= longestInCases ? [value.toLowerCase(), value.toUpperCase()] : []),
    ...(uuid.test(value) ? inCases(value.replaceAll("-", "")) : []),
    ...["NFC", "NFD"].map((form) => value.normalize(form)),
    // What SQL and CSV make of quotes, and a shell; and UTF-8 that is read as Latin-1.
    ...[/'/g, /"/g].map((quote) => value.replace(quote, "$&$&")),
    value.replaceAll("'", String.raw`'\''`),
    String.fromCharCode(...utf8Of(value).slice(0, 10_000)),
    ...(lines.length > 1
      ? [value.replace(/\r?\n/g, "\n"), value.replace(/\s+/g, ""), ...lines]
      : []),
    ...inUrls(value),
  ];
  return variants.filter((text) => text.length >= shortest);
}

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

function inCases(text: string): string[] {
  return [text.toLowerCase(), text.toUpperCase()];
}

/** What a URL makes of a value that is one, or its host. */
function inUrls(value: string): string[] {
  const url = parseUrl(value);
  if (!url) {
    const host = /^[^\s/?#@:]+$/.test(value) ? parseUrl(`https://${value}`)?.host : undefined;
    return host === undefined ? [] : [host];
  }
  const { href, pathname, search, password } = url;
  const path = `${pathname}${search}`;
  return [
    href.replace(/\/$/, ""),
    ...(path.length >= shortestPath ? [path] : []),
    unescapeFully(password),
  ];
}

/** What a value is before its bytes are encoded. */
function innerTexts(value: string): string[] {
  // Half a character would be an error.
  const wellFormed = value.replace(/\p{Surrogate}/gu, "\uFFFD");
  const url = encodeURIComponent(wellFormed);
  const strict = url.replace(/[!'()*]/g, (character) => `%${hexOf(character.charCodeAt(0))}`);
  const form = new URLSearchParams({ "": value }).toString().slice(1);
  const hex = utf8Of(value).map(hexOf).join("");
  const escaped = [url, strict, form, JSON.stringify(value).slice(1, -1)];
  const all = [...escaped, base64Of(value), hex, hex.toLowerCase()];
  return [...new Set(all.flatMap((text) => [text, text.replace(/%[\dA-F]{2}/g, lower)]))].filter(
    (text) => text !== value,
  );
}

function lower(text: string): string {
  return text.toLowerCase();
}

function hexOf(byte: number): string {
  return byte.toString(16).padStart(2, "0").toUpperCase();
}

function utf8Of(text: string): number[] {
  return [...new TextEncoder().encode(text)];
}

function utf16Of(text: string, isLittle: boolean): number[] {
  return text.split("").flatMap((unit) => {
    const code = unit.charCodeAt(0);
    const [high, low] = [code >> eight, code & 0xff];
    return isLittle ? [low, high] : [high, low];
  });
}

/** A text as it is, of which a form makes the blanks plus signs. */
function literal(text: string): string {
  return escapePattern(text).replace(/ /g, "[ +]");
}

/** Bytes in hex, in either case, also one by one as `inspect` and certificates have them. */
function inHex(bytes: readonly number[]): string {
  const between = "(?:[ :,-]|, )?(?:0x|\\\\x)?";
  const pairs = bytes.map((byte) =>
    hexOf(byte).replace(/[A-F]/g, (digit) => `[${digit}${digit.toLowerCase()}]`),
  );
  const rest = pairs.slice(mostBytes).map((pair) => between + pair);
  return `${pairs.slice(0, mostBytes).join(between)}${optional(rest.join(""))}`;
}

/** Bytes as decimal numbers, as a buffer in JSON or a list has them. */
function inNumbers(bytes: readonly number[]): string {
  const between = ",\\s*";
  const rest = bytes.slice(mostNumbers).map((byte) => `${between}${byte}`);
  return `\\b${bytes.slice(0, mostNumbers).join(between)}\\b${optional(rest.join(""))}`;
}

function optional(source: string): string {
  return source === "" ? "" : `(?:${source})?`;
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/**
 * Bytes in base64, in either alphabet, behind so many others of the same text. The first and the
 * last character may hold bits of a neighbor, too.
 */
function inBase64(bytes: readonly number[], before: number): string {
  const first = before * eight;
  const end = first + bytes.length * eight;
  const byteAt = (bit: number) => bytes[Math.floor(bit / eight) - before] ?? 0;
  let source = "";
  for (let bit = Math.floor(first / six) * six; bit < end; bit += six) {
    const shift = 2 * eight - six - (bit % eight);
    const value = (((byteAt(bit) << eight) | byteAt(bit + eight)) >> shift) & (2 ** six - 1);
    const freeAbove = Math.max(0, first - bit);
    const freeBelow = Math.max(0, bit + six - end);
    source +=
      freeAbove + freeBelow === 0
        ? (characters[value] ?? "")
        : classOf(value, freeAbove, freeBelow);
  }
  return source;
}

/** Each character of base64, in both alphabets. */
const characters = Array.from(alphabet, (character) =>
  character === "+" ? "[+-]" : character === "/" ? "[/_]" : character,
);

/**
 * The characters of base64 whose bits are those of a value, but for so many of the highest and the
 * lowest.
 */
function classOf(value: number, freeAbove: number, freeBelow: number): string {
  const known = (2 ** (six - freeAbove) - 1) & ~(2 ** freeBelow - 1);
  const options = characters.filter((_, candidate) => ((candidate ^ value) & known) === 0);
  return options.length === 1 ? options.join("") : `(?:${options.join("|")})`;
}
