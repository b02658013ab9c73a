import { unescapeFully } from "./unescaped.ts";

/** Parts of a value that are shorter would be found in words that have nothing to do with it. */
export const SHORTEST = 4;

/** A part of a URL by itself, such as its path, has to be longer: many URLs have `/api` in common. */
const SHORTEST_PATH = 16;

/** Bits of a character of base64, and of a byte. */
const SIX = 6;
const EIGHT = 8;

/** Bytes and numbers that Node's `inspect` shows of a longer list. */
const MOST_BYTES = 50;
const MOST_NUMBERS = 100;

/**
 * The sources of regular expressions for what a value can become, apart from escapes: itself, what a URL makes of it,
 * and its bytes in hex, in base64, or as a list of numbers.
 */
export function spellingsOf(value: string): string[] {
  const texts = textsOf(value);
  const bytes = [...new Set(texts)].flatMap((text) => [utf8Of(text)]);
  const wide = [utf16Of(value, true), utf16Of(value, false)];
  // A key and its secret are escaped, joined and then encoded, for one.
  const inner = innerTexts(value).map(utf8Of);
  return [
    ...new Set([
      ...[...texts, ...variantsOf(value)].map(literal),
      ...[...bytes, ...wide].flatMap((list) => [inHex(list), inNumbers(list)]),
      ...[...bytes, ...wide, ...inner].flatMap((list) => [0, 1, 2].map((at) => inBase64(list, at))),
    ]),
  ];
}

/** The value, and what is left of it when a script takes the blanks around it off. */
function textsOf(value: string): string[] {
  const trimmed = value.trim();
  return [value, ...(trimmed.length >= SHORTEST ? [trimmed] : [])];
}

/** What a value reads like without escapes of its own, and what hosts, URLs and lines make of it. */
function variantsOf(value: string): string[] {
  const lines = value.split(/\r?\n/).filter((line) => !line.startsWith("-----"));
  const variants = [
    unescapeFully(value),
    ...(/^[\w.-]+$/.test(value) ? [value.toLowerCase(), value.toUpperCase()] : []),
    ...(lines.length > 1
      ? [value.replace(/\r?\n/g, "\n"), value.replace(/\s+/g, ""), ...lines]
      : []),
    ...inUrls(value),
  ];
  return variants.filter((text) => text.length >= SHORTEST);
}

/** What a URL makes of a value that is one, or its host. */
function inUrls(value: string): string[] {
  const host = `https://${value}`;
  if (!URL.canParse(value))
    return /^[^\s/?#@:]+$/.test(value) && URL.canParse(host) ? [new URL(host).host] : [];
  const { href, pathname, search, password } = new URL(value);
  const path = `${pathname}${search}`;
  return [
    href.replace(/\/$/, ""),
    ...(path.length >= SHORTEST_PATH ? [path] : []),
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
  const base64 = btoa(String.fromCharCode(...utf8Of(value).slice(0, 10_000)));
  const all = [url, strict, form, JSON.stringify(value).slice(1, -1), base64];
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
    const [high, low] = [code >> EIGHT, code & 0xff];
    return isLittle ? [low, high] : [high, low];
  });
}

/** A text as it is, of which a form makes the blanks plus signs. */
function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`).replace(/ /g, "[ +]");
}

/** Bytes in hex, in either case, also one by one as `inspect` and certificates have them. */
function inHex(bytes: readonly number[]): string {
  const between = "(?:[ :,-]|, )?(?:0x|\\\\x)?";
  const pairs = bytes.map((byte) =>
    hexOf(byte).replace(/[A-F]/g, (digit) => `[${digit}${digit.toLowerCase()}]`),
  );
  const rest = pairs.slice(MOST_BYTES).map((pair) => between + pair);
  return `${pairs.slice(0, MOST_BYTES).join(between)}${optional(rest.join(""))}`;
}

/** Bytes as decimal numbers, as a buffer in JSON or a list has them. */
function inNumbers(bytes: readonly number[]): string {
  const between = ",\\s*";
  const rest = bytes.slice(MOST_NUMBERS).map((byte) => `${between}${byte}`);
  return `\\b${bytes.slice(0, MOST_NUMBERS).join(between)}\\b${optional(rest.join(""))}`;
}

function optional(source: string): string {
  return source === "" ? "" : `(?:${source})?`;
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/**
 * Bytes in base64, in either alphabet, behind so many others of the same text. The first and the last character may
 * hold bits of a neighbour, too.
 */
function inBase64(bytes: readonly number[], before: number): string {
  const first = before * EIGHT;
  const end = first + bytes.length * EIGHT;
  const byteAt = (bit: number) => bytes[Math.floor(bit / EIGHT) - before] ?? 0;
  let source = "";
  for (let bit = Math.floor(first / SIX) * SIX; bit < end; bit += SIX) {
    const shift = 2 * EIGHT - SIX - (bit % EIGHT);
    const value = (((byteAt(bit) << EIGHT) | byteAt(bit + EIGHT)) >> shift) & (2 ** SIX - 1);
    const freeAbove = Math.max(0, first - bit);
    const freeBelow = Math.max(0, bit + SIX - end);
    source +=
      freeAbove + freeBelow === 0
        ? (CHARACTERS[value] ?? "")
        : classOf(value, freeAbove, freeBelow);
  }
  return source;
}

/** Each character of base64, in both alphabets. */
const CHARACTERS = Array.from(ALPHABET, (character) =>
  character === "+" ? "[+-]" : character === "/" ? "[/_]" : character,
);

/** The characters of base64 whose bits are those of a value, but for so many of the highest and the lowest. */
function classOf(value: number, freeAbove: number, freeBelow: number): string {
  const known = (2 ** (SIX - freeAbove) - 1) & ~(2 ** freeBelow - 1);
  const options = CHARACTERS.filter((_, candidate) => ((candidate ^ value) & known) === 0);
  return options.length === 1 ? options.join("") : `(?:${options.join("|")})`;
}
